import { expect } from 'vitest';
import { ROOT } from '../../src/lib/drives/drive';
import { entriesOf, expectCode, fresh, makeFolder, open, upload, type Check } from './rig';

/** Checks of what does not send bytes: account, folders, names, cancellation. */
export const BROWSE_CHECKS: readonly Check[] = [
	{
		name: 'account tells who it is and how full',
		async run({ drive }) {
			const { uid, name, spaceUsed, spaceTotal } = await drive.account();
			expect(uid).toMatch(/^\w+$/);
			expect(name).not.toBe('');
			expect(spaceUsed).toBeGreaterThanOrEqual(0);
			expect(spaceTotal).toBeGreaterThan(0);
		}
	},
	{
		name: 'a folder is made once, whoever asks again',
		async run(rig) {
			const folder = await makeFolder(rig);
			expect(folder).toMatchObject({ kind: 'folder', folderId: ROOT });
			const inner = await rig.drive.createFolder(folder.id, 'inner');
			expect(await rig.drive.createFolder(folder.id, 'inner')).toMatchObject({ id: inner.id });
			expect(await entriesOf(rig, folder.id)).toMatchObject([
				{ id: inner.id, name: 'inner', kind: 'folder', folderId: folder.id, size: 0 }
			]);
		}
	},
	{
		name: 'an empty folder is one empty page',
		async run(rig) {
			const folder = await makeFolder(rig);
			const page = await rig.drive.list(folder.id);
			expect(page.entries).toEqual([]);
			expect(page.next).toBeUndefined();
		}
	},
	{
		name: 'paging shows each of 101 entries once',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(64);
			await upload(rig, folder, bytes, { name: '0.bin' });
			for (let n = 1; n <= 100; n++) {
				expect((await open(rig, folder, bytes, { name: `${n}.bin` })).kind).toBe('instant');
			}
			const entries = await entriesOf(rig, folder.id);
			expect(new Set(entries.map(({ name }) => name)).size).toBe(101);
			expect(new Set(entries.map(({ id }) => id)).size).toBe(101);
			expect(entries).toHaveLength(101);
		}
	},
	{
		name: 'a bad name is refused before anything is sent',
		async run(rig) {
			const folder = await makeFolder(rig);
			const { maxLength, forbidden } = rig.drive.traits.names;
			const bad = [...forbidden].map((char) => `a${char}b`);
			for (const name of [...bad, '   ', 'x'.repeat(maxLength + 1)]) {
				await expectCode(open(rig, folder, fresh(1), { name }), 'name-refused');
				await expectCode(rig.drive.createFolder(folder.id, name), 'name-refused');
			}
			expect(await entriesOf(rig, folder.id)).toEqual([]);
		}
	},
	{
		name: 'unusual names arrive as they are',
		async run(rig) {
			const folder = await makeFolder(rig);
			for (const name of [
				'影片 (2026) 第一集.mkv',
				"it's 100%+#&=.txt",
				'🎬.bin',
				'no extension'
			]) {
				const file = await upload(rig, folder, fresh(3), { name });
				expect(file.name).toBe(name);
				expect((await entriesOf(rig, folder.id)).map((entry) => entry.name)).toContain(name);
			}
		}
	},
	{
		name: 'a signal that aborts rejects at once',
		async run({ drive }) {
			const before = new AbortController();
			before.abort();
			const during = new AbortController();
			const calls = [
				drive.account({ signal: before.signal }),
				drive.list(ROOT, undefined, { signal: before.signal }),
				drive.list(ROOT, undefined, { signal: during.signal }),
				drive.createFolder(ROOT, 'never made', { signal: during.signal })
			].map((call) => call.then(String, (error: Error) => error.name));
			during.abort();
			expect(await Promise.all(calls)).toEqual(Array(4).fill('AbortError'));
		}
	}
];
