import { expect, test } from 'vitest';
import { report, simulate } from './simulate';

const range = (process.env.SEEDS ?? '1-20').split('-').map(Number) as [number, number];
const seeds = process.env.SEED
	? process.env.SEED.split(',').map(Number)
	: Array.from({ length: range[1] - range[0] + 1 }, (_, i) => i + range[0]);
test.each(seeds)(
	'seed %i',
	async (seed) => {
		const outcome = await simulate(seed);
		if (process.env.SEED || outcome.violations.length > 0) console.log(report(outcome));
		expect(outcome.violations).toEqual([]);
	},
	20_000
);
