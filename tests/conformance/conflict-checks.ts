import { expect } from 'vitest';
import {
	digestsOf,
	entriesOf,
	expectDigests,
	expectFile,
	fresh,
	makeFolder,
	open,
	upload,
	type Check,
	type Rig
} from './rig';

const asks = (conflict: 'ask' | 'skip' | 'skip-identical'): Check => ({
	name: `a taken name is told, and the old file stays: ${conflict}`,
	async run(rig: Rig) {
		const folder = await makeFolder(rig);
		const old = fresh(40);
		const file = await upload(rig, folder, old);
		const opening = await open(rig, folder, fresh(50), { conflict });
		if (opening.kind !== 'conflict') return expect.fail(`conflict, not ${opening.kind}`);
		// What is in the way may be unknown, but must not be wrong.
		expect(opening.existing.size ?? old.length).toBe(old.length);
		expectDigests(opening.existing.digests, old);
		await expectFile(rig, folder, file, old);
		expect(await entriesOf(rig, folder.id)).toHaveLength(1);
	}
});

/** Checks of uploading under a name that is taken. */
export const CONFLICT_CHECKS: readonly Check[] = [
	asks('ask'),
	asks('skip'),
	asks('skip-identical'),
	{
		name: 'keep both leaves the old file and adds the new one beside it',
		async run(rig) {
			const { conflicts } = rig.drive.traits;
			if (!conflicts.includes('keep-both')) return expect(conflicts).not.toContain('keep-both');
			const folder = await makeFolder(rig);
			const [old, parts] = [fresh(40), fresh(2 * rig.partSize + 1)];
			const file = await upload(rig, folder, old);
			const added = await upload(rig, folder, parts, { conflict: 'keep-both' });
			expect(added.id).not.toBe(file.id);
			expect(added.name).not.toBe('a.bin');
			await expectFile(rig, folder, file, old);
			await expectFile(rig, folder, added, parts, added.name);
		}
	},
	{
		name: 'overwrite leaves one file, the new one',
		async run(rig) {
			const { conflicts } = rig.drive.traits;
			if (!conflicts.includes('overwrite')) return expect(conflicts).not.toContain('overwrite');
			const folder = await makeFolder(rig);
			await upload(rig, folder, fresh(40));
			const bytes = fresh(rig.partSize + 9);
			const file = await upload(rig, folder, bytes, { conflict: 'overwrite' });
			await expectFile(rig, folder, file, bytes);
			expect(await entriesOf(rig, folder.id)).toHaveLength(1);
		}
	},
	{
		name: 'a file that an opening made at once is found, and no other one is made',
		async run(rig) {
			const { findOpened } = rig.drive;
			if (!findOpened) return expect(rig.drive).not.toHaveProperty('findOpened');
			const bytes = fresh(70);
			await upload(rig, await makeFolder(rig), bytes);
			const folder = await makeFolder(rig);
			const taken = await upload(rig, folder, fresh(40));
			const { id: folderId } = folder;
			const conflict = 'keep-both';
			const draft = { folderId, name: taken.name, size: bytes.length, conflict } as const;
			expect(await findOpened(draft, digestsOf(bytes))).toBeUndefined();
			const opening = await open(rig, folder, bytes, { conflict });
			if (opening.kind !== 'instant') return expect.fail(`instant, not ${opening.kind}`);
			expect(await findOpened(draft, digestsOf(bytes))).toMatchObject({ id: opening.file.id });
			expect(await entriesOf(rig, folderId)).toHaveLength(2);
		}
	},
	{
		name: 'the same file again is no second file',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(60);
			const file = await upload(rig, folder, bytes);
			const opening = await open(rig, folder, bytes);
			expect(['instant', 'conflict']).toContain(opening.kind);
			await expectFile(rig, folder, file, bytes);
			expect(await entriesOf(rig, folder.id)).toHaveLength(1);
		}
	}
];
