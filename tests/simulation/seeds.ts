import { expect, test } from 'vitest';
import { report, simulate } from './simulate';

/** Seeds of a whole run of the suite; `RUNS` asks for more. */
const RUNS = 320;
/** A run takes a fraction of a second; a machine that is busy with other things takes its time. */
const LIMIT_MS = 120_000;

/** seedsOf gives the seeds of one of `shares` files, which run side by side; or those of `SEED`. */
function seedsOf(share: number, shares: number): number[] {
	const { SEED, RUNS: asked } = process.env;
	const all = SEED
		? SEED.split(',').map(Number)
		: Array.from({ length: Number(asked ?? RUNS) }, (_, index) => index + 1);
	return all.filter((_, index) => index % shares === share);
}

/** describeSeeds makes a test of every seed. A failure prints what replays it. */
export function describeSeeds(share: number, shares: number): void {
	const seeds = seedsOf(share, shares);
	// A single seed is another file's, and a file without a test is an error.
	if (seeds.length === 0) return void test('has no part in this', () => expect(seeds).toEqual([]));
	test.each(seeds)(
		'seed %i ends with the right bytes, once each, and says the truth on the way',
		async (seed) => {
			const outcome = await simulate(seed);
			if (process.env.SEED) console.log(report(outcome));
			expect(outcome.violations, report(outcome)).toEqual([]);
		},
		LIMIT_MS
	);
}
