import { expect } from 'vitest';
import type { FileEntry } from '../../../src/lib/drives/files';
import { expectCode, fresh } from '../rig';
import {
	binned,
	binnedNamed,
	expectNow,
	found,
	goneEntry,
	listed,
	make,
	namesIn,
	newFolder,
	put,
	token,
	type FileCheck,
	type FileRig
} from './file-rig';

const HUNDREDS = 210;

const bin = ({ bin }: { readonly bin: boolean }): boolean => bin;

/** expectBack proves that a file is where it was, whole. */
async function expectBack(rig: FileRig, folder: FileEntry, file: FileEntry): Promise<void> {
	const { name, size, digests } = file;
	expect(await listed(rig, folder.id)).toMatchObject([{ name, size, digests, kind: 'file' }]);
	expect((await binned(rig)).filter((entry) => entry.name === name)).toEqual([]);
}

/** Checks of throwing away and bringing back. */
export const BIN_CHECKS: readonly FileCheck[] = [
	{
		name: 'what is trashed is gone from its folder and nothing else is',
		async run(rig) {
			const folder = await newFolder(rig);
			const bytes = fresh(5);
			const file = await put(rig, folder, 'a.bin', bytes);
			await make(rig, folder, 'stays.bin', bytes);
			const inner = await newFolder(rig, folder.id, 'inner');
			await put(rig, inner, 'b.bin', fresh(3));
			await rig.files.trash([file, inner]);
			expect(await namesIn(rig, folder.id)).toEqual(['stays.bin']);
			await expectCode(rig.files.entries(inner.id), 'folder-missing');
		}
	},
	{
		name: 'the bin shows what was trashed, newest first',
		needs: bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const [first, second] = [`first-${token()}.bin`, `second-${token()}`];
			await rig.files.trash([await put(rig, folder, first, fresh(12))]);
			await rig.expireUrls();
			await rig.files.trash([await newFolder(rig, folder.id, second)]);
			const entries = await binned(rig);
			expect(entries.slice(0, 2)).toMatchObject([
				{ name: second, kind: 'folder' },
				{ name: first, kind: 'file', size: 12 }
			]);
			expectNow(rig, entries[0]?.trashedAt);
			for (const { trashedAt } of entries) expect(trashedAt).toBeTypeOf('number');
			expect(entries[0]!.trashedAt).toBeGreaterThan(entries[1]!.trashedAt!);
		}
	},
	{
		name: 'restore takes an entry of the bin back to its folder',
		needs: bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const file = await put(rig, folder, `${token()}.bin`, fresh(8));
			await rig.files.trash([file]);
			await rig.files.restore([await binnedNamed(rig, file.name)]);
			await expectBack(rig, folder, file);
		}
	},
	{
		name: 'restore takes an entry as it was before it was trashed',
		needs: bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const file = await put(rig, folder, `${token()}.bin`, fresh(8));
			await rig.files.trash([file]);
			await rig.files.restore([file]);
			await expectBack(rig, folder, file);
		}
	},
	{
		name: 'of two of a name in the bin, restore brings back the one that was meant',
		needs: bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const name = `${token()}.bin`;
			const older = await put(rig, folder, name, fresh(8));
			await rig.files.trash([older]);
			await rig.expireUrls();
			const newer = await put(rig, folder, name, fresh(9));
			await rig.files.trash([newer]);
			await rig.files.restore([older]);
			expect(await listed(rig, folder.id)).toMatchObject([{ name, size: 8 }]);
			expect(await binnedNamed(rig, name)).toMatchObject({ size: 9 });
		}
	},
	{
		name: 'a folder comes back with all it held',
		needs: bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const inner = await newFolder(rig, folder.id, `inner-${token()}`);
			const bytes = fresh(30);
			const file = await put(rig, inner, '文件.bin', bytes);
			await newFolder(rig, inner.id, 'empty');
			await rig.files.trash([inner]);
			await rig.files.restore([inner]);
			expect(await namesIn(rig, folder.id)).toEqual([inner.name]);
			const [back] = await listed(rig, folder.id);
			expect(await namesIn(rig, back!.id)).toEqual(['empty', '文件.bin'].sort());
			const stored = await rig.content(file, `${folder.name}/${inner.name}`);
			expect(stored && Buffer.compare(stored, bytes)).toBe(0);
		}
	},
	{
		name: 'restore to where the name is taken meanwhile loses nothing',
		needs: bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const name = `${token()}.bin`;
			const file = await put(rig, folder, name, fresh(8));
			await rig.files.trash([file]);
			await put(rig, folder, name, fresh(9));
			const refusal = await rig.files.restore([file]).then(
				() => undefined,
				(error: unknown) => error
			);
			const sizes = (await listed(rig, folder.id)).map(({ size }) => size).sort();
			if (refusal === undefined) {
				expect(sizes).toEqual([8, 9]);
				return;
			}
			expect(refusal).toMatchObject({ code: 'name-taken' });
			expect(sizes).toEqual([9]);
			expect(await binnedNamed(rig, name)).toMatchObject({ size: 8 });
		}
	},
	{
		name: 'restore of an entry whose folder is in the bin brings it back, or is folder-missing',
		needs: bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const name = `${token()}.bin`;
			const file = await put(rig, folder, name, fresh(8));
			await rig.files.trash([file]);
			await rig.files.trash([folder]);
			const refusal = await rig.files.restore([file]).then(
				() => undefined,
				(error: unknown) => error
			);
			if (refusal === undefined) {
				expect(await found(rig, name, '')).toMatchObject([{ name, size: 8 }]);
				return;
			}
			expect(refusal).toMatchObject({ code: 'folder-missing' });
			expect(await binnedNamed(rig, name)).toMatchObject({ size: 8 });
		}
	},
	{
		name: 'hundreds are trashed, shown in the bin once each, restored and erased',
		needs: bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const mark = token();
			const bytes = fresh(5);
			await put(rig, folder, `${mark}-0.bin`, bytes);
			for (let n = 1; n < HUNDREDS; n++) await make(rig, folder, `${mark}-${n}.bin`, bytes);
			const entries = await listed(rig, folder.id);
			const inBin = async () => (await binned(rig)).filter(({ name }) => name.startsWith(mark));
			await rig.files.trash(entries);
			expect(await listed(rig, folder.id)).toEqual([]);
			expect(new Set((await inBin()).map(({ name }) => name)).size).toBe(HUNDREDS);
			expect(await inBin()).toHaveLength(HUNDREDS);
			await rig.files.restore(entries);
			expect(await listed(rig, folder.id)).toHaveLength(HUNDREDS);
			expect(await inBin()).toEqual([]);
			await rig.files.trash(await listed(rig, folder.id));
			await rig.files.erase(await inBin());
			expect(await inBin()).toEqual([]);
			expect(await listed(rig, folder.id)).toEqual([]);
		}
	},
	{
		name: 'erase deletes entries of the bin for ever, folders with all they hold',
		needs: bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const names = [`a-${token()}.bin`, `b-${token()}`, `c-${token()}.bin`] as const;
			const bytes = fresh(5);
			const file = await put(rig, folder, names[0], bytes);
			const inner = await newFolder(rig, folder.id, names[1]);
			await make(rig, inner, 'deep.bin', bytes);
			const kept = await put(rig, folder, names[2], fresh(6));
			await rig.files.trash([file, inner, kept]);
			await rig.files.erase([await binnedNamed(rig, names[0]), await binnedNamed(rig, names[1])]);
			const left = (await binned(rig)).map(({ name }) => name);
			expect(left.filter((name) => names.includes(name as never))).toEqual([names[2]]);
			expect(left).not.toContain('deep.bin');
			await expectCode(rig.files.restore([inner]), 'file-missing');
			await rig.files.restore([kept]);
			expect(await namesIn(rig, folder.id)).toEqual([names[2]]);
		}
	},
	{
		name: 'erase leaves alone what is not in the bin',
		needs: bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const live = await put(rig, folder, `live-${token()}.bin`, fresh(5));
			const other = await put(rig, folder, `other-${token()}.bin`, fresh(6));
			await rig.files.trash([other]);
			// Refused or not: the file is what counts.
			await rig.files.erase([live]).catch(() => undefined);
			expect(await namesIn(rig, folder.id)).toEqual([live.name]);
			expect(await binnedNamed(rig, other.name)).toMatchObject({ size: 6 });
		}
	},
	{
		name: 'restore of several of which one is gone says so and brings back the others',
		needs: bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const bytes = fresh(5);
			const gone = await put(rig, folder, `gone-${token()}.bin`, bytes);
			const there = await put(rig, folder, `there-${token()}.bin`, fresh(6));
			await goneEntry(rig, gone);
			await rig.files.trash([there]);
			await expectCode(rig.files.restore([there, gone]), 'file-missing');
			// Either all or none were meant; a second try with what is there must work.
			if ((await listed(rig, folder.id)).length === 0) await rig.files.restore([there]);
			expect(await namesIn(rig, folder.id)).toEqual([there.name]);
		}
	},
	{
		name: 'emptyBin leaves nothing in the bin and everything outside',
		needs: ({ bin, emptiesBin }) => bin && emptiesBin,
		async run(rig) {
			const folder = await newFolder(rig);
			await rig.files.trash([await put(rig, folder, 'a.bin', fresh(5))]);
			const live = await put(rig, folder, 'b.bin', fresh(6));
			await rig.files.emptyBin();
			expect(await binned(rig)).toEqual([]);
			expect(await listed(rig, folder.id)).toMatchObject([{ id: live.id }]);
			await rig.files.emptyBin();
		}
	}
];
