import { beforeEach, describe, expect, test } from 'vitest';
import { CallbackDrive } from '../../../tests/support/callback-drive';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { SlowLine } from '../../../tests/support/slow-line';
import type { PresignedPart } from '../drives/drive';
import { TransferError } from '../kernel/errors';

const broken = new TransferError('server-error', { detail: '503 SlowDown' });
let rig: EngineRig;

beforeEach(async () => {
	rig = new EngineRig();
	rig.partsPerFile = 5;
	await rig.start();
});

const names = (count: number) => Array.from({ length: count }, (_, n) => `u${n}`);
const statusOf = (id: string) => rig.queue.entry(id)!.upload.status;

/** add puts files of 95 bytes, ten parts each, in the queue. */
async function add(ids: readonly string[]): Promise<Uint8Array[]> {
	const all = ids.map(() => fresh(95));
	for (const [order, id] of ids.entries()) {
		await rig.add(all[order]!, { id, order, name: id, source: { rootId: id, path: [] } });
	}
	return all;
}

async function pass(seconds: number): Promise<void> {
	for (let n = 0; n < seconds; n++) await rig.clock.advance(1000);
}

describe('a storage host that is down', () => {
	test('is not asked by every part of every file: a few tries, then one at a time', async () => {
		rig.onPut = () => broken;
		const ids = names(3);
		await add(ids);
		await pass(30);
		const early = rig.puts;
		await pass(300);
		for (const id of ids) expect(statusOf(id)).toMatchObject({ code: 'server-error' });
		// Without a budget it would be 3 files × 5 parts × 8 tries.
		expect(early).toBeLessThan(24);
		expect(rig.puts).toBeLessThan(30);
	});

	test('gets everything as soon as it works, and no row has noticed', async () => {
		rig.onPut = () => broken;
		const ids = names(3);
		const all = await add(ids);
		await pass(20);
		rig.onPut = () => 'store';
		await pass(30);
		for (const [n, id] of ids.entries()) await rig.expectStored(id, all[n]!);
		expect(rig.stored).toHaveLength(30);
	});

	test('keeps no place for a row that its person paused: the next one asks', async () => {
		rig.onPut = () => broken;
		const ids = names(3);
		const all = await add(ids);
		await pass(20);
		await rig.queue.pause(['u0', 'u1']);
		rig.onPut = () => 'store';
		await pass(60);
		await rig.expectStored('u2', all[2]!);
	});
});

describe('a host that asks for a pause', () => {
	const asking = (seconds: number) => {
		const error = new TransferError('server-error', { retryAfter: seconds * 1000 });
		rig.onPut = (_, count) => (count === 1 ? error : 'store');
	};

	test('gets no request of any file before it is over', async () => {
		asking(20);
		rig.carry = new SlowLine(rig.clock, 20).carry;
		const ids = names(3);
		const all = await add(ids);
		await pass(1);
		const before = rig.puts;
		expect(before).toBeLessThan(8);
		await pass(18);
		expect(rig.puts).toBe(before);
		await pass(40);
		for (const [n, id] of ids.entries()) await rig.expectStored(id, all[n]!);
	});

	test('of minutes makes the rows wait until then, and they go on by themselves', async () => {
		asking(600);
		const asked = rig.clock.now() + 600_000;
		const ids = names(2);
		const all = await add(ids);
		await pass(5);
		const before = rig.puts;
		expect(statusOf('u0')).toMatchObject({ state: 'waiting', cause: 'rate-limited' });
		const { until = 0 } = statusOf('u0') as { until?: number };
		expect(until).toBeGreaterThanOrEqual(asked);
		await pass(590);
		expect(rig.puts).toBe(before);
		await pass(30);
		for (const [n, id] of ids.entries()) await rig.expectStored(id, all[n]!);
	});
});

