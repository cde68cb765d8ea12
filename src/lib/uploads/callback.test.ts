import { beforeEach, describe, expect, test } from 'vitest';
import { CallbackDrive } from '../../../tests/support/callback-drive';
import { EngineRig, fresh, type PutFault } from '../../../tests/support/engine-rig';
import { TransferError } from '../kernel/errors';

let rig: EngineRig<CallbackDrive>;

beforeEach(async () => {
	rig = new EngineRig((clock) => new CallbackDrive(clock));
	await rig.start();
});

describe('a challenge', () => {
	test('is answered with the digest of the range, and nothing is sent', async () => {
		const bytes = fresh(55);
		rig.memory.know(bytes);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.puts).toBe(0);
		expect(rig.memory.drafts).toHaveLength(2);
	});

	test('may be followed by another one', async () => {
		rig.memory.challenges = 2;
		const bytes = fresh(55);
		rig.memory.know(bytes);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.puts).toBe(0);
	});

	test('whose answer came too late is asked for again from the start', async () => {
		rig.memory.refusals = 1;
		const bytes = fresh(55);
		rig.memory.know(bytes);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.memory.drafts).toHaveLength(4);
		expect(rig.hashings).toBe(1);
	});

	test('that never ends, or always refuses, ends in the words of the drive', async () => {
		const bytes = fresh(55);
		rig.memory.know(bytes);
		rig.memory.refusals = 99;
		const id = await rig.add(bytes);
		expect(await rig.status(id)).toMatchObject({ state: 'failed', code: 'drive-refused' });
		rig.memory.refusals = 0;
		rig.memory.challenges = 99;
		rig.queue.retry([id]);
		expect(await rig.status(id)).toMatchObject({ state: 'failed', code: 'drive-refused' });
		expect(rig.memory.files).toEqual([]);
	});

	test('outside the file is no challenge', async () => {
		rig.lie({
			open: async () => ({
				kind: 'challenge',
				range: { start: 50, end: 56 },
				digest: 'sha1',
				token: ''
			})
		});
		expect(await rig.status(await rig.add(fresh(55)))).toMatchObject({ state: 'failed' });
	});
});

test('the digest of the first bytes comes with the draft', async () => {
	const bytes = fresh(55);
	await rig.expectStored(await rig.add(bytes), bytes);
	expect(rig.memory.drafts[0]?.head).toMatch(/^[0-9a-f]{40}$/);
});

describe('a file whose only PUT is its commit', () => {
	test('is there when storage has passed on what the drive said', async () => {
		for (const size of [0, 1, 20]) {
			const bytes = fresh(size);
			await rig.expectStored(await rig.add(bytes, { id: `u${size}`, order: size }), bytes);
		}
		expect(rig.puts).toBe(3);
	});

	const unheard: readonly [string, PutFault][] = [
		['the answer was lost', 'store-then-lose-answer'],
		['the browser crashed before the answer', 'crash-after-store']
	];
	test.each(unheard)('is looked for and not sent again when %s', async (_, fault) => {
		rig.onPut = (_part, count) => (count === 1 ? fault : 'store');
		rig.memory.hiddenMs = 7_000;
		const bytes = fresh(20);
		const id = await rig.add(bytes);
		await rig.settled();
		if (fault === 'crash-after-store') await rig.start();
		await rig.expectStored(id, bytes);
		expect(rig.puts).toBe(1);
		expect(rig.memory.files).toHaveLength(1);
	});

	test('is sent again when nothing has shown for 30 seconds, not before', async () => {
		const times: number[] = [];
		rig.onPut = (_, count) => {
			times.push(rig.clock.now());
			return count === 1 ? new TransferError('network') : 'store';
		};
		const bytes = fresh(20);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.puts).toBe(2);
		expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(30_000);
		expect(rig.memory.files).toHaveLength(1);
	});

	test('is sent again at once when storage said plainly that it took nothing', async () => {
		const times: number[] = [];
		rig.onPut = (_, count) => {
			times.push(rig.clock.now());
			return count === 1 ? new TransferError('url-expired') : 'store';
		};
		const bytes = fresh(20);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(times[1]! - times[0]!).toBeLessThan(2_000);
	});

	test('is not risked on storage that lets no page in: it goes through the relay at once', async () => {
		Object.assign(rig, { takesPages: false, answersOpaquely: true });
		const bytes = fresh(20);
		const begin = rig.clock.now();
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig).toMatchObject({ probes: 2, puts: 1 });
		expect(rig.clock.now() - begin).toBeLessThan(2_000);
		const more = fresh(19);
		await rig.expectStored(await rig.add(more, { id: 'u2', order: 2 }), more);
		expect(rig).toMatchObject({ probes: 2, puts: 2 });
	});

	test('is opened anew when the drive did not hear of it', async () => {
		rig.onPut = (_, count) => (count === 1 ? new TransferError('callback-failed') : 'store');
		const bytes = fresh(20);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.memory.drafts).toHaveLength(2);
		expect(rig.memory.files).toHaveLength(1);
	});

	test('waits for its account with the doubt kept, and is found afterwards', async () => {
		let out = true;
		rig.onPut = () => 'store-then-lose-answer';
		rig.lie({
			complete: async (...args) => {
				if (out) throw new TransferError('signed-out');
				return rig.memory.complete(...args);
			}
		});
		const bytes = fresh(20);
		const id = await rig.add(bytes);
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'signed-out' });
		out = false;
		rig.queue.clear(['signed-out']);
		await rig.expectStored(id, bytes);
		expect(rig.puts).toBe(1);
	});
});

