import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import type { Realm } from './drive';
import { createPacer, gapOf, type Pace } from './pacer';

let clock: FakeClock;

beforeEach(() => {
	clock = new FakeClock(1_000_000);
});

const paceOf = (
	realm: Realm = 'live',
	pacing: Pace['pacing'] = { default: 700, list: 100 }
): Pace => ({
	pacing,
	realm,
	learnt: {}
});

test('calls of one operation are apart, those of another do not wait', async () => {
	const start = clock.now();
	const pacer = createPacer(paceOf(), clock);
	const turns: string[] = [];
	const take = (operation: string) =>
		void pacer.turn(operation).then(() => turns.push(`${operation} ${clock.now() - start}`));
	for (const operation of ['open', 'open', 'open', 'list', 'list']) take(operation);
	await clock.advance(2000);
	expect(turns).toEqual(['open 0', 'list 0', 'list 100', 'open 700', 'open 1400']);
});

test('the sandbox is not paced', async () => {
	const pacer = createPacer(paceOf('sandbox'), clock);
	await Promise.all([pacer.turn('open'), pacer.turn('open')]);
	expect(clock.sleeping).toBe(0);
});

test('waiting ends with its signal', async () => {
	const pacer = createPacer(paceOf(), clock);
	const cancel = new AbortController();
	await pacer.turn('open');
	const waiting = pacer.turn('open', cancel.signal);
	await settle();
	cancel.abort();
	await expect(waiting).rejects.toThrow('aborted');
	await expect(pacer.turn('open', cancel.signal)).rejects.toThrow('aborted');
	expect(clock.sleeping).toBe(0);
});

describe('a refusal', () => {
	const gap = (pace: Pace, operation = 'open') => Math.round(gapOf(pace, operation, clock.now()));

	test('halves how often that operation is called, and no other', () => {
		const pace = paceOf();
		createPacer(pace, clock).refused('open');
		expect([gap(pace), gap(pace, 'list')]).toEqual([1400, 100]);
	});

	test('of calls that were under way together counts once', async () => {
		const pace = paceOf();
		const pacer = createPacer(pace, clock);
		for (let i = 0; i < 5; i++) pacer.refused('open');
		expect(gap(pace)).toBe(1400);
		await clock.advance(3000);
		pacer.refused('open');
		expect(gap(pace)).toBeGreaterThan(2700);
	});

	test('is forgotten slowly, and never beyond what is documented', async () => {
		const pace = paceOf();
		createPacer(pace, clock).refused('open');
		await clock.advance(600_000);
		expect(gap(pace)).toBe(1050);
		await clock.advance(24 * 3_600_000);
		expect(gap(pace)).toBe(700);
	});

	test('in the sandbox begins with the documented pace, and is forgotten to none', async () => {
		const pace = paceOf('sandbox');
		const pacer = createPacer(pace, clock);
		pacer.refused('open');
		expect(gap(pace)).toBe(700);
		await clock.advance(5000);
		pacer.refused('open');
		expect(gap(pace)).toBeGreaterThan(1390);
		await clock.advance(24 * 3_600_000);
		expect(gap(pace)).toBe(0);
	});

	test('where no pace is documented teaches one', () => {
		const pace = paceOf('live', { default: 1000, presign: 0 });
		createPacer(pace, clock).refused('presign');
		expect(gap(pace, 'presign')).toBe(200);
	});

	test('that names a time is waited out, a minute at most', async () => {
		for (const [retryAfter, expected] of [
			[5000, 5000],
			[3_600_000, 60_000]
		] as const) {
			const pacer = createPacer(paceOf(), clock);
			pacer.refused('open', retryAfter);
			const start = clock.now();
			const turn = pacer.turn('open').then(() => clock.now() - start);
			await clock.advance(60_000);
			expect(await turn).toBe(expected);
		}
	});

	test('never makes a gap of more than a minute', async () => {
		const pace = paceOf();
		const pacer = createPacer(pace, clock);
		for (let i = 0; i < 30; i++) {
			pacer.refused('open');
			await clock.advance(200_000);
		}
		expect(gap(pace)).toBeLessThanOrEqual(60_000);
	});

	test('is kept for the next visit', () => {
		let kept = '';
		const pace = paceOf();
		const keep = () => (kept = JSON.stringify(pace.learnt));
		createPacer({ ...pace, keep }, clock).refused('open');
		const later = { ...paceOf(), learnt: JSON.parse(kept) as Pace['learnt'] };
		expect(gap(later)).toBe(1400);
	});
});
