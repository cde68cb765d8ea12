import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig } from '../../../tests/support/engine-rig';
import { settle } from '../../../tests/support/fake-clock';
import { fakeFolder, fileOf, type Content } from '../../../tests/support/fake-folder';
import { nodeHasher } from '../../../tests/support/node-hasher';
import { unfiltered } from '../../../tests/support/unfiltered';
import type { ConflictPolicy, Drive } from '../drives/drive';
import { TransferError } from '../kernel/errors';
import { createFilter } from '../sources/ignore-filter';
import * as folders from '../sources/walk';
import type { Incoming } from './engine-api';
import { enqueue } from './intake';
import { previews } from './preview';
import type { PreviewAsk, PreviewReport, PreviewWish } from './preview-api';

const target = { accountId: 'a1', folderId: '', folderPath: '/' };
const FREE: PreviewWish = { rename: false };
let rig: EngineRig;
let ask: (ask: PreviewAsk) => Promise<PreviewReport | undefined>;
let looked: string[];

beforeEach(async () => {
	rig = new EngineRig();
	looked = [];
	await rig.start();
	ask = previews({
		clock: rig.clock,
		drive: () => rig.drive,
		maxFileSize: () => rig.maxFileSize,
		filter: async (rules) => createFilter(rules, 0),
		readFolders: async () => folders
	}).ask;
});

const add = (...files: Incoming[]) => ask({ step: 'add', id: 'p', files, target });

/** look waits until the preview has no more to find. */
async function look(wish: PreviewWish, more: { again?: boolean } = {}): Promise<PreviewReport> {
	let report = await ask({ step: 'look', id: 'p', wish, ...more });
	for (let i = 0; i < 50 && report?.state !== 'finished'; i++) {
		const next = ask({ step: 'look', id: 'p', wish, seen: report?.version });
		for (let step = 0; step < 5; step++) await settle();
		await rig.clock.advance(1000);
		report = await next;
	}
	if (report?.state !== 'finished') throw new Error('never finished');
	return report;
}

/** numbers of files in each class, in the order new, identical, conflict, excluded, refused. */
const numbers = ({ counts }: PreviewReport) => Object.values(counts).map(({ files }) => files);

/** Puts files into the drive, by their path. */
async function seed(...files: (readonly [path: string, size: number])[]): Promise<void> {
	for (const [path, size] of files) {
		const names = path.split('/');
		let folderId = '';
		for (const name of names.slice(0, -1)) {
			folderId = (await rig.memory.createFolder(folderId, name)).id;
		}
		const name = names.at(-1)!;
		const id = await rig.add(new Uint8Array(size), {
			id: path,
			name,
			folderId,
			source: { rootId: path, path: [] }
		});
		await rig.status(id);
	}
	await rig.queue.takeOff([...rig.queue.entries()].map(({ upload }) => upload.id));
}

const CONTENT: Content = {
	'new.bin': fileOf('new.bin', 11),
	'same.bin': fileOf('same.bin', 12),
	'what?.bin': fileOf('what?.bin', 13),
	'a.log': fileOf('a.log', 14),
	node_modules: { 'x.js': fileOf('x.js', 15) },
	day: { 'other.bin': fileOf('other.bin', 16), deep: { 'b.bin': fileOf('b.bin', 17) } },
	empty: {}
};
const RULES = { patterns: 'node_modules\n*.log' };
const there = () => seed(['trip/same.bin', 12], ['trip/day/other.bin', 99], ['trip/mine', 1]);