describe('parts in order', () => {
	test('go one at a time, ascending', async () => {
		const bytes = fresh(65);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.stored).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(rig.puts).toBe(7);
	});

	test('one that arrived without an answer counts, and is not sent again', async () => {
		rig.onPut = (_, count) => (count === 3 ? 'store-then-lose-answer' : 'store');
		const bytes = fresh(65);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.puts).toBe(7);
	});

	test('storage that says "already there" is believed when the bytes are the same', async () => {
		let asked = 0;
		rig.onPut = (_, count) => (count === 3 ? 'store-then-lose-answer' : 'store');
		rig.lie({
			listParts: async (session) => {
				asked += 1;
				return asked === 1 ? [] : rig.memory.listParts(session);
			}
		});
		const bytes = fresh(65);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.puts).toBe(8);
		expect(rig.stored).toEqual([1, 2, 3, 4, 5, 6, 7]);
	});

	test('a part with other bytes spoils the Session: it is opened anew', async () => {
		let spoilt = false;
		const put = rig.memory.put.bind(rig.memory);
		rig.memory.put = async (part, bytes) => {
			if (part.number !== 2 || spoilt) return put(part, bytes);
			spoilt = true;
			await put(
				part,
				bytes.map((byte) => byte ^ 1)
			);
			throw new TransferError('network');
		};
		const bytes = fresh(65);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.memory.drafts).toHaveLength(2);
	});

	const crashes = (['crash', 'crash-after-store'] as const).flatMap((fault) =>
		[1, 4, 7].map((at) => [fault, at] as const)
	);
	test.each(crashes)('after a %s at PUT %i only the rest is sent', async (fault, at) => {
		rig.onPut = (_, count) => (count === at ? fault : 'store');
		const bytes = fresh(65);
		const id = await rig.add(bytes);
		await rig.settled();
		await rig.start();
		await rig.expectStored(id, bytes);
		expect(rig.stored).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(rig.memory.files).toHaveLength(1);
	});

	test('a lost answer to the commit is looked up for as long as it may take to show', async () => {
		rig.memory.hiddenMs = 20_000;
		let lost = false;
		rig.lie({
			complete: async (...args) => {
				const file = await rig.memory.complete(...args);
				if (lost) return file;
				lost = true;
				throw new TransferError('server-error');
			}
		});
		const bytes = fresh(65);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.memory.files).toHaveLength(1);
	});

	test('a callback that storage gave up on may have been heard: the file is looked for first', async () => {
		rig.memory.hiddenMs = 20_000;
		rig.lie({
			complete: async (...args) => {
				const file = await rig.memory.complete(...args);
				if (args[2]?.again) return file;
				throw new TransferError('callback-failed');
			}
		});
		const bytes = fresh(65);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.memory.drafts).toHaveLength(1);
		expect(rig.memory.files).toHaveLength(1);
	});

	test('are an experiment away from going at the same time, which the drive may refuse', async () => {
		rig.wantsParallel = true;
		rig.memory.refusesParallel = true;
		const bytes = fresh(65);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(rig.memory.drafts.map(({ parallel }) => parallel ?? false)).toEqual([true, false]);
		expect(rig.wantsParallel).toBe(false);
	});
});

describe('before anything is hashed', () => {
	test('a file that is too large for this account is refused', async () => {
		rig.maxFileSize = 10;
		const id = await rig.add(fresh(11));
		expect(await rig.status(id)).toMatchObject({ state: 'failed', code: 'too-large' });
		expect(rig.hashings).toBe(0);
	});

	test('a folder that is full on the drive is refused, and asked about once', async () => {
		let asked = 0;
		rig.lie({
			traits: { ...rig.memory.traits, maxEntries: 5 } as typeof rig.memory.traits,
			list: async () => {
				asked += 1;
				return { entries: [], total: 5 };
			}
		});
		for (const order of [1, 2]) {
			const id = await rig.add(fresh(11), { id: `u${order}`, order });
			expect(await rig.status(id)).toMatchObject({ state: 'failed', code: 'too-many-entries' });
		}
		expect(asked).toBe(1);
		expect(rig.hashings).toBe(0);
	});

	test('a drop with more files than a folder may hold is refused', async () => {
		rig.lie({ traits: { ...rig.memory.traits, maxEntries: 5 } as typeof rig.memory.traits });
		rig.rowsBeside = 6;
		const id = await rig.add(fresh(11));
		expect(await rig.status(id)).toMatchObject({ state: 'failed', code: 'too-many-entries' });
		expect(rig.hashings).toBe(0);
	});
});