describe('a part that can’t be sent', () => {
	/** One part is refused for good while the others are on their way, a second apart from done. */
	const refuse = (error: TransferError) => {
		const line = new SlowLine(rig.clock, 10);
		rig.carry = line.carry;
		let refused = false;
		rig.onPut = ({ number }: Pick<PresignedPart, 'number'>) => {
			if (number !== 3 || refused) return 'store';
			refused = true;
			return error;
		};
		return line;
	};

	test('ends the run, but what is on its way with it still arrives', async () => {
		const line = refuse(new TransferError('storage-refused'));
		await add(['u']);
		await pass(1);
		expect(statusOf('u').state).toBe('uploading');
		await pass(10);
		expect(statusOf('u')).toMatchObject({ state: 'failed', code: 'storage-refused' });
		expect([line.lost, rig.stored.toSorted()]).toEqual([0, [1, 2, 4, 5]]);
		expect(await rig.store.receipts('u')).toHaveLength(4);
		expect(rig.puts).toBe(5);
	});

	test('because its session is gone ends all of it at once: those bytes help nobody', async () => {
		refuse(new TransferError('session-lost'));
		const [bytes] = await add(['u']);
		await rig.settled();
		expect([rig.puts, rig.stored]).toEqual([10, []]);
		await pass(60);
		await rig.expectStored('u', bytes!);
		expect(rig.stored).toHaveLength(10);
	});
});

describe('a part that fails', () => {
	test('is all that is sent again, however many fail', async () => {
		let failed = 0;
		rig.onPut = (_, count) =>
			count % 20 === 7 ? (failed++, new TransferError('network')) : 'store';
		const bytes = fresh(3995);
		const id = await rig.add(bytes);
		await rig.expectStored(id, bytes);
		expect(failed).toBeGreaterThan(18);
		expect(rig.puts).toBe(400 + failed);
	});

	test('more than eight times is no reason to give up while others arrive in between', async () => {
		let failures = 0;
		rig.onPut = ({ number }) => {
			return number === 1 && failures++ < 9 ? new TransferError('server-error') : 'store';
		};
		rig.partsPerFile = 1;
		const [bytes] = await add(['u']);
		await pass(400);
		await rig.expectStored('u', bytes!);
		expect(rig.stored.at(-1)).toBe(1);
	});
});

test('parts that go in order wait for the one that is tried again', async () => {
	const ordered = new EngineRig((clock) => new CallbackDrive(clock));
	await ordered.start();
	const tried: number[] = [];
	ordered.onPut = ({ number }, count) => {
		tried.push(number);
		return count % 3 === 0 ? broken : 'store';
	};
	const bytes = fresh(75);
	await ordered.expectStored(await ordered.add(bytes), bytes);
	expect(tried).toEqual([1, 2, 3, 3, 4, 5, 5, 6, 7, 7, 8]);
});

describe('the size of a file’s parts', () => {
	let opened: number;

	/** The drive chooses by goodput, as 115 does. */
	beforeEach(async () => {
		opened = 0;
		rig.lie({
			open: async (draft, ...rest) => {
				opened += 1;
				const opening = await rig.memory.open(draft, ...rest);
				if (opening.kind !== 'session') return opening;
				const partSize = draft.wish?.goodput ?? 10;
				const session = { ...opening.session, partSize, parts: Math.ceil(draft.size / partSize) };
				return { kind: 'session', session };
			}
		});
		await rig.start();
	});

	test('stays what it was when the session began, whatever the line and the settings become', async () => {
		rig.wish = { goodput: 20 };
		rig.onPut = (_, count) => {
			rig.wish = { goodput: 20 + count, partSize: 7 };
			rig.goodput.sent('a1', 1_000_000 * count, 1000);
			rig.partsPerFile = 1 + (count % 5);
			return count === 3 || count === 6 ? 'crash' : 'store';
		};
		const bytes = fresh(200);
		const id = await rig.add(bytes);
		for (let life = 0; life < 2; life++) {
			await rig.settled();
			await rig.start();
		}
		await rig.expectStored(id, bytes);
		expect([opened, rig.stored.length]).toEqual([1, 10]);
	});

	test('is chosen anew for a new session', async () => {
		rig.wish = { goodput: 20 };
		rig.onPut = (_, count) => {
			if (count !== 4) return 'store';
			rig.wish = { goodput: 50 };
			return new TransferError('session-lost');
		};
		const bytes = fresh(200);
		await rig.expectStored(await rig.add(bytes), bytes);
		expect(opened).toBe(2);
		expect(rig.stored.slice(-4).toSorted()).toEqual([1, 2, 3, 4]);
	});
});