describe('a preview', () => {
	test('sorts everything by what would become of it, and adds up bytes', async () => {
		await there();
		await add({ directory: fakeFolder('trip', CONTENT, looked) });
		const report = await look({ ...FREE, rules: RULES });
		expect(numbers(report)).toEqual([2, 1, 1, 1, 1]);
		expect(Object.values(report.counts).map(({ bytes }) => bytes)).toEqual([28, 12, 16, 14, 13]);
		const lines = Object.values(report.counts).map(({ first }) => first.map(({ path }) => path));
		expect(lines).toEqual([
			['trip/new.bin', 'trip/day/deep/b.bin', 'trip/empty'],
			['trip/same.bin'],
			['trip/day/other.bin'],
			['trip/a.log', 'trip/node_modules'],
			['trip/what?.bin']
		]);
		expect(report.renames).toMatchObject({ count: 1, first: [{ renamed: 'what？.bin' }] });
		expect(report.pending).toEqual({ files: 0, bytes: 0 });
	});

	test('follows the rules as they change, and neither reads nor asks twice', async () => {
		await there();
		let lists = 0;
		rig.lie({ list: (...args) => ((lists += 1), rig.memory.list(...args)) });
		await add({ directory: fakeFolder('trip', CONTENT, looked) });
		await look({ ...FREE, rules: RULES });
		expect(looked).not.toContain('node_modules');
		expect(numbers(await look(FREE))).toEqual([4, 1, 1, 0, 1]);
		expect(numbers(await look({ ...FREE, rules: { patterns: '*' } }))).toEqual([0, 0, 0, 4, 0]);
		expect(numbers(await look({ rename: true, rules: RULES }))).toEqual([3, 1, 1, 1, 0]);
		expect(looked.toSorted()).toEqual(['day', 'deep', 'empty', 'node_modules', 'trip']);
		// The target, trip and day: what is not there is not asked for.
		expect(lists).toBe(3);
	});

	test('never answers a new wish with the numbers of the one before', async () => {
		await there();
		await add({ directory: fakeFolder('trip', CONTENT) });
		const { version: seen } = await look(FREE);
		const wish = { ...FREE, rules: { patterns: '*' } };
		const looks = [1, 2, 3].map(() => ask({ step: 'look', id: 'p', wish, seen }));
		for (const report of await Promise.all(looks)) {
			expect(numbers(report!)).toEqual([0, 0, 0, 4, 0]);
		}
	});

	test('of a folder under another name compares with what has that name', async () => {
		await there();
		await add({ directory: fakeFolder('journey', CONTENT) });
		expect(numbers(await look({ ...FREE, rules: RULES }))).toEqual([4, 0, 0, 1, 1]);
		const report = await look({ ...FREE, rules: RULES, as: 'trip' });
		expect(numbers(report)).toEqual([2, 1, 1, 1, 1]);
		expect(report.counts.identical.first[0]!.path).toBe('trip/same.bin');
		expect(numbers(await look({ ...FREE, as: 'tr?p' }))).toEqual([0, 0, 0, 0, 7]);
	});

	test('tells what it has so far while it works, and waits for no one who has gone', async () => {
		await there();
		let answer = () => {};
		rig.lie({
			list: async (...args) => {
				await new Promise<void>((resolve) => (answer = resolve));
				return rig.memory.list(...args);
			}
		});
		await add({ directory: fakeFolder('trip', CONTENT) });
		const first = await ask({ step: 'look', id: 'p', wish: FREE });
		expect(first).toMatchObject({ state: 'walking', foldersRead: 0 });
		await rig.settled();
		const then = await ask({ step: 'look', id: 'p', wish: FREE, seen: 0 });
		expect(then).toMatchObject({ state: 'comparing', pending: { files: 6 } });
		const waits = ask({ step: 'look', id: 'p', wish: FREE, seen: then!.version });
		await ask({ step: 'end', id: 'p' });
		await rig.clock.advance(1000);
		expect(await waits).toBeDefined();
		answer();
		expect(await ask({ step: 'look', id: 'p', wish: FREE })).toBeUndefined();
	});

	test('says when the drive does not answer, and asks again on demand', async () => {
		await there();
		rig.lie({ list: () => Promise.reject(new TransferError('signed-out')) });
		await add({ directory: fakeFolder('trip', CONTENT) });
		const report = await look(FREE);
		expect(report).toMatchObject({ trouble: { code: 'signed-out' }, pending: { files: 6 } });
		rig.lie({});
		const again = await look(FREE, { again: true });
		expect(again.trouble).toBeUndefined();
		expect(numbers(again)).toEqual([4, 1, 1, 0, 1]);
	});

	test('refuses what is too deep, too large or too many, as the queue does', async () => {
		const { traits } = rig.memory;
		rig.drive = Object.assign(Object.create(rig.memory) as Drive, {
			traits: { ...traits, names: { ...traits.names, maxDepth: 1 }, maxEntries: 2 }
		});
		rig.maxFileSize = 50;
		const deep = { 'a.bin': fileOf('a.bin', 1) };
		const full = Object.fromEntries(['1', '2', '3'].map((name) => [name, fileOf(name, 1)]));
		await add(
			{ directory: fakeFolder('trip', { deep, empty: {}, 'big.bin': fileOf('big.bin', 51) }) },
			{ directory: fakeFolder('full', full) }
		);
		const { counts } = await look(FREE);
		expect(counts.refused.first.map(({ path, why }) => [path, why])).toEqual([
			['trip/big.bin', 'too-large'],
			['trip/deep/a.bin', 'too-deep'],
			['full/1', 'too-many-entries'],
			['full/2', 'too-many-entries'],
			['full/3', 'too-many-entries']
		]);
	});

	test('names a hundred of each, and counts all', async () => {
		const many = Object.fromEntries(
			Array.from({ length: 130 }, (_, i) => [`${i}`, fileOf(`${i}`, 1)])
		);
		await add({ directory: fakeFolder('trip', many) });
		const { counts } = await look(FREE);
		expect(counts.new).toMatchObject({ files: 130, bytes: 130 });
		expect(counts.new.first).toHaveLength(100);
	});
});

