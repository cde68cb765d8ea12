import { expect } from 'vitest';
import { expectCode, expectDigests, fresh, rejection } from '../rig';
import {
	copyAll,
	entryNamed,
	listed,
	make,
	namesIn,
	newFolder,
	put,
	type FileCheck
} from './file-rig';

const copies = ({ copies }: { readonly copies: boolean }): boolean => copies;

/** Checks of copies. */
export const COPY_CHECKS: readonly FileCheck[] = [
	{
		name: 'copy makes another file with the same name and bytes',
		needs: copies,
		async run(rig) {
			const [from, to] = [await newFolder(rig), await newFolder(rig)];
			const bytes = fresh(90);
			const file = await put(rig, from, '原件.bin', bytes);
			await copyAll(rig, [file], to.id);
			const copy = await entryNamed(rig, to.id, '原件.bin');
			expect(copy).toMatchObject({ kind: 'file', size: 90, folderId: to.id });
			expect(copy.id).not.toBe(file.id);
			expectDigests(copy.digests, bytes);
			for (const folder of [from, to]) {
				const stored = await rig.content(file, folder.name);
				expect(stored && Buffer.compare(stored, bytes)).toBe(0);
			}
			// The copy is a file of its own.
			await rig.files.trash([file]);
			expect(await namesIn(rig, to.id)).toEqual(['原件.bin']);
		}
	},
	{
		name: 'copy takes several entries at once, folders with all they hold',
		needs: copies,
		async run(rig) {
			const [from, to] = [await newFolder(rig), await newFolder(rig)];
			const bytes = fresh(40);
			const file = await put(rig, from, 'a.bin', bytes);
			const inner = await newFolder(rig, from.id, '里面');
			await newFolder(rig, inner.id, 'empty');
			await make(rig, inner, 'b.bin', bytes);
			await make(rig, from, 'not meant.bin', bytes);
			await copyAll(rig, [file, inner], to.id);
			expect(await namesIn(rig, to.id)).toEqual(['a.bin', '里面'].sort());
			const copy = await entryNamed(rig, to.id, '里面');
			expect(copy.id).not.toBe(inner.id);
			expect(await namesIn(rig, copy.id)).toEqual(['b.bin', 'empty']);
			const deep = await entryNamed(rig, copy.id, 'b.bin');
			const stored = await rig.content(deep, `${to.name}/里面`);
			expect(stored && Buffer.compare(stored, bytes)).toBe(0);
			expect(await namesIn(rig, from.id)).toEqual(['a.bin', 'not meant.bin', '里面'].sort());
		}
	},
	{
		name: 'copy beside a file of that name keeps both',
		needs: copies,
		async run(rig) {
			const folder = await newFolder(rig);
			const file = await put(rig, folder, 'a.bin', fresh(11));
			await copyAll(rig, [file], folder.id);
			const entries = await listed(rig, folder.id);
			expect(entries.map(({ size }) => size)).toEqual([11, 11]);
			const names = new Set(entries.map(({ name }) => name));
			expect(names.size).toBe(rig.drive.traits.files.twins ? names.size : 2);
			expect(entries.map(({ id }) => id)).toContain(file.id);
		}
	},
	{
		name: 'copy to a folder that is not there is folder-missing',
		needs: copies,
		async run(rig) {
			const folder = await newFolder(rig);
			const file = await put(rig, folder, 'a.bin', fresh(5));
			const gone = await newFolder(rig);
			await rig.files.trash([gone]);
			for (const id of [`${folder.id}7`, gone.id])
				await expectCode(copyAll(rig, [file], id), 'folder-missing');
			expect(await namesIn(rig, folder.id)).toEqual(['a.bin']);
		}
	},
	{
		name: 'a folder is copied neither into itself nor below itself',
		needs: copies,
		async run(rig) {
			const outer = await newFolder(rig);
			const inner = await newFolder(rig, outer.id, 'inner');
			for (const target of [outer, inner]) {
				const { recovery } = await rejection(copyAll(rig, [outer], target.id));
				expect(recovery).not.toBe('retry');
			}
			expect(await namesIn(rig, outer.id)).toEqual(['inner']);
			expect(await namesIn(rig, inner.id)).toEqual([]);
		}
	}
];
