import { expect, test } from 'vitest';
import { EngineRig } from '../../../tests/support/engine-rig';
import { nodeHasher } from '../../../tests/support/node-hasher';
import { unfiltered } from '../../../tests/support/unfiltered';
import { TransferError } from '../kernel/errors';
import { Roots } from '../sources/roots';
import { walk } from '../sources/walk';
import type { EnqueueHow, Incoming } from './engine-api';
import { enqueue } from './intake';

const here = { accountId: 'a1', folderId: '', folderPath: '/' };
const there = { accountId: 'a2', folderId: '7', folderPath: '/backup' };

async function begun() {
	const rig = new EngineRig();
	rig.onPut = () => new TransferError('proxy-unreachable');
	await rig.start();
	const drop = (incoming: readonly Incoming[], how: EnqueueHow) =>
		enqueue(
			incoming,
			here,
			{
				...unfiltered,
				queue: rig.queue,
				roots: new Roots(rig.store),
				clock: rig.clock,
				walk,
				...unfiltered,
				sessions: () => rig.store.sessions(),
				conflict: () => 'ask',
				hashing: (id) => rig.store.hashing(id),
				checksum: (blob) => nodeHasher().checksum(blob, { signal: new AbortController().signal })
			},
			how
		);
	return { drop, rows: () => [...rig.queue.entries()].map(({ upload }) => upload) };
}

const film = { file: new File(['film'], 'film.mkv', { lastModified: 1 }) };
const inFolder = (name: string, ...folders: string[]) => ({
	file: new File([name], name, { lastModified: 1 }),
	folders
});

test('a file for two targets is two rows of one root that know each other', async () => {
	const { drop, rows } = await begun();
	expect(await drop([film], { also: [there] })).toMatchObject({ added: 2 });
	const [one, other] = rows();
	expect([one!.accountId, other!.accountId]).toEqual(['a1', 'a2']);
	expect(other!.folderPath).toBe('/backup');
	expect(one!.source).toEqual(other!.source);
	expect([one!.twins, other!.twins]).toEqual([[other!.id], [one!.id]]);
});

test('a file whose row is there for one target is new for the other alone', async () => {
	const { drop, rows } = await begun();
	await drop([film], {});
	expect(await drop([film], { also: [there] })).toMatchObject({ added: 1, continued: 1 });
	expect(rows().map(({ accountId }) => accountId)).toEqual(['a1', 'a2']);
});

test('a folder for two targets is a group of its own in each', async () => {
	const { drop, rows } = await begun();
	const files = [inFolder('a.jpg', 'trip'), inFolder('b.jpg', 'trip', 'day 1')];
	await drop(files, { also: [there] });
	const groups = new Map(rows().map((row) => [row.group!.id, row.accountId]));
	expect([...groups.values()].toSorted()).toEqual(['a1', 'a2']);
});

test('a folder goes up under the name that it is given', async () => {
	const { drop, rows } = await begun();
	const empty = { emptyFolder: ['trip', 'nothing'] };
	await drop([inFolder('a.jpg', 'trip', 'day 1'), inFolder('b.jpg', 'trip'), empty], {
		as: 'Norway'
	});
	expect(rows().map(({ folders, name }) => [...folders, name].join('/'))).toEqual([
		'Norway/day 1/a.jpg',
		'Norway/b.jpg',
		'Norway/nothing'
	]);
	expect(rows().every(({ group }) => group?.name === 'Norway')).toBe(true);
});

test('an empty folder that was dropped by itself takes that name too', async () => {
	const { drop, rows } = await begun();
	await drop([{ emptyFolder: ['trip'] }], { as: 'Norway' });
	expect(rows()).toMatchObject([{ kind: 'folder', name: 'Norway', folders: [] }]);
});
