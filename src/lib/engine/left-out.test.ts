import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig } from '../../../tests/support/engine-rig';
import { fakeFolder, fileOf } from '../../../tests/support/fake-folder';
import { nodeHasher } from '../../../tests/support/node-hasher';
import { unfiltered } from '../../../tests/support/unfiltered';
import { TransferError } from '../kernel/errors';
import type { FilterRules } from '../sources/filter';
import { createFilter } from '../sources/ignore-filter';
import { Roots } from '../sources/roots';
import { walk } from '../sources/walk';
import type { EnqueueHow, Incoming } from './engine-api';
import { enqueue } from './intake';

const DAY = 24 * 3600 * 1000;
const NOW = 1000 * DAY;
let rig: EngineRig;
let roots: Roots;
/** Folders that were looked into. */
let looked: string[];

beforeEach(async () => {
	rig = new EngineRig();
	roots = new Roots(rig.store);
	rig.onPut = () => new TransferError('proxy-unreachable');
	looked = [];
	await rig.start();
});

/** drop adds with rules in use, and perhaps with others for this drop. */
function drop(
	incoming: readonly Incoming[],
	rules: Partial<FilterRules> | undefined,
	options?: EnqueueHow
) {
	const target = { accountId: 'a1', folderId: '', folderPath: '/' };
	const { store, clock, queue } = rig;
	const tools = {
		...unfiltered,
		...{ queue, roots, clock, walk },
		rules: () => rules && { patterns: '', ...rules },
		filter: async (of: FilterRules) => createFilter(of, NOW),
		sessions: () => store.sessions(),
		conflict: () => 'ask' as const,
		hashing: (id: string) => store.hashing(id),
		checksum: (blob: Blob) => nodeHasher().checksum(blob, { signal: new AbortController().signal })
	};
	return enqueue(incoming, target, tools, options);
}

const rows = () => [...rig.queue.entries()].map(({ upload }) => upload);
const paths = () => rows().map(({ folders, name }) => [...folders, name].join('/'));
const trip = () =>
	fakeFolder(
		'trip',
		{
			'a.jpg': fileOf('a.jpg', 10),
			'a.log': fileOf('a.log', 10),
			node_modules: { deep: { 'x.js': fileOf('x.js', 1) } },
			day: { 'b.jpg': fileOf('b.jpg', 20), 'b.log': fileOf('b.log', 2) },
			empty: {}
		},
		looked
	);

describe('a dropped folder', () => {
	test('comes without what the rules leave out, which is told', async () => {
		const result = await drop([{ directory: trip() }], { patterns: 'node_modules\n*.log' });
		expect(paths()).toEqual(['trip/a.jpg', 'trip/day/b.jpg', 'trip/empty']);
		expect(result).toMatchObject({ added: 3, leftOut: { files: 2, folders: 1 } });
		expect(result.leftOut?.first).toEqual([
			{ path: 'trip/a.log', kind: 'file', why: 'pattern' },
			{ path: 'trip/day/b.log', kind: 'file', why: 'pattern' },
			{ path: 'trip/node_modules', kind: 'folder', why: 'pattern' }
		]);
	});

	test('is not looked into where it is left out', async () => {
		await drop([{ directory: trip() }], { patterns: 'node_modules' });
		expect(looked).toEqual(['trip', 'day', 'empty']);
	});

	test('is taken whole where no rule is in use, and no more is said', async () => {
		expect(await drop([{ directory: trip() }], undefined)).not.toHaveProperty('leftOut');
		expect(paths()).toHaveLength(6);
	});

	test('goes up whole when it is itself what a rule names', async () => {
		const folder = fakeFolder('node_modules', { 'x.js': fileOf('x.js', 1) });
		await drop([{ directory: folder }], { patterns: 'node_modules' });
		expect(paths()).toEqual(['node_modules/x.js']);
	});

	test('gives up what was left out after all, once, when a person wants it', async () => {
		const rules = { patterns: 'node_modules\n*.log' };
		const group = { id: 'g', name: 'trip' };
		await drop([{ directory: trip(), group }], rules);
		await drop([{ directory: trip(), group }], undefined, { rules, leftOut: true });
		expect(paths().toSorted()).toEqual([
			'trip/a.jpg',
			'trip/a.log',
			'trip/day/b.jpg',
			'trip/day/b.log',
			'trip/empty',
			'trip/node_modules/deep/x.js'
		]);
		expect(new Set(rows().map((row) => row.group?.id))).toEqual(new Set(['g']));
	});

	test.each<[Partial<FilterRules>, readonly string[]]>([
		[{ smallerThan: 100 }, ['middle', 'large']],
		[{ largerThan: 100 }, ['small', 'middle']],
		[{ smallerThan: 100, largerThan: 100 }, ['middle']],
		[{ olderThanDays: 5 }, ['middle', 'large']],
		[{ newerThanDays: 5 }, ['small', 'middle']]
	])('with the rules %j keeps %j', async (rules, names) => {
		const folder = fakeFolder('trip', {
			small: fileOf('small', 99, NOW - 5 * DAY - 1),
			middle: fileOf('middle', 100, NOW - 5 * DAY),
			large: fileOf('large', 101, NOW - 5 * DAY + 1)
		});
		await drop([{ directory: folder }], rules);
		expect(paths().toSorted()).toEqual(names.map((name) => `trip/${name}`).toSorted());
	});

	test('that the page has walked itself is filtered the same', async () => {
		const of = (name: string, ...folders: string[]) => ({ file: fileOf(name, 1), folders });
		const incoming = [
			of('a.jpg', 'trip'),
			of('a.log', 'trip', 'day'),
			of('x.js', 'trip', 'node_modules', 'deep'),
			{ emptyFolder: ['trip', 'node_modules'] },
			{ emptyFolder: ['trip', 'empty'] }
		];
		const rules = { patterns: 'node_modules\n*.log' };
		const { leftOut } = await drop(incoming, rules);
		expect(paths()).toEqual(['trip/a.jpg', 'trip/empty']);
		expect(leftOut).toMatchObject({ files: 2, folders: 1 });
		await drop(incoming, undefined, { rules, leftOut: true });
		expect(paths()).toHaveLength(5);
	});
});

test('a file that a person drops by itself is never left out', async () => {
	const rules = { patterns: '*', smallerThan: 1000 };
	const result = await drop([{ file: fileOf('a.log', 1) }, { directory: trip() }], rules);
	expect(paths()).toEqual(['a.log']);
	expect(result.leftOut).toMatchObject({ files: 2, folders: 3 });
});

describe('names that the drive refuses', () => {
	const odd = () => fakeFolder('trip: 1', { 'what?': { 'a*b.txt': fileOf('a*b.txt', 1) } });

	test('stay as they are, so that their row says so', async () => {
		await drop([{ directory: odd() }], undefined);
		expect(paths()).toEqual(['trip: 1/what?/a*b.txt']);
	});

	test('get a look-alike where a person has agreed, and are still found on the disk', async () => {
		await drop([{ directory: odd() }], undefined, { rename: true });
		expect(paths()).toEqual(['trip： 1/what？/a＊b.txt']);
		expect(rows()[0]!.source.path).toEqual(['what?', 'a*b.txt']);
	});
});

test('what is decided of one drop goes before the settings', async () => {
	await drop([{ directory: trip() }], { patterns: '*' }, { rules: null, conflict: 'skip' });
	expect(rows()).toHaveLength(6);
	expect(new Set(rows().map(({ conflict }) => conflict))).toEqual(new Set(['skip']));
});
