import { expect, test } from 'vitest';
import { report, simulate } from './simulate';

const seeds = process.env.SEED
	? process.env.SEED.split(',').map(Number)
	: Array.from({ length: 20 }, (_, i) => i + 1);
test.each(seeds)(
	'seed %i',
	async (seed) => {
		const outcome = await simulate(seed);
		if (process.env.SEED || outcome.violations.length > 0) console.log(report(outcome));
		expect(outcome.violations).toEqual([]);
	},
	60_000
);
