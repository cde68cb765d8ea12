import { afterEach, describe, expect, test, vi } from 'vitest';
import { fakeAccount, fakeRow, FakeEngine } from '../../../tests/support/fake-engine';
import type { Update } from '../engine/engine-api';
import { createPanlift, type Panlift } from './panlift.svelte';

let stop: (() => void) | undefined;

function started(first: Update): { engine: FakeEngine; panlift: Panlift } {
	const engine = new FakeEngine(first);
	const panlift = createPanlift(engine);
	stop = panlift.start();
	return { engine, panlift };
}

const file = (name: string) => new File(['x'], name);
const until = vi.waitFor;

afterEach(() => stop?.());

describe('files that come before there is an account', () => {
	test('wait while the engine starts, and go up when the sandbox account is there', async () => {
		const { engine, panlift } = started({ status: { kind: 'starting' }, sandbox: undefined });
		await panlift.adding.take([file('a'), file('b')]);
		expect(panlift.adding.kept).toBe(2);
		expect(panlift.signInDialog).toBeUndefined();
		engine.emit({ status: { kind: 'running' }, accounts: [fakeAccount()] });
		await until(() => expect(panlift.adding.kept).toBe(0));
		expect(engine.called('enqueue')).toHaveLength(1);
	});

	test('open the sign-in dialog, and go to the account that is signed in there', async () => {
		const { engine, panlift } = started({});
		await until(() => expect(panlift.status.kind).toBe('running'));
		await panlift.adding.take([file('a')]);
		expect(panlift.signInDialog).toEqual({});
		const request = { drive: 'pan123', flavour: 'web', realm: 'live' } as const;
		await panlift.submitSignIn({ ...request, way: 'token', token: 't' });
		expect(panlift.signInDialog).toBeUndefined();
		await until(() => expect(engine.called('enqueue')).toHaveLength(1));
	});
});

describe('what a person asks for', () => {
	test('goes to the chosen folder while its account is there', async () => {
		const { engine, panlift } = started({ accounts: [fakeAccount()] });
		await until(() => expect(panlift.target?.folderPath).toBe('/'));
		panlift.targets.choose({ ...panlift.target!, folderId: '7', folderPath: '/movies' });
		await until(() => expect(panlift.target?.folderId).toBe('7'));
		await panlift.adding.take([file('a')]);
		expect(engine.called('enqueue')[0]![2]).toMatchObject({ folderId: '7' });
		await until(() => expect(panlift.board.rows()[0]?.path).toBe('/movies/a'));
	});

	test('does not jump back when an older update comes after it', async () => {
		const { engine, panlift } = started({});
		await until(() => expect(panlift.settings).toBeDefined());
		const older = panlift.settings!;
		panlift.setSettings({ parallelParts: true });
		panlift.setSettings({ partsPerFile: 2 });
		engine.emit({ settings: older });
		await until(() => expect(panlift.settings).not.toBe(older));
		const seen: unknown[] = [];
		for (let frame = 0; frame < 5; frame++) {
			seen.push(panlift.settings);
			await new Promise(requestAnimationFrame);
		}
		for (const settings of seen) {
			expect(settings).toMatchObject({ parallelParts: true, partsPerFile: 2 });
		}
		engine.emit({ settings: { ...older, partsPerFile: 4 } });
		await until(() => expect(panlift.settings).toEqual({ ...older, partsPerFile: 4 }));
	});

	test('can be undone after Remove, once and for the last one', async () => {
		const { engine, panlift } = started({ rows: [fakeRow({ id: 'a' }), fakeRow({ id: 'b' })] });
		await until(() => expect(panlift.board.rows()).toHaveLength(2));
		panlift.rows.remove(['a'], 'a.mkv');
		panlift.rows.remove(['b'], 'b.mkv');
		expect(panlift.notices.list.filter(({ undo }) => undo)).toHaveLength(1);
		panlift.notices.list[0]!.undo!();
		expect(engine.called('undoRemove')).toHaveLength(1);
	});

	test('asks the browser for every handle, then tells the engine', async () => {
		const { engine, panlift } = started({});
		const asked: string[] = [];
		const handle = (name: string) => ({
			requestPermission: () => Promise.resolve(asked.push(name))
		});
		engine.handlesToAsk = () =>
			Promise.resolve([handle('a'), handle('b')] as unknown as FileSystemFileHandle[]);
		panlift.allowAccess();
		await until(() => expect(engine.called('permissionChanged')).toHaveLength(1));
		expect(asked).toEqual(['a', 'b']);
	});

	test('is told in a notice when the engine refuses', async () => {
		const { engine, panlift } = started({});
		engine.pause = () => Promise.reject(new Error('no'));
		panlift.pauseAll();
		await until(() => expect(panlift.notices.list[0]?.content.kind).toBe('trouble'));
	});
});

test('the engine hears of the window’s connection', () => {
	const { engine } = started({});
	window.dispatchEvent(new Event('offline'));
	window.dispatchEvent(new Event('online'));
	expect(engine.called('networkChanged').map(([, online]) => online)).toEqual([false, true]);
});

test('a finished row that has the focus is not in the way of folding the others', async () => {
	const { engine, panlift } = started({
		rows: [fakeRow({ id: 'a', order: 1 }), fakeRow({ id: 'b', order: 2 })]
	});
	await until(() => expect(panlift.board.rows()).toHaveLength(2));
	panlift.board.pin('a');
	engine.emit({ rows: [fakeRow({ id: 'a', state: 'done', order: 1 })] });
	await until(() => expect(panlift.board.tally.finished).toBe(1));
	expect(panlift.board.lines.map(({ key }) => key)).toEqual(['a', 'b']);
	panlift.board.fold(true);
	expect(panlift.board.lines.map(({ key }) => key)).toEqual(['b']);
});
