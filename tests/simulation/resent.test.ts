import { expect, test } from 'vitest';
import type { Scenario } from './scenario';
import { simulate } from './simulate';

const SHARE = 0.05;
const MOST_RESENT = 1.05;

const scenario = (more: Partial<Scenario>): Scenario => ({
	flavour: 'pan123-web',
	switches: { sliceSize: 1000 },
	trouble: {},
	partSize: 1000,
	singlePut: 0,
	parallelParts: false,
	conflict: 'ask',
	files: [{ name: 'film.mkv', size: 399_500, known: false, folders: [] }],
	taken: [],
	faults: [],
	happenings: [],
	...more
});

/** One at a time and in order, as 115 wants it. */
const ordered: Partial<Scenario> = {
	flavour: 'pan115-open',
	switches: {},
	partSize: 102_400,
	files: [{ name: 'film.mkv', size: 6_000_000, known: false, folders: [] }]
};

test.each([
	['123Pan', 1, {}],
	['123Pan', 2, {}],
	['123Pan', 3, {}],
	['115', 4, ordered],
	['115', 6, ordered]
] as const)(
	'%s, seed %i: what is sent again is what was lost, where every twentieth part fails',
	async (_, seed, more) => {
		const { run, violations } = await simulate(seed, {
			scenario: () => scenario(more),
			world({ network, chance }) {
				network.luck = (hop) => {
					if (hop !== 'storage' || !chance.happens(SHARE)) return undefined;
					return { hop, kind: chance.pick(['cut', 'cut', 'lose-answer', 'stall']) };
				};
			}
		});
		expect(violations).toEqual([]);
		const sum = (bytes: readonly { bytes: number }[]) =>
			bytes.reduce((total, one) => total + one.bytes, 0);
		const { bodies } = run.world.network;
		const lost = sum(bodies.filter(({ isTroubled }) => isTroubled));
		const resent = sum(bodies) - run.world.files[0]!.versions[0]!.bytes.length;
		expect(lost).toBeGreaterThan(0);
		expect(resent / lost).toBeLessThanOrEqual(MOST_RESENT);
	}
);
