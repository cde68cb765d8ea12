import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig } from '../../../tests/support/engine-rig';
import type { Drive } from '../drives/drive';
import { TransferError } from '../kernel/errors';

let rig: EngineRig;
const fresh = (size: number) => new Uint8Array(randomBytes(size));

beforeEach(async () => {
	rig = new EngineRig();
	await rig.start();
});

/** Replaces some of the Drive's methods, until the test says otherwise. */
function lie(methods: Partial<Drive>): void {
	rig.drive = new Proxy(rig.memory, {
		get(drive, name) {
			const lied: unknown = Reflect.get(methods, name);
			if (lied) return lied;
			const value: unknown = Reflect.get(drive, name);
			return typeof value === 'function' ? value.bind(drive) : value;
		}
	});
}

async function expectStored(id: string, bytes: Uint8Array): Promise<void> {
	const status = await rig.status(id);
	expect(status).toMatchObject({ state: 'done' });
	const fileId = status.state === 'done' ? status.file.id : '';
	expect(Buffer.compare(rig.memory.content(fileId)!, bytes)).toBe(0);
}

describe('an upload', () => {
	test.each([0, 1, 9, 10, 11, 95])('of %i bytes arrives byte for byte', async (size) => {
		const bytes = fresh(size);
		await expectStored(await rig.add(bytes), bytes);
	});

	test('of known content is instant and sends nothing', async () => {
		const bytes = fresh(50);
		await expectStored(await rig.add(bytes), bytes);
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
		await expectStored(await rig.add(bytes), bytes);
		expect(rig.stored.toSorted()).toEqual([1, 2, 3, 4, 5]);
	});

	test('gets a new URL when its own has ended, without counting as a try', async () => {
		let expired = 0;
		rig.onPut = () => (expired++ < 3 ? new TransferError('url-expired') : 'store');
		const bytes = fresh(10);
		const before = rig.clock.now();
		await expectStored(await rig.add(bytes), bytes);
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
		await expectStored(id, bytes);
	});
});

describe('after a crash', () => {
	const places = [1, 2, 3, 4, 5, 6, 7].flatMap((count) =>
		(['crash', 'crash-after-store'] as const).map((fault) => [fault, count] as const)
	);
	test.each(places)('by %s at PUT %i no finished part is sent twice', async (fault, at) => {
		rig.onPut = (_, count) => (count === at ? fault : 'store');
		const bytes = fresh(65);
		const id = await rig.add(bytes);
		await rig.settled();
		await rig.start();
		await expectStored(id, bytes);
		expect(rig.stored.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(rig.hashings).toBe(1);
		expect((await rig.memory.list('')).entries).toHaveLength(1);
	});

	test('between commit and answer the file is there once, and not kept twice', async () => {
		lie({
			complete: async (...args) => {
				await rig.memory.complete(...args);
				rig.crash();
				return new Promise<never>(() => {});
			}
		});
		const bytes = fresh(35);
		const id = await rig.add(bytes, { conflict: 'keep-both' });
		await rig.settled();
		rig.drive = rig.memory;
		await rig.start();
		await expectStored(id, bytes);
		expect((await rig.memory.list('')).entries).toHaveLength(1);
		expect(rig.stored).toHaveLength(4);
	});

	test('rows that a person paused stay paused', async () => {
		rig.onPut = () => new TransferError('proxy-unreachable');
		const id = await rig.add(fresh(35));
		await rig.status(id);
		await rig.queue.pause([id]);
		rig.crash();
		await rig.start();
		expect(await rig.status(id)).toEqual({ state: 'paused' });
	});
});

describe('what the drive says', () => {
	test('a lost answer to the commit is looked up, not sent as a second file', async () => {
		let lost = false;
		lie({
			complete: async (...args) => {
				const file = await rig.memory.complete(...args);
				if (lost) return file;
				lost = true;
				throw new TransferError('server-error');
			}
		});
		const bytes = fresh(35);
		await expectStored(await rig.add(bytes, { conflict: 'keep-both' }), bytes);
		expect((await rig.memory.list('')).entries).toHaveLength(1);
	});

	test('a part that storage lost is the only one that is sent again', async () => {
		let first = true;
		lie({
			listParts: async (...args) => {
				const listed = await rig.memory.listParts(...args);
				if (listed.length < 4 || !first) return listed;
				first = false;
				return listed.filter(({ number }) => number !== 2);
			}
		});
		const bytes = fresh(35);
		const id = await rig.add(bytes);
		await expectStored(id, bytes);
		expect(first).toBe(false);
		expect((await rig.store.receipts(id)).length).toBe(0);
	});

	test('a session that the drive forgot is opened anew', async () => {
		let forgotten = false;
		rig.onPut = (_, count) => {
			if (count !== 2 || forgotten) return 'store';
			forgotten = true;
			return new TransferError('session-lost');
		};
		const bytes = fresh(35);
		await expectStored(await rig.add(bytes), bytes);
	});

	test('a token that ends makes the row wait until someone signs in', async () => {
		const signedOut = () => Promise.reject(new TransferError('signed-out'));
		lie({ presign: signedOut });
		const bytes = fresh(35);
		const id = await rig.add(bytes);
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'signed-out' });
		rig.drive = rig.memory;
		rig.queue.clear(['offline', 'proxy']);
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'signed-out' });
		rig.queue.clear(['signed-out'], 'a1');
		await expectStored(id, bytes);
	});

	test('too many requests: the row says until when, and goes on by itself', async () => {
		lie({
			open: () => Promise.reject(new TransferError('rate-limited', { retryAfter: 7000 }))
		});
		const bytes = fresh(35);
		const id = await rig.add(bytes);
		await rig.settled();
		expect(rig.queue.entry(id)!.upload.status).toMatchObject({
			state: 'waiting',
			cause: 'rate-limited',
			until: rig.clock.now() + 7000
		});
		rig.drive = rig.memory;
		await expectStored(id, bytes);
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
		await expectStored(id, bytes);
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
		await expectStored(id, bytes);
	});

	test('who removes a row and takes that back continues where it was', async () => {
		rig.onPut = (_, count) => (count > 2 ? new TransferError('proxy-unreachable') : 'store');
		const bytes = fresh(35);
		const id = await rig.add(bytes);
		await rig.status(id);
		const taken = await rig.queue.takeOff(id);
		expect(await rig.store.uploads()).toEqual([]);
		rig.onPut = () => 'store';
		await rig.queue.putBack(taken!);
		rig.queue.clear(['proxy']);
		await expectStored(id, bytes);
		expect(rig.stored.toSorted()).toEqual([1, 2, 3, 4]);
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
		await expectStored(id, changed);
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
	await expectStored(id, bytes);
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
