import { beforeEach, describe, expect, test } from 'vitest';
import { fresh } from '../../../tests/support/engine-rig';
import { FolderOnDisk } from '../../../tests/support/folder-on-disk';
import { WatchRig, WISH } from '../../../tests/support/watch-rig';
import { TransferError } from '../kernel/errors';

let rig: WatchRig;

beforeEach(async () => {
	rig = await new WatchRig().start();
});

describe.each([
	['looked through every minute', false],
	['that the browser observes', true]
])('a folder %s', (_, observes) => {
	beforeEach(() => {
		rig.observes = observes;
	});

	/** write changes a file, and the browser tells of it if it can. */
	function write(path: string, bytes: Uint8Array | string): void {
		rig.write(path, bytes);
		rig.onchange?.([path.split('/')]);
	}

	test('gives 30 checkpoints, written in pieces one after another, once each and whole', async () => {
		await rig.watch();
		const whole = Array.from({ length: 30 }, () => fresh(45));
		for (const [index, bytes] of whole.entries()) {
			for (const size of [0, 15, 30]) {
				write(`${index}.pt`, bytes.slice(0, size));
				await rig.pass(4);
				expect(rig.paths).not.toContain(`/ckpt/${index}.pt`);
			}
			write(`${index}.pt`, bytes);
			await rig.pass(9);
			expect(rig.paths).not.toContain(`/ckpt/${index}.pt`);
		}
		await rig.pass(80);
		expect(rig.paths.toSorted()).toEqual(whole.map((__, i) => `/ckpt/${i}.pt`).toSorted());
		expect(rig.rows.filter(({ status }) => status.state !== 'done')).toEqual([]);
		for (const [index, bytes] of whole.entries()) {
			expect(Buffer.compare((await rig.bytes(`${index}.pt`))!, bytes)).toBe(0);
		}
		expect(rig.view).toMatchObject({ state: 'watching', files: 30, waiting: 0, enqueued: 30 });
		expect(rig.view.observed).toBe(observes);
	}, 30_000);

	test('gives a file that is written again once more, over the old one', async () => {
		await rig.watch();
		write('last.pt', 'one');
		await rig.pass(75);
		expect(await rig.stored('last.pt')).toBe('one');
		write('last.pt', 'two');
		await rig.pass(75);
		expect(await rig.stored('last.pt')).toBe('two');
		expect(rig.paths).toEqual(['/ckpt/last.pt', '/ckpt/last.pt']);
	});
});

test('files that are there at first come too, after ten seconds at rest, with their folders', async () => {
	rig.write('step 1/model.pt', 'model');
	rig.write('step 1/optimizer.pt', 'optimizer');
	rig.write('log.txt', 'log');
	await rig.watch();
	await rig.pass(9);
	expect(rig.rows).toEqual([]);
	expect(rig.view).toMatchObject({ state: 'watching', files: 3, waiting: 3, enqueued: 0 });
	await rig.pass(3);
	expect(rig.paths.toSorted()).toEqual([
		'/ckpt/log.txt',
		'/ckpt/step 1/model.pt',
		'/ckpt/step 1/optimizer.pt'
	]);
	expect(await rig.stored('step 1/model.pt')).toBe('model');
	const groups = rig.rows.map(({ group }) => group?.name);
	expect(groups.toSorted()).toEqual(['step 1', 'step 1', undefined]);
});

test('what comes later into a folder of it joins the row of that folder', async () => {
	await rig.watch();
	rig.write('step/a', 'a');
	await rig.pass(75);
	rig.write('step/b', 'b');
	await rig.pass(75);
	expect(new Set(rig.rows.map(({ group }) => group?.id)).size).toBe(1);
	expect(rig.rows).toHaveLength(2);
});

test('a restart in the middle uploads nothing twice, not even what there was no time to remember', async () => {
	for (let n = 0; n < 5; n++) rig.write(`${n}.pt`, `content ${n}`);
	await rig.watch();
	rig.forgetful = true;
	rig.rig.onPut = (part, count) => (count === 3 ? 'crash-after-store' : 'store');
	await rig.pass(12);
	expect(rig.rows.length).toBe(5);
	rig.forgetful = false;
	rig.rig.onPut = () => 'store';
	await rig.crash();
	rig.write('5.pt', 'content 5');
	await rig.pass(90);
	expect(rig.paths.toSorted()).toEqual([0, 1, 2, 3, 4, 5].map((n) => `/ckpt/${n}.pt`));
	for (let n = 0; n < 6; n++) expect(await rig.stored(`${n}.pt`)).toBe(`content ${n}`);
	expect(rig.view).toMatchObject({ enqueued: 6, waiting: 0 });
	await rig.crash();
	await rig.rig.queue.takeOff(rig.rows.map(({ id }) => id));
	await rig.pass(200);
	expect(rig.rows).toEqual([]);
});

