import { beforeEach, describe, expect, test } from 'vitest';
import { nodeHasher } from '../../../tests/support/node-hasher';
import { unfiltered } from '../../../tests/support/unfiltered';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { settle } from '../../../tests/support/fake-clock';
import { TransferError } from '../kernel/errors';
import { Roots } from '../sources/roots';
import { walk } from '../sources/walk';
import { enqueue } from './intake';
import { cleanUpSessions, deleteSessions, keepClean, listSessions } from './sessions';

const DAY = 86_400_000;
let rig: EngineRig;
/** Sessions that the drive was asked to end. */
let ended: string[];
let refusal: Error | undefined;

beforeEach(async () => {
	rig = new EngineRig();
	ended = [];
	refusal = undefined;
	const { memory } = rig;
	rig.lie({
		abandon: async (session) => {
			if (refusal) throw refusal;
			ended.push(session.id);
			await memory.abandon(session);
		}
	});
	await rig.start();
});

const tools = () => ({ ...rig, queue: rig.queue, store: rig.store, drive: () => rig.drive });
const days = (count: number) => rig.clock.advance(count * DAY);

/** begin sends two of four parts, and stops there. */
async function begin(id = 'u1', fields = {}): Promise<string> {
	rig.onPut = (_, count) => (count > 2 ? new TransferError('storage-refused') : 'store');
	const source = { rootId: id, path: [] };
	await rig.add(fresh(35), { id, source, name: `${id}.mkv`, addedAt: rig.clock.now(), ...fields });
	await rig.status(id);
	return id;
}

describe('the list of sessions', () => {
	test('tells parts, bytes and paths of one that has begun', async () => {
		const { id: folderId } = await rig.memory.createFolder('', 'movies');
		const id = await begin('u1', { folderPath: '/movies', folders: ['holiday'], folderId });
		expect(await listSessions(tools())).toEqual([
			expect.objectContaining({
				id,
				path: '/movies/holiday/u1.mkv',
				filePath: 'holiday/u1.mkv',
				size: 35,
				numbers: expect.any(Array) as unknown,
				partsDone: 2,
				partsTotal: 4,
				bytesDone: 20,
				state: 'failed'
			})
		]);
	});

	test('keeps one whose row was removed, and loses one that is done', async () => {
		const id = await begin();
		await rig.queue.takeOff([id]);
		expect(await listSessions(tools())).toMatchObject([{ id, partsDone: 2, bytesDone: 20 }]);
		expect((await listSessions(tools()))[0]?.state).toBeUndefined();
		expect(ended).toEqual([]);
		rig.onPut = () => 'store';
		await rig.status(await rig.add(fresh(20), { id: 'u2', source: { rootId: 'u2', path: [] } }));
		expect(await listSessions(tools())).toHaveLength(1);
	});
});

describe('a removed row whose file comes back', () => {
	test('goes on where it was, and a late Undo makes no second one of it', async () => {
		const roots = new Roots(rig.store);
		const id = await begin();
		const taken = await rig.queue.takeOff([id]);
		const file = rig.files.get(id)!;
		const again = new File([file], 'u1.mkv', { lastModified: file.lastModified });
		rig.onPut = () => 'store';
		const sessions = () => rig.store.sessions();
		const { queue, clock } = rig;
		const conflict = () => 'ask' as const;
		const content = {
			hashing: (id: string) => rig.store.hashing(id),
			checksum: (blob: Blob) =>
				nodeHasher().checksum(blob, { signal: new AbortController().signal })
		};
		const intake = { queue, roots, clock, walk, sessions, conflict, ...content, ...unfiltered };
		const target = { accountId: 'a1', folderId: '', folderPath: '/' };
		// The rig finds files by their root.
		roots.add = ([root]) => void rig.files.set(root!.id, root!.file!);
		await enqueue([{ file: again }], target, intake);
		await rig.queue.putBack(taken);
		expect([...rig.queue.entries()]).toHaveLength(1);
		await rig.expectStored(id, new Uint8Array(await file.arrayBuffer()));
		expect(rig.stored).toHaveLength(4);
		expect(rig.hashings).toBe(1);
	});
});

