import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { Bandwidth, type Claim, type Reach } from './bandwidth';
import { ruleOf, type BandwidthSetting } from './bandwidth-rule';

const K = 1024;
const M = 1024 * K;

let clock: FakeClock;
let setting: BandwidthSetting;
let bandwidth: Bandwidth;
/** Bytes that arrived at storage, and when. */
let arrivals: { at: number; bytes: number }[];

beforeEach(() => {
	clock = new FakeClock(new Date(2026, 2, 10, 7, 0).getTime());
	setting = { bandwidth: 'rate', bandwidthRate: 512 * K, timetable: '' };
	bandwidth = new Bandwidth(clock, () => ruleOf(setting));
	arrivals = [];
});

const claim = (reach: Reach, size = 4 * M): Claim => ({ size, reach: () => reach });
const signed = claim({ least: 100 * K, most: 100 * M, isAlone: false });
const alone = claim({ least: 1, most: Infinity, isAlone: true });

/**
 * lane sends parts one after another. `line` is what one request reaches by itself, bytes per second;
 * held to less where its grant says so and it can be. `gap` passes between two parts, milliseconds.
 */
async function lane(claim: Claim, parts: number, { line = 20 * M, gap = 200 } = {}) {
	for (let part = 0; part < parts; part++) {
		const grant = await bandwidth.enter(claim, new AbortController().signal);
		const rate = claim.reach().isAlone ? line : Math.min(line, grant.rate ?? line);
		for (let sent = 0; sent < claim.size; sent += claim.size / 64) {
			await clock.sleep((claim.size / 64 / rate) * 1000);
			arrivals.push({ at: clock.now(), bytes: claim.size / 64 });
		}
		grant.leave(claim.size);
		await clock.sleep(gap);
	}
}

/** between gives bytes per second of what arrived from one second of the test until another. */
function between(from: number, to: number, start: number) {
	const inside = arrivals.filter(({ at }) => at > start + from * 1000 && at <= start + to * 1000);
	return inside.reduce((sum, { bytes }) => sum + bytes, 0) / (to - from);
}

describe('where storage holds a part to a rate', () => {
	test.each([1, 2, 4, 6])('%i files at once keep the limit within a tenth over 30 s', async (n) => {
		const start = clock.now();
		for (let file = 0; file < n; file++) void lane(signed, 40);
		await clock.advance(95_000);
		for (const from of [0, 30, 60]) {
			const share = between(from, from + 30, start) / (512 * K);
			expect(share).toBeGreaterThan(0.9);
			expect(share).toBeLessThan(1.1);
		}
	});

	test('a rate below what can be signed is kept by pauses', async () => {
		setting = { ...setting, bandwidthRate: 32 * K };
		const start = clock.now();
		void lane({ ...signed, size: 256 * K }, 100);
		void lane({ ...signed, size: 256 * K }, 100);
		await clock.advance(200_000);
		const share = between(0, 200, start) / (32 * K);
		expect(share).toBeGreaterThan(0.9);
		expect(share).toBeLessThan(1.1);
	});

	test('no part is signed with more or less than storage takes', async () => {
		setting = { ...setting, bandwidthRate: 300 * M };
		const { rate } = await bandwidth.enter(signed, new AbortController().signal);
		expect(rate).toBe(100 * M);
	});
});

describe('where a part goes at the speed of the line', () => {
	test('20 parts keep the limit within 15 in a hundred, one at a time', async () => {
		const start = clock.now();
		let sending = 0;
		let most = 0;
		const one = async () => {
			for (let part = 0; part < 10; part++) {
				const grant = await bandwidth.enter(alone, new AbortController().signal);
				most = Math.max(most, ++sending);
				await clock.sleep(300);
				arrivals.push({ at: clock.now(), bytes: alone.size });
				sending -= 1;
				grant.leave(alone.size);
				await clock.sleep(100);
			}
		};
		void one();
		void one();
		await clock.advance(400_000);
		expect(arrivals).toHaveLength(20);
		const seconds = (arrivals.at(-1)!.at - start) / 1000;
		const share = (20 * alone.size) / seconds / (512 * K);
		expect([most, share > 0.85, share < 1.15]).toEqual([1, true, true]);
	});

	test('a part that broke off costs only what it sent', async () => {
		const broken = await bandwidth.enter(alone, new AbortController().signal);
		broken.leave(alone.size / 4);
		const start = clock.now();
		let began = 0;
		void bandwidth.enter(alone, new AbortController().signal).then(() => (began = clock.now()));
		await clock.advance(10_000);
		expect(began - start).toBe(2000);
	});

	test('it shares the limit with parts that can be held to a rate', async () => {
		const start = clock.now();
		void lane(signed, 100);
		void lane(alone, 100);
		await clock.advance(130_000);
		const share = between(10, 130, start) / (512 * K);
		expect([share > 0.85, share < 1.1]).toEqual([true, true]);
	});
});

