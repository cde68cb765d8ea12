import { describe, expect, test } from 'vitest';
import { TransferError } from '../../src/lib/kernel/errors';
import type { Drive } from '../../src/lib/drives/drive';
import type { ViolationName } from './checks';
import type { Life } from './life';
import type { Sabotage } from './run';
import type { Scenario } from './scenario';
import { simulate } from './simulate';

const SEED = 4711;
const FILE = { name: 'film.mkv', size: 45_000, known: false, folders: [] };
const PLAIN: Scenario = {
	flavour: 'pan123-web',
	switches: { sliceSize: 10_000, exposeETag: true },
	trouble: {},
	partSize: 10_000,
	singlePut: 0,
	parallelParts: false,
	conflict: 'keep-both',
	files: [FILE],
	taken: [],
	faults: [],
	happenings: []
};

const plain = (more: Partial<Scenario> = {}) => ({ scenario: () => ({ ...PLAIN, ...more }) });

/** Replaces methods of the account's Drive, in every life. */
function lying(lie: (drive: Drive) => Partial<Drive>): (life: Life) => void {
	return (life) => {
		const { accounts } = life.engine!;
		const honest = accounts.drive.bind(accounts);
		accounts.drive = (id) => {
			const drive = honest(id);
			return { ...drive, ...lie(drive) };
		};
	};
}

const crashLater = [{ at: 60, kind: 'crash', awayMs: 0 }] as const;

const SABOTAGES: readonly (readonly [ViolationName, string, Sabotage])[] = [
	[
		'bytes-wrong',
		'storage keeps another byte, and nobody can see its ETag',
		plain({
			files: [{ ...FILE, size: 9000 }],
			switches: { sliceSize: 10_000, exposeETag: false },
			faults: [{ match: { method: 'PUT' }, do: { kind: 'corrupt' } }]
		})
	],
	[
		'part-sent-twice',
		'the drive lists no part of what it has',
		{
			...plain(),
			life: lying(() => ({ listParts: () => Promise.resolve([]) }))
		}
	],
	[
		'file-doubled',
		'a file that was made unheard is not looked for',
		{
			...plain({
				files: [{ ...FILE, known: true }],
				faults: [{ match: { path: 'upload_request' }, do: { kind: 'drop-response' } }]
			}),
			life: lying(() => ({ findOpened: () => Promise.resolve(undefined) }))
		}
	],
	[
		'row-lost',
		'the store forgets one of two rows',
		{
			...plain({ files: [FILE, { ...FILE, name: 'b.bin' }] }),
			world({ storage }) {
				storage.onWrite = (changes) =>
					changes.filter(({ table, row }) => table !== 'uploads' || row?.name !== 'b.bin');
			}
		}
	],
	[
		'row-doubled',
		'the store keeps a row twice',
		{
			...plain(),
			world({ storage }) {
				storage.onWrite = (changes) =>
					changes.flatMap((change) => {
						if (change.table !== 'uploads' || !change.row) return [change];
						const id = `${change.row.id}-2`;
						return [change, { ...change, key: id, row: { ...change.row, id } }];
					});
			}
		}
	],
	[
		'row-stuck',
		'the drive never completes anything',
		{
			...plain(),
			life: lying(() => ({
				complete: () => Promise.reject(new TransferError('server-error'))
			}))
		}
	],
	[
		'row-untrue',
		'a row fails and names a code that nobody foresaw',
		{
			...plain(),
			life: lying(() => ({ complete: () => Promise.reject(new Error('of no kind')) }))
		}
	],
	[
		'file-lost',
		'the drive names a file that is not there',
		{
			...plain(),
			life: lying((drive) => ({
				complete: async (...args) => ({ ...(await drive.complete(...args)), id: '1', name: 'gone' })
			}))
		}
	],
	[
		'others-touched',
		'what should be kept beside is overwritten',
		{
			...plain({ taken: [FILE.name], conflict: 'keep-both' }),
			life: lying((drive) => ({
				open: (draft, ...rest) => drive.open({ ...draft, conflict: 'overwrite' }, ...rest)
			}))
		}
	],
	['left-over', 'somebody sleeps on', { ...plain(), life: (life) => void life.clock.sleep(1e9) }]
];

describe('the checks of a simulation', () => {
	test('find nothing wrong where nothing is broken', async () => {
		const { violations, run } = await simulate(SEED, plain({ happenings: crashLater }));
		expect(violations).toEqual([]);
		expect(run.lives).toHaveLength(2);
	});

	test.each(SABOTAGES)('find %s when %s', async (name, _, sabotage) => {
		const { violations } = await simulate(SEED, sabotage);
		expect(violations.map((violation) => violation.name)).toContain(name);
	});
});

test.each([3, 19, 58])('seed %i is the same history every time, step by step', async (seed) => {
	const first = await simulate(seed);
	const again = await simulate(seed);
	expect(first.steps).toBeGreaterThan(30);
	expect(again.run.world.trace).toEqual(first.run.world.trace);
});