test('without permission it waits, asks with its handle, and goes on by itself once it has it', async () => {
	await rig.watch();
	await rig.pass(15);
	rig.disk.allowed = false;
	await rig.crash();
	rig.write('a.pt', 'a');
	await rig.pass(1);
	expect(rig.view).toMatchObject({ state: 'permission', code: 'permission-needed' });
	expect(rig.watching.toAsk.map(({ name }) => name)).toEqual(['checkpoints']);
	rig.disk.allowed = true;
	rig.watching.lookAgain();
	await rig.pass(1);
	expect(rig.view.state).toBe('watching');
	expect(rig.watching.toAsk).toEqual([]);
	await rig.pass(12);
	expect(await rig.stored('a.pt')).toBe('a');

	// A person may also have allowed it elsewhere.
	rig.disk.allowed = false;
	await rig.pass(70);
	expect(rig.view.state).toBe('permission');
	rig.disk.allowed = true;
	rig.write('b.pt', 'b');
	await rig.pass(75);
	expect(await rig.stored('b.pt')).toBe('b');
	expect(rig.rows).toHaveLength(2);
});

test('what its filter names stays at home, however it is found', async () => {
	rig.rules.set('p', { patterns: '*.tmp\ncache/', smallerThan: 2 });
	rig.observes = true;
	const names = ['a.pt', 'a.tmp', 'cache/deep/b.pt', 'small'];
	for (const name of names) rig.write(name, name === 'small' ? 'x' : name);
	await rig.watch({ profile: 'p' });
	for (const name of names) rig.write(`new/${name}`, name === 'small' ? 'x' : name);
	rig.onchange!(names.map((name) => ['new', ...name.split('/')]));
	await rig.pass(30);
	expect(rig.paths.toSorted()).toEqual(['/ckpt/a.pt', '/ckpt/new/a.pt']);
	expect(rig.view).toMatchObject({ files: 2, waiting: 0, enqueued: 2 });
});

test('a file that is deleted here stays in the drive, and comes back without being sent again', async () => {
	const written = rig.rig.clock.now();
	rig.disk.write('a.pt', 'a', written);
	await rig.watch();
	await rig.pass(15);
	rig.disk.remove('a.pt');
	await rig.pass(130);
	expect(await rig.stored('a.pt')).toBe('a');
	expect(rig.rows).toHaveLength(1);
	expect(rig.view).toMatchObject({ files: 0, enqueued: 1 });
	rig.disk.write('a.pt', 'a', written);
	await rig.pass(130);
	expect(rig.view).toMatchObject({ files: 1, waiting: 0 });
	expect(rig.rows).toHaveLength(1);
});

test('a file that changes while it goes up begins again in the same row', async () => {
	rig.write('a.pt', 'old');
	await rig.watch();
	rig.rig.onPut = () => new TransferError('proxy-unreachable');
	await rig.pass(12);
	expect(rig.rows).toHaveLength(1);
	rig.write('a.pt', 'newer');
	await rig.pass(75);
	rig.rig.onPut = () => 'store';
	rig.rig.queue.retry(rig.rows.map(({ id }) => id));
	await rig.pass(60);
	expect(rig.rows).toMatchObject([{ status: { state: 'done' }, identity: { size: 5 } }]);
	expect(await rig.stored('a.pt')).toBe('newer');
});

test('a file that is locked by its writer is left for later', async () => {
	rig.write('a.pt', 'a');
	rig.disk.locked.add('a.pt');
	await rig.watch();
	await rig.pass(30);
	expect(rig.view).toMatchObject({ state: 'watching', files: 0 });
	rig.disk.locked.clear();
	await rig.pass(75);
	expect(await rig.stored('a.pt')).toBe('a');
});

