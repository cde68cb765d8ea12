import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { TransferError } from '../kernel/errors';

let rig: EngineRig;

beforeEach(async () => {
	rig = new EngineRig();
	await rig.start();
});

describe('an upload', () => {
	test.each([0, 1, 9, 10, 11, 95])('of %i bytes arrives byte for byte', async (size) => {
		const bytes = fresh(size);
		await rig.expectStored(await rig.add(bytes), bytes);
	});

	test('of known content is instant and sends nothing', async () => {
		const bytes = fresh(50);
		await rig.expectStored(await rig.add(bytes), bytes);
		const sent = rig.puts;
		const again = await rig.add(bytes, { id: 'u2', name: 'copy.mkv' });
		expect(await rig.status(again)).toMatchObject({ state: 'done', instant: true });
		expect(rig.puts).toBe(sent);
	});

	test('with a name that the drive refuses fails before anything is hashed', async () => {
		const id = await rig.add(fresh(20), { name: 'what?.mkv' });
		expect(await rig.status(id)).toMatchObject({ state: 'failed', code: 'name-refused' });
		expect(rig.hashings).toBe(0);
	});

	test('never has more parts in flight than the limit', async () => {
		let flying = 0;
		let most = 0;
		rig.onPut = () => {
			most = Math.max(most, ++flying);
			queueMicrotask(() => flying--);
			return 'store';
		};
		await rig.status(await rig.add(fresh(200)));
		expect(most).toBeLessThanOrEqual(3);
	});
});

describe('a name that is taken', () => {
	const taken = async (conflict: 'ask' | 'skip' | 'overwrite' | 'keep-both') => {
		await rig.status(await rig.add(fresh(20), { id: 'old', source: { rootId: 'r0', path: [] } }));
		return rig.add(fresh(30), { id: 'new', conflict });
	};
	const names = async () =>
		(await rig.memory.list('')).entries.map(({ name, size }) => [name, size]);

	test('waits for the person, and goes on with the answer', async () => {
		const id = await taken('ask');
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'conflict' });
		rig.queue.resolveConflict([id], 'keep-both');
		expect(await rig.status(id)).toMatchObject({ state: 'done' });
		expect(await names()).toEqual([
			['film.mkv', 20],
			['film(1).mkv', 30]
		]);
	});

	test('is left alone by skip', async () => {
		const id = await taken('skip');
		expect(await rig.status(id)).toMatchObject({ state: 'cancelled', reason: 'skipped' });
		expect(await names()).toEqual([['film.mkv', 20]]);
	});

	test('is replaced by overwrite', async () => {
		expect(await rig.status(await taken('overwrite'))).toMatchObject({ state: 'done' });
		expect(await names()).toEqual([['film.mkv', 30]]);
	});
});

describe('a part that fails', () => {
	test('is sent again after a broken connection', async () => {
		rig.onPut = (_, count) => (count === 2 ? new TransferError('network') : 'store');
		const bytes = fresh(50);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.stored.toSorted()).toEqual([1, 2, 3, 4, 5]);
	});

	test('gets a new URL when its own has ended, without counting as a try', async () => {
		let expired = 0;
		rig.onPut = () => (expired++ < 3 ? new TransferError('url-expired') : 'store');
		const bytes = fresh(10);
		const before = rig.clock.now();
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.clock.now() - before).toBeLessThan(5000);
	});

	test('fails the row when storage refuses every new URL', async () => {
		rig.onPut = () => new TransferError('url-expired');
		const id = await rig.add(fresh(10));
		expect(await rig.status(id)).toMatchObject({ state: 'failed', code: 'storage-refused' });
	});

	test('fails the row when storage keeps something else twice', async () => {
		rig.onPut = () => new TransferError('part-corrupted');
		const id = await rig.add(fresh(10));
		expect(await rig.status(id)).toMatchObject({ state: 'failed', code: 'part-corrupted' });
		expect(rig.puts).toBe(2);
	});

	test('makes the row wait for a better line after eight tries, and it goes on by itself', async () => {
		rig.onPut = () => new TransferError('network');
		const bytes = fresh(10);
		const id = await rig.add(bytes);
		while (rig.queue.entry(id)!.upload.status.state !== 'waiting') await rig.clock.advance(1000);
		expect(rig.queue.entry(id)!.upload.status).toMatchObject({ cause: 'offline' });
		rig.onPut = () => 'store';
		await rig.expectStored(id, bytes);
	});
});

