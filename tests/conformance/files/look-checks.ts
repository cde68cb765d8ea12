import { expect } from 'vitest';
import { ROOT } from '../../../src/lib/drives/drive';
import type { FileEntry, OrderBy } from '../../../src/lib/drives/files';
import { expectCode, expectDigests, fresh } from '../rig';
import {
	expectNow,
	found,
	listed,
	make,
	newFolder,
	pagesOf,
	put,
	token,
	type FileCheck,
	type FileRig
} from './file-rig';

const ENTRIES = 260;
/** Every so many entries one is a folder: of both kinds there is more than a page of a hundred. */
const FOLDER_EACH = 2;
const SIZES = [5, 300, 40] as const;

/** A folder of many entries; those of the second half are a quarter of an hour younger. */
async function bigFolder(rig: FileRig, mark: string): Promise<FileEntry> {
	const folder = await newFolder(rig);
	const bytes = SIZES.map(fresh);
	// Not in the order of names, so that a drive can't be right by chance.
	const numbers = Array.from({ length: ENTRIES }, (_, n) => (n * 97) % ENTRIES);
	for (const [at, n] of numbers.entries()) {
		if (at === ENTRIES / 2) await rig.expireUrls();
		const name = `${mark}-${String(n).padStart(3, '0')}`;
		if (n % FOLDER_EACH === 0) await rig.files.makeFolder(folder.id, name);
		else await make(rig, folder, `${name}.bin`, bytes[n % SIZES.length]!);
	}
	return folder;
}

const KEYS: Readonly<Record<OrderBy, (entry: FileEntry) => string | number>> = {
	name: ({ name }) => name,
	size: ({ size }) => size,
	modified: ({ modifiedAt }) => modifiedAt ?? Number.NaN
};

/** Whether neighbours stand as they should. Folders have no size that all drives agree on. */
function expectOrder(entries: readonly FileEntry[], by: OrderBy, descending: boolean): void {
	const keys = entries.map(KEYS[by]);
	if (by === 'size' && entries[0]?.kind === 'folder') return;
	for (const [at, key] of keys.entries()) {
		if (at === 0) continue;
		const [low, high] = descending ? [key, keys[at - 1]!] : [keys[at - 1]!, key];
		expect(low <= high, `${by}: ${String(keys[at - 1])} before ${String(key)}`).toBe(true);
	}
	expect(new Set(keys).size).toBeGreaterThan(1);
}