/** What a page walks itself, so that each file is its own root. */
function* walked(content: Content, ...above: string[]): Generator<Incoming> {
	const entries = Object.entries(content);
	if (entries.length === 0) yield { emptyFolder: above };
	for (const [name, one] of entries) {
		if (one instanceof File) yield { file: one, folders: above };
		else yield* walked(one, ...above, name);
	}
}

describe('the numbers of a preview', () => {
	const OUTCOMES: readonly (readonly [ConflictPolicy, boolean])[] = [
		['skip', false],
		['overwrite', false],
		['keep-both', true]
	];
	test.each(OUTCOMES)('equal what then happens with %s, renaming %j', async (conflict, rename) => {
		await there();
		const incoming = [...walked(CONTENT, 'trip')];
		await add(...incoming);
		const { counts } = await look({ rules: RULES, rename });

		const { store, clock, queue } = rig;
		const tools = {
			...unfiltered,
			...{ queue, clock, walk: folders.walk },
			roots: {
				get: async () => undefined,
				add: (roots: readonly { id: string; file?: File | undefined }[]) => {
					for (const { id, file } of roots) if (file) rig.files.set(id, file);
				},
				replace: async () => {},
				file: () => Promise.reject(new TransferError('source-missing'))
			},
			sessions: () => store.sessions(),
			conflict: () => 'ask' as const,
			hashing: (id: string) => store.hashing(id),
			checksum: (blob: Blob) =>
				nodeHasher().checksum(blob, { signal: new AbortController().signal })
		};
		const options = { rules: RULES, rename, conflict };
		const result = await enqueue(incoming, target, tools, options);
		const states = { done: 0, cancelled: 0, failed: 0 };
		for (const { upload } of [...queue.entries()]) {
			const { state } = await rig.status(upload.id);
			if (upload.kind === 'file') states[state as keyof typeof states] += 1;
		}
		// What is there with the same bytes is done at once: nothing is sent, nothing is made.
		const skipped = conflict === 'skip' ? counts.conflict.files : 0;
		expect(states).toEqual({
			done: counts.new.files + counts.identical.files + counts.conflict.files - skipped,
			cancelled: skipped,
			failed: counts.refused.files
		});
		const { files = 0, folders: left = 0 } = result.leftOut ?? {};
		expect({ files, left }).toEqual({ files: 2, left: 0 });
		expect(counts.excluded.files + counts.excluded.folders).toBe(files + left);
	});
});