describe('a person', () => {
	test('who pauses and resumes loses no finished part', async () => {
		rig.onPut = (_, count) => {
			if (count === 4) void rig.queue.pause(['u1']);
			return 'store';
		};
		const bytes = fresh(65);
		const id = await rig.add(bytes);
		expect(await rig.status(id)).toEqual({ state: 'paused' });
		rig.queue.resume([id]);
		await rig.expectStored(id, bytes);
		expect(rig.stored.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
	});

	test('who cancels and retries begins anew', async () => {
		rig.onPut = (_, count) => {
			if (count === 2) void rig.queue.cancel(['u1']);
			return 'store';
		};
		const bytes = fresh(35);
		const id = await rig.add(bytes);
		expect(await rig.status(id)).toMatchObject({ state: 'cancelled', reason: 'person' });
		await rig.settled();
		expect(await rig.store.session(id)).toBeUndefined();
		rig.queue.retry([id]);
		await rig.expectStored(id, bytes);
	});

	test('who removes a row and takes that back continues where it was', async () => {
		rig.onPut = (_, count) => (count > 2 ? new TransferError('proxy-unreachable') : 'store');
		const bytes = fresh(35);
		const id = await rig.add(bytes);
		await rig.status(id);
		const taken = await rig.queue.takeOff([id]);
		expect(await rig.store.uploads()).toEqual([]);
		rig.onPut = () => 'store';
		await rig.queue.putBack(taken);
		rig.queue.clear(['proxy']);
		await rig.expectStored(id, bytes);
		expect(rig.stored.toSorted()).toEqual([1, 2, 3, 4]);
	});

	test('who removes everything has nothing sent behind their back', async () => {
		rig.onPut = () => new TransferError('server-error');
		const ids = [];
		for (let i = 0; i < 8; i++) {
			const source = { rootId: `r${i}`, path: [] };
			ids.push(await rig.add(fresh(95), { id: `u${i}`, order: i, name: `${i}`, source }));
		}
		await rig.settled();
		// A slow disk gives those in line time to begin in the place of those that stop.
		const { session } = rig.store;
		rig.store.session = async (id) => {
			await rig.settled();
			return session(id);
		};
		const before = rig.puts;
		const taken = await rig.queue.takeOff(ids);
		rig.store.session = session;
		expect(rig.puts).toBe(before);
		const sent = rig.puts;
		await rig.clock.advance(60_000);
		await rig.settled();
		expect(taken).toHaveLength(8);
		expect(rig.puts).toBe(sent);
		expect([...rig.queue.entries()]).toEqual([]);
		rig.onPut = () => 'store';
		await rig.queue.putBack(taken);
		for (const id of ids) expect(await rig.status(id)).toMatchObject({ state: 'done' });
	});

	test('whose file changed is told, and the new version goes up whole', async () => {
		const changed = fresh(45);
		rig.onPut = (_, count) => {
			if (count === 2) rig.write('r1', changed);
			return 'store';
		};
		const id = await rig.add(fresh(65));
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'source-changed' });
		const { name, size, lastModified } = rig.files.get('r1')!;
		await rig.queue.restartWith(id, {
			source: { rootId: 'r1', path: [] },
			identity: { name, size, lastModified }
		});
		await rig.expectStored(id, changed);
	});
});

test('a line that is down makes rows wait, and they go on when it is back', async () => {
	rig.onPut = () => new TransferError('network');
	rig.connection = 'offline';
	const bytes = fresh(35);
	const id = await rig.add(bytes);
	expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'offline' });
	rig.onPut = () => 'store';
	rig.queue.clear(['offline']);
	await rig.expectStored(id, bytes);
});

test('files beyond the limit stay queued until there is room', async () => {
	rig.onPut = () => new TransferError('server-error');
	for (let i = 0; i < 5; i++) {
		await rig.add(fresh(15), {
			id: `u${i}`,
			order: i,
			name: `${i}.bin`,
			source: { rootId: `r${i}`, path: [] }
		});
	}
	await rig.settled();
	const states = [...rig.queue.entries()].map(({ upload }) => upload.status.state);
	expect(states.filter((state) => state === 'queued')).toHaveLength(2);
});

test('rows that stand in line behind a block go on when its row is paused or cancelled', async () => {
	for (const leave of ['pause', 'cancel'] as const) {
		rig = new EngineRig();
		await rig.start();
		rig.lie({ open: () => Promise.reject(new TransferError('blocked', { retryAfter: 20_000 })) });
		const first = await rig.add(fresh(20), { id: 'first', order: 1 });
		await rig.settled();
		expect(rig.queue.entry(first)?.upload.status).toMatchObject({ cause: 'blocked' });
		rig.lie({});
		const bytes = fresh(20);
		const next = await rig.add(bytes, { id: 'next', order: 2 });
		await rig.settled();
		expect(rig.queue.entry(next)?.upload.status.state).toBe('queued');
		await rig.queue[leave]([first]);
		await rig.expectStored(next, bytes);
	}
});
