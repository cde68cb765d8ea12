import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { TransferError } from '../kernel/errors';

let rig: EngineRig;

beforeEach(async () => {
	rig = new EngineRig();
	await rig.start();
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
		await rig.expectStored(id, bytes);
		expect(rig.stored.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(rig.hashings).toBe(1);
		expect((await rig.memory.list('')).entries).toHaveLength(1);
	});

	test('between commit and answer the file is there once, and not kept twice', async () => {
		rig.lie({
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
		await rig.expectStored(id, bytes);
		expect((await rig.memory.list('')).entries).toHaveLength(1);
		expect(rig.stored).toHaveLength(4);
	});

	test.each(['crash', 'error'])(
		'a file that the drive had already, opened unheard by %s, is found and not made twice',
		async (how) => {
			const bytes = fresh(35);
			await rig.expectStored(await rig.add(bytes), bytes);
			const asked: unknown[] = [];
			const lies = {
				open: async (...args: Parameters<typeof rig.memory.open>) => {
					asked.push(await rig.memory.open(...args));
					if (how === 'error') throw new TransferError('network');
					rig.crash();
					return new Promise<never>(() => {});
				},
				findOpened: async ({ folderId }: { folderId: string }) =>
					(await rig.memory.list(folderId)).entries.find(({ name }) => name === 'film(1).mkv')
			};
			rig.lie(lies);
			const id = await rig.add(bytes, { id: 'u2', conflict: 'keep-both' });
			await rig.settled();
			if (how === 'crash') await rig.start();
			await rig.expectStored(id, bytes);
			expect(asked).toHaveLength(1);
			expect((await rig.memory.list('')).entries).toHaveLength(2);
		}
	);

	test('a drive that put an opening off is asked again at once after a restart', async () => {
		rig.lie({
			open: async () => Promise.reject(new TransferError('rate-limited', { retryAfter: 5_000 })),
			findOpened: async () => undefined
		});
		const bytes = fresh(35);
		const id = await rig.add(bytes);
		await rig.settled();
		await rig.queue.pause([id]);
		rig.crash();
		rig.lie({ findOpened: async () => undefined });
		await rig.start();
		const before = rig.clock.now();
		rig.queue.resume([id]);
		await rig.expectStored(id, bytes);
		expect(rig.clock.now() - before).toBeLessThan(5_000);
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
		rig.lie({
			complete: async (...args) => {
				const file = await rig.memory.complete(...args);
				if (lost) return file;
				lost = true;
				throw new TransferError('server-error');
			}
		});
		const bytes = fresh(35);
		await rig.expectStored(await rig.add(bytes, { conflict: 'keep-both' }), bytes);
		expect((await rig.memory.list('')).entries).toHaveLength(1);
	});

	test('a part that storage lost is the only one that is sent again', async () => {
		let first = true;
		rig.lie({
			listParts: async (...args) => {
				const listed = await rig.memory.listParts(...args);
				if (listed.length < 4 || !first) return listed;
				first = false;
				return listed.filter(({ number }) => number !== 2);
			}
		});
		const bytes = fresh(35);
		const id = await rig.add(bytes);
		await rig.expectStored(id, bytes);
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
		await rig.expectStored(await rig.add(bytes), bytes);
	});

	test('a token that ends makes the row wait until someone signs in', async () => {
		const signedOut = () => Promise.reject(new TransferError('signed-out'));
		rig.lie({ presign: signedOut });
		const bytes = fresh(35);
		const id = await rig.add(bytes);
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'signed-out' });
		rig.drive = rig.memory;
		rig.queue.clear(['offline', 'proxy']);
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'signed-out' });
		rig.queue.clear(['signed-out'], 'a1');
		await rig.expectStored(id, bytes);
	});

	test('too many requests: the row says until when, and goes on by itself', async () => {
		rig.lie({
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
		await rig.expectStored(id, bytes);
	});
});