describe('deleting a session', () => {
	test('cancels the row that it has, and tells the drive', async () => {
		const id = await begin();
		await deleteSessions([id], tools());
		expect(await rig.status(id)).toMatchObject({ state: 'cancelled' });
		expect(await listSessions(tools())).toEqual([]);
		expect(ended).toHaveLength(1);
	});

	test('without a row forgets all of it, and tells the drive', async () => {
		const id = await begin();
		await rig.store.saveHashing({
			uploadId: id,
			identity: { name: '', size: 35, lastModified: 0 },
			stripes: new Uint8Array(8)
		});
		await rig.queue.takeOff([id]);
		await deleteSessions([id], tools());
		expect(await rig.store.sessions()).toEqual([]);
		expect(await rig.store.receipts(id)).toEqual([]);
		expect(await rig.store.hashing(id)).toBeUndefined();
		expect(ended).toHaveLength(1);
	});

	test('that the drive can’t hear of now is told later, and is off the list at once', async () => {
		const id = await begin();
		refusal = new TransferError('signed-out');
		await deleteSessions([id], tools());
		expect(await listSessions(tools())).toEqual([]);
		expect(await rig.store.session(id)).toBeUndefined();
		await cleanUpSessions(7, tools());
		expect(ended).toEqual([]);
		refusal = undefined;
		expect(await cleanUpSessions(undefined, tools())).toBe(0);
		expect(ended).toHaveLength(1);
		expect(await rig.store.sessions()).toEqual([]);
	});

	test('that the drive never hears of is forgotten after a week', async () => {
		refusal = new TransferError('signed-out');
		await deleteSessions([await begin()], tools());
		await days(6);
		await cleanUpSessions(7, tools());
		expect(await rig.store.sessions()).toHaveLength(1);
		await days(1);
		await cleanUpSessions(7, tools());
		expect(await rig.store.sessions()).toEqual([]);
	});
});

describe('cleaning up', () => {
	test('takes what rested long enough without a row, or with one that failed', async () => {
		await rig.queue.takeOff([await begin('u1')]);
		const failed = await begin('u2');
		await days(6);
		expect(await cleanUpSessions(7, tools())).toBe(0);
		await days(1);
		expect(await cleanUpSessions(7, tools())).toBe(2);
		expect(ended).toHaveLength(2);
		expect(await listSessions(tools())).toEqual([]);
		// The row stays, says that nothing is there any more, and can begin anew.
		expect(rig.queue.entry(failed)).toMatchObject({ progress: { partsTotal: 0, sent: 0 } });
		rig.onPut = () => 'store';
		rig.queue.retry([failed]);
		expect(await rig.status(failed)).toMatchObject({ state: 'done' });
	});

	test('leaves rows that wait or are paused, however old, and everything where it is off', async () => {
		const id = await begin();
		rig.queue.retry([id]);
		await rig.queue.pause([id]);
		await days(100);
		expect(await cleanUpSessions(1, tools())).toBe(0);
		expect(await listSessions(tools())).toHaveLength(1);
		await rig.queue.takeOff([id]);
		expect(await cleanUpSessions(undefined, tools())).toBe(0);
		expect(await cleanUpSessions(1, tools())).toBe(1);
	});

	test('happens at the start and every day, by what the settings say then', async () => {
		await rig.queue.takeOff([await begin()]);
		const limits: number[] = [];
		void keepClean(
			() => limits[0],
			tools(),
			(error) => expect.unreachable(String(error))
		);
		await days(10);
		expect(await listSessions(tools())).toHaveLength(1);
		limits.push(7);
		await days(1);
		await settle();
		expect(await listSessions(tools())).toEqual([]);
	});
});