test('two parts at line speed never go at once, whatever goes beside them', async () => {
	let [sending, most] = [0, 0];
	const unheld = async () => {
		for (let part = 0; part < 5; part++) {
			const grant = await bandwidth.enter(alone, new AbortController().signal);
			most = Math.max(most, ++sending);
			await clock.sleep(300);
			sending -= 1;
			grant.leave(4 * M);
		}
	};
	for (let i = 0; i < 3; i++) void lane(signed, 20);
	for (let i = 0; i < 3; i++) void unheld();
	await clock.advance(600_000);
	expect(most).toBe(1);
});

test('an hour without uploads is not made up for in a rush', async () => {
	await bandwidth.enter(signed, new AbortController().signal).then(({ leave }) => leave(0));
	await clock.advance(3_600_000);
	const start = clock.now();
	for (let file = 0; file < 3; file++) void lane(signed, 40);
	await clock.advance(60_000);
	expect(between(0, 30, start) / (512 * K)).toBeLessThan(1.1);
	expect(between(30, 60, start) / (512 * K)).toBeLessThan(1.1);
});

describe('a change', () => {
	const rates: (number | undefined)[] = [];
	const ask = async (signal = new AbortController().signal) => {
		const grant = await bandwidth.enter({ ...signed, size: 100 * K }, signal);
		rates.push(grant.rate && Math.round(grant.rate / K));
		return grant;
	};
	beforeEach(() => void rates.splice(0));

	test('of the limit holds for the next part, and the one that goes keeps what it has', async () => {
		const first = await ask();
		setting = { ...setting, bandwidthRate: 1024 * K };
		bandwidth.changed();
		const second = await ask();
		setting = { ...setting, bandwidth: 'off' };
		bandwidth.changed();
		await ask();
		expect(rates).toEqual([512, 512, undefined]);
		first.leave(100 * K);
		second.leave(100 * K);
	});

	test('lets those who wait go, when it comes by the clock or by hand', async () => {
		setting = { bandwidth: 'timetable', bandwidthRate: 0, timetable: '06:00 128K, 08:00 off' };
		const go = () => void bandwidth.enter(alone, new AbortController().signal).then(() => (n += 1));
		let n = 0;
		for (let i = 0; i < 4; i++) go();
		await settle();
		expect(n).toBe(1);
		await clock.advance(60 * 60_000 - 1);
		expect(n).toBe(1);
		await clock.advance(1);
		expect(n).toBe(4);
	});

	test('of the way is seen when the turn comes', async () => {
		const first = await bandwidth.enter(alone, new AbortController().signal);
		let reach = alone.reach();
		for (let i = 0; i < 2; i++) {
			const late = { size: 4 * M, reach: () => reach };
			const enter = bandwidth.enter(late, new AbortController().signal);
			void enter.then(({ rate }) => rates.push(Math.round(rate! / K)));
		}
		reach = signed.reach();
		first.leave(0);
		await settle();
		expect(rates).toEqual([256, 256]);
	});

	test('of mind ends the waiting', async () => {
		await bandwidth.enter(alone, new AbortController().signal);
		const stop = new AbortController();
		const waiting = bandwidth.enter(alone, stop.signal);
		stop.abort();
		await expect(waiting).rejects.toThrow('aborted');
		await expect(bandwidth.enter(alone, stop.signal)).rejects.toThrow('aborted');
	});
});

test('a timetable that can’t be read limits nothing', async () => {
	setting = { bandwidth: 'timetable', bandwidthRate: 1, timetable: 'nonsense' };
	const { rate } = await bandwidth.enter(alone, new AbortController().signal);
	expect(rate).toBeUndefined();
});