test('a drive that gives no folder is asked again in a minute, and nothing is lost', async () => {
	rig.write('a.pt', 'a');
	rig.rig.lie({ createFolder: () => Promise.reject(new TransferError('proxy-unreachable')) });
	await rig.watch();
	await rig.pass(15);
	expect(rig.view).toMatchObject({ state: 'trouble', code: 'proxy-unreachable', enqueued: 0 });
	rig.rig.lie({});
	await rig.pass(75);
	expect(rig.view).toMatchObject({ state: 'watching', enqueued: 1 });
	expect(await rig.stored('a.pt')).toBe('a');
});

test('while it is paused nothing is looked at, and afterwards all that came goes up', async () => {
	await rig.watch();
	await rig.pass(5);
	await rig.watching.ask({ step: 'change', id: rig.view.id, wish: { on: false } });
	const { listings } = rig.disk;
	rig.write('a.pt', 'a');
	await rig.pass(200);
	expect(rig.disk.listings).toBe(listings);
	expect(rig.view.state).toBe('paused');
	await rig.crash();
	await rig.pass(100);
	expect(rig.view.state).toBe('paused');
	await rig.watching.ask({ step: 'change', id: rig.view.id, wish: { on: true } });
	await rig.pass(15);
	expect(rig.paths).toEqual(['/ckpt/a.pt']);
});

test('another target gets everything; another filter only what it lets pass anew', async () => {
	rig.rules.set('p', { patterns: '*.log' });
	rig.write('a.pt', 'a');
	rig.write('a.log', 'log');
	await rig.watch({ profile: 'p' });
	await rig.pass(15);
	expect(rig.paths).toEqual(['/ckpt/a.pt']);
	await rig.watching.ask({ step: 'change', id: rig.view.id, wish: { profile: '' } });
	await rig.pass(15);
	expect(rig.paths).toEqual(['/ckpt/a.pt', '/ckpt/a.log']);
	await rig.watching.ask({ step: 'change', id: rig.view.id, wish: { folderPath: '/other' } });
	await rig.pass(15);
	expect(rig.paths.slice(2).toSorted()).toEqual(['/other/a.log', '/other/a.pt']);
});

test('rules that change while it is looked through count, although the browser observes', async () => {
	rig.observes = true;
	rig.rules.set('p', { patterns: '*.log' });
	rig.write('a.log', 'log');
	let goOn = () => {};
	rig.scanning = () => new Promise((resolve) => (goOn = resolve));
	await rig.watch({ profile: 'p' });
	rig.scanning = undefined;
	rig.rules.delete('p');
	rig.watching.lookAgain();
	goOn();
	await rig.pass(15);
	expect(rig.paths).toEqual(['/ckpt/a.log']);
});

test('another target gets everything, also what goes to the one before at that moment', async () => {
	const { memory } = rig.rig;
	let goOn = () => {};
	rig.rig.lie({
		createFolder: async (parentId, name) => {
			if (name === 'ckpt') await new Promise<void>((resolve) => (goOn = resolve));
			return memory.createFolder(parentId, name);
		}
	});
	rig.write('a.pt', 'a');
	await rig.watch();
	await rig.pass(12);
	await rig.watching.ask({ step: 'change', id: rig.view.id, wish: { folderPath: '/other' } });
	goOn();
	await rig.pass(15);
	expect(rig.paths.toSorted()).toEqual(['/ckpt/a.pt', '/other/a.pt']);
});

test('a folder that is no longer watched is forgotten, and its rows stay', async () => {
	rig.write('a.pt', 'a');
	await rig.watch();
	await rig.pass(15);
	await rig.watching.ask({ step: 'remove', id: rig.view.id });
	expect(rig.views).toEqual([]);
	rig.write('b.pt', 'b');
	await rig.pass(200);
	expect(rig.paths).toEqual(['/ckpt/a.pt']);
	await rig.crash();
	expect(rig.views).toEqual([]);
	expect(await rig.rig.store.setting('watches')).toBeUndefined();
});

test('the same folder for the same place is watched once, with the last wish', async () => {
	await rig.watch();
	await rig.watch({ conflict: 'skip' });
	expect(rig.views).toMatchObject([{ wish: { ...WISH, conflict: 'skip' } }]);
	await rig.watch({ folderPath: '/other' });
	expect(rig.views).toHaveLength(2);
	const directory = new FolderOnDisk('another').handle;
	await rig.watching.ask({ step: 'add', directory, wish: WISH });
	expect(rig.views).toHaveLength(3);
});