/** Checks of looking: lists, orders, search, the way to a folder, details. */
export const LOOK_CHECKS: readonly FileCheck[] = [
	{
		name: 'hundreds of entries are listed once each, folders first, in every order both ways',
		async run(rig) {
			const mark = token();
			const folder = await bigFolder(rig, mark);
			for (const by of rig.drive.traits.files.orders) {
				for (const descending of [false, true]) {
					const entries = await listed(rig, folder.id, { order: { by, descending } });
					expect(new Set(entries.map(({ id }) => id)).size).toBe(ENTRIES);
					expect(entries).toHaveLength(ENTRIES);
					const folders = entries.filter(({ kind }) => kind === 'folder');
					expect(folders).toHaveLength(ENTRIES / FOLDER_EACH);
					expect(entries.slice(0, folders.length)).toEqual(folders);
					expectOrder(folders, by, descending);
					expectOrder(entries.slice(folders.length), by, descending);
				}
			}
			const all = await pagesOf((view) => rig.files.search(mark, folder.id, view));
			expect(new Set(all.map(({ id }) => id)).size).toBe(ENTRIES);
			expect(all).toHaveLength(ENTRIES);
		}
	},
	{
		name: 'an empty folder is one empty page, and the top can be listed',
		async run(rig) {
			const folder = await newFolder(rig);
			const page = await rig.files.entries(folder.id);
			expect(page.entries).toEqual([]);
			expect(page.next).toBeUndefined();
			expect((await listed(rig, ROOT)).map(({ id }) => id)).toContain(folder.id);
		}
	},
	{
		name: 'an entry of a list says all that is known of it',
		async run(rig) {
			const folder = await newFolder(rig);
			const bytes = fresh(77);
			const file = await put(rig, folder, '影片 第一集.bin', bytes);
			const inner = await newFolder(rig, folder.id, 'inner');
			const entries = await listed(rig, folder.id);
			expect(entries.map(({ id }) => id)).toEqual([inner.id, file.id]);
			expect(entries[0]).toMatchObject({
				...{ name: 'inner', kind: 'folder', folderId: folder.id, size: 0, digests: {} }
			});
			expect(entries[1]).toMatchObject({
				...{ name: '影片 第一集.bin', kind: 'file', folderId: folder.id, size: 77 }
			});
			expectDigests(file.digests, bytes);
			expect(file.digests[rig.drive.traits.digests[0]!]).toBeDefined();
			for (const entry of entries) {
				expectNow(rig, entry.modifiedAt);
				expect(entry.trashedAt).toBeUndefined();
				expect(entry.refused ?? false).toBe(false);
			}
		}
	},
	{
		name: 'a folder that is not there is folder-missing, not another one and not an empty one',
		async run(rig) {
			const folder = await newFolder(rig);
			const binned = await newFolder(rig);
			const inside = await newFolder(rig, binned.id, 'inside');
			await put(rig, binned, 'a.bin', fresh(3));
			await rig.files.trash([binned]);
			for (const id of [`${folder.id}7`, binned.id, inside.id]) {
				await expectCode(rig.files.entries(id), 'folder-missing');
				await expectCode(rig.files.path(id), 'folder-missing');
				await expectCode(rig.files.makeFolder(id, 'never made'), 'folder-missing');
			}
		}
	},
	{
		name: 'search finds a part of a name, Chinese too, and nothing else',
		async run(rig) {
			const mark = token();
			const folder = await newFolder(rig);
			const inner = await newFolder(rig, folder.id, `inner ${mark} 文件夹`);
			const file = await put(rig, inner, `报告-${mark}-终稿.bin`, fresh(9));
			const other = await put(rig, folder, `other-${token()}.bin`, fresh(9));
			const outside = await newFolder(rig, ROOT, `outside-${mark}`);
			const ids = async (text: string) => {
				const entries = await found(rig, text, folder.id);
				return entries.map(({ id }) => id).sort();
			};
			const outer = rig.drive.traits.files.search === 'everywhere' ? [outside.id] : [];
			expect(await ids(mark)).toEqual([inner.id, file.id, ...outer].sort());
			expect(await ids(`${mark}-终`)).toEqual([file.id]);
			expect(await ids(`报告-${mark}`)).toEqual([file.id]);
			expect(await ids(other.name.slice(3, 14))).toEqual([other.id]);
			expect(await ids(`${mark}-no such name`)).toEqual([]);
			const [hit] = await found(rig, `${mark}-终稿`, folder.id);
			expect(hit).toMatchObject({ name: file.name, kind: 'file', size: 9, folderId: inner.id });
			await rig.files.trash([file]);
			expect(await ids(`${mark}-终`)).toEqual([]);
		}
	},
	{
		name: 'path leads from the top to the folder itself',
		async run(rig) {
			const outer = await newFolder(rig);
			const middle = await newFolder(rig, outer.id, '中间 100%');
			const inner = await newFolder(rig, middle.id, 'inner');
			expect(await rig.files.path(ROOT)).toEqual([]);
			expect(await rig.files.path(outer.id)).toEqual([{ id: outer.id, name: outer.name }]);
			expect(await rig.files.path(inner.id)).toEqual(
				[outer, middle, inner].map(({ id, name }) => ({ id, name }))
			);
		}
	},
	{
		name: 'details tell size, digests, dates and where a file is',
		async run(rig) {
			const outer = await newFolder(rig);
			const inner = await newFolder(rig, outer.id, 'inner');
			const bytes = fresh(1234);
			const file = await put(rig, inner, 'a.bin', bytes);
			const details = await rig.files.details(file);
			expect(details).toMatchObject({
				...{ id: file.id, name: 'a.bin', kind: 'file', size: 1234, folderId: inner.id },
				path: [outer, inner].map(({ id, name }) => ({ id, name }))
			});
			expectDigests(details.digests, bytes);
			expect(details.digests[rig.drive.traits.digests[0]!]).toBeDefined();
			expectNow(rig, details.modifiedAt);
			if (details.createdAt !== undefined) expectNow(rig, details.createdAt);
		}
	},
	{
		name: 'details of a folder tell where it is, and count truly what is inside',
		async run(rig) {
			const outer = await newFolder(rig);
			const inner = await newFolder(rig, outer.id, 'inner');
			await newFolder(rig, inner.id, 'empty');
			await put(rig, outer, 'a.bin', fresh(100));
			await put(rig, inner, 'b.bin', fresh(23));
			const details = await rig.files.details(outer);
			expect(details).toMatchObject({ id: outer.id, kind: 'folder', path: [] });
			const inside = { files: 2, folders: 2, bytes: 123 };
			expect({ ...inside, ...details.inside }).toEqual(inside);
			expect((await rig.files.details(inner)).path).toEqual([{ id: outer.id, name: outer.name }]);
		}
	},
	{
		name: 'a signal that aborts ends an action at once',
		async run({ files }) {
			const before = new AbortController();
			before.abort();
			const during = new AbortController();
			const calls = [
				files.entries(ROOT, { signal: before.signal }),
				files.entries(ROOT, { signal: during.signal }),
				files.path(ROOT, { signal: during.signal }),
				files.makeFolder(ROOT, 'never made', { signal: before.signal })
			].map((call) => call.then(String, (error: Error) => error.name));
			during.abort();
			expect(await Promise.all(calls)).toEqual(Array(4).fill('AbortError'));
		}
	}
];
