import { expect } from 'vitest';
import { ROOT } from '../../../src/lib/drives/drive';
import { expectCode, fresh, rejection } from '../rig';
import {
	entryNamed,
	goneEntry,
	listed,
	make,
	namesIn,
	newFolder,
	put,
	type FileCheck
} from './file-rig';

/** Checks of new folders, new names and new places. */
export const CHANGE_CHECKS: readonly FileCheck[] = [
	{
		name: 'makeFolder makes a folder, and says name-taken for one that is there',
		async run(rig) {
			const folder = await newFolder(rig);
			const made = await rig.files.makeFolder(folder.id, '照片 (2026)');
			expect(made).toMatchObject({ name: '照片 (2026)', kind: 'folder', folderId: folder.id });
			await expectCode(rig.files.makeFolder(folder.id, '照片 (2026)'), 'name-taken');
			expect(await listed(rig, folder.id)).toMatchObject([{ id: made.id, name: made.name }]);
		}
	},
	{
		name: 'rename gives a file or folder its new name and leaves all else',
		async run(rig) {
			const folder = await newFolder(rig);
			const bytes = fresh(50);
			const file = await put(rig, folder, 'before.bin', bytes);
			const inner = await newFolder(rig, folder.id, 'old');
			await put(rig, inner, 'b.bin', fresh(3));
			const { id, size, digests } = file;
			for (const name of ['after.bin', '之后 100%+#&=.bin', '🎬.bin']) {
				const renamed = await rig.files.rename(file, name);
				expect(renamed).toMatchObject({ id, name, size, kind: 'file', folderId: folder.id });
				expect(await entryNamed(rig, folder.id, name)).toMatchObject({ id, size, digests });
			}
			const renamed = await rig.files.rename(inner, '新文件夹');
			expect(renamed).toMatchObject({ id: inner.id, name: '新文件夹', kind: 'folder' });
			expect(await namesIn(rig, folder.id)).toEqual(['新文件夹', '🎬.bin'].sort());
			expect(await namesIn(rig, inner.id)).toEqual(['b.bin']);
			const stored = await rig.content({ ...file, name: '🎬.bin' }, folder.name);
			expect(stored && Buffer.compare(stored, bytes)).toBe(0);
		}
	},
	{
		name: 'rename to a name that is taken is name-taken and changes nothing',
		needs: ({ twins }) => !twins,
		async run(rig) {
			const folder = await newFolder(rig);
			const bytes = fresh(5);
			const file = await put(rig, folder, 'a.bin', bytes);
			await make(rig, folder, 'b.bin', bytes);
			const inner = await newFolder(rig, folder.id, 'inner');
			await newFolder(rig, folder.id, 'other');
			await expectCode(rig.files.rename(file, 'b.bin'), 'name-taken');
			await expectCode(rig.files.rename(inner, 'other'), 'name-taken');
			expect(await namesIn(rig, folder.id)).toEqual(['a.bin', 'b.bin', 'inner', 'other']);
		}
	},
	{
		name: 'where names may repeat, a file can be renamed to one that is there',
		needs: ({ twins }) => twins,
		async run(rig) {
			const folder = await newFolder(rig);
			const bytes = fresh(5);
			const file = await put(rig, folder, 'a.bin', bytes);
			await make(rig, folder, 'b.bin', bytes);
			expect(await rig.files.rename(file, 'b.bin')).toMatchObject({ id: file.id, name: 'b.bin' });
			expect(await namesIn(rig, folder.id)).toEqual(['b.bin', 'b.bin']);
		}
	},
	{
		name: 'a file keeps its extension where the drive wants that, and may change it elsewhere',
		async run(rig) {
			const folder = await newFolder(rig);
			const file = await put(rig, folder, 'a.bin', fresh(5));
			if (rig.drive.traits.files.keepsExtension) {
				await expectCode(rig.files.rename(file, 'a.txt'), 'name-refused');
				await expectCode(rig.files.rename(file, 'a'), 'name-refused');
				expect(await namesIn(rig, folder.id)).toEqual(['a.bin']);
				return;
			}
			expect(await rig.files.rename(file, 'b.txt')).toMatchObject({ id: file.id });
			expect(await rig.files.rename(file, 'c')).toMatchObject({ id: file.id, name: 'c' });
		}
	},
	{
		name: 'a bad name is name-refused and changes nothing',
		async run(rig) {
			const folder = await newFolder(rig);
			const file = await put(rig, folder, 'a.bin', fresh(5));
			const { maxLength, forbidden } = rig.drive.traits.names;
			const bad = [...forbidden].map((char) => `a${char}b.bin`);
			for (const name of [...bad, '   ', `${'x'.repeat(maxLength)}.bin`]) {
				await expectCode(rig.files.rename(file, name), 'name-refused');
				await expectCode(rig.files.makeFolder(folder.id, name), 'name-refused');
			}
			expect(await namesIn(rig, folder.id)).toEqual(['a.bin']);
		}
	},
	{
		name: 'move takes several entries along with all they hold, and keeps their ids',
		async run(rig) {
			const [from, to] = [await newFolder(rig), await newFolder(rig)];
			const bytes = fresh(60);
			const file = await put(rig, from, 'a.bin', bytes);
			await make(rig, from, 'stays.bin', bytes);
			const inner = await newFolder(rig, from.id, '里面');
			const deep = await put(rig, inner, 'deep.bin', fresh(4));
			await rig.files.move([file, inner], to.id);
			expect(await namesIn(rig, from.id)).toEqual(['stays.bin']);
			const moved = await listed(rig, to.id);
			expect(moved.map(({ id }) => id)).toEqual([inner.id, file.id]);
			for (const { folderId } of moved) expect(folderId).toBe(to.id);
			expect(await listed(rig, inner.id)).toMatchObject([{ id: deep.id, folderId: inner.id }]);
			expect(await rig.files.path(inner.id)).toMatchObject([{ id: to.id }, { id: inner.id }]);
			const stored = await rig.content(file, to.name);
			expect(stored && Buffer.compare(stored, bytes)).toBe(0);
			await rig.files.move([inner], ROOT);
			expect(await rig.files.path(inner.id)).toMatchObject([{ id: inner.id }]);
		}
	},
	{
		name: 'move to where the name is taken loses nothing',
		async run(rig) {
			const [from, to] = [await newFolder(rig), await newFolder(rig)];
			const file = await put(rig, from, 'a.bin', fresh(6));
			const there = await put(rig, to, 'a.bin', fresh(7));
			const outcome = await rig.files.move([file], to.id).then(
				() => 'moved',
				(error: unknown) => error
			);
			const sizes = (await listed(rig, to.id)).map(({ size }) => size).sort();
			expect((await listed(rig, to.id)).map(({ id }) => id)).toContain(there.id);
			if (outcome === 'moved') {
				expect(sizes).toEqual([6, 7]);
				expect(await namesIn(rig, from.id)).toEqual([]);
				return;
			}
			expect(rig.drive.traits.files.twins).toBe(false);
			expect(outcome).toMatchObject({ code: 'name-taken' });
			expect(sizes).toEqual([7]);
			expect(await namesIn(rig, from.id)).toEqual(['a.bin']);
		}
	},
	{
		name: 'move to a folder that is not there is folder-missing and moves nothing',
		async run(rig) {
			const folder = await newFolder(rig);
			const file = await put(rig, folder, 'a.bin', fresh(5));
			const gone = await newFolder(rig);
			await rig.files.trash([gone]);
			for (const id of [`${folder.id}7`, gone.id])
				await expectCode(rig.files.move([file], id), 'folder-missing');
			expect(await namesIn(rig, folder.id)).toEqual(['a.bin']);
		}
	},
	{
		name: 'a folder moves neither into itself nor below itself',
		async run(rig) {
			const outer = await newFolder(rig);
			const inner = await newFolder(rig, outer.id, 'inner');
			for (const target of [outer, inner]) {
				const { recovery } = await rejection(rig.files.move([outer], target.id));
				expect(recovery).not.toBe('retry');
			}
			expect(await rig.files.path(inner.id)).toMatchObject([{ id: outer.id }, { id: inner.id }]);
			expect((await listed(rig, ROOT)).map(({ id }) => id)).toContain(outer.id);
		}
	},
	{
		name: 'what is gone is file-missing',
		needs: ({ bin }) => bin,
		async run(rig) {
			const folder = await newFolder(rig);
			const gone = await goneEntry(rig, await put(rig, folder, 'gone.bin', fresh(5)));
			await expectCode(rig.files.rename(gone, 'still gone.bin'), 'file-missing');
			await expectCode(rig.files.details(gone), 'file-missing');
			await expectCode(rig.files.restore([gone]), 'file-missing');
			if (rig.drive.traits.files.links) await expectCode(rig.files.link(gone), 'file-missing');
		}
	}
];
