import { expect } from 'vitest';
import {
	ask,
	entriesOf,
	expectFile,
	fresh,
	makeFolder,
	open,
	proofOf,
	upload,
	type Check
} from './rig';

/** Checks of content that a drive wants proven before it gives it away. */
export const PROOF_CHECKS: readonly Check[] = [
	{
		name: 'known content that must be proven is there at once with the proof, and not without',
		async run(rig) {
			const { provenFrom } = rig;
			if (provenFrom === undefined) return expect(provenFrom).toBeUndefined();
			const folder = await makeFolder(rig);
			const bytes = fresh(provenFrom + 1);
			await upload(rig, folder, bytes);
			const asked = await ask(rig, folder, bytes, { name: 'b.bin' });
			expect(asked.kind).toBe('challenge');
			expect(await entriesOf(rig, folder.id)).toHaveLength(1);
			const opening = await open(rig, folder, bytes, { name: 'b.bin' });
			if (opening.kind !== 'instant') return expect.fail(`instant, not ${opening.kind}`);
			await expectFile(rig, folder, opening.file, bytes, 'b.bin');
			expect(await entriesOf(rig, folder.id)).toHaveLength(2);
		}
	},
	{
		name: 'a wrong proof gives nothing away',
		async run(rig) {
			const { provenFrom } = rig;
			if (provenFrom === undefined) return expect(provenFrom).toBeUndefined();
			const folder = await makeFolder(rig);
			const bytes = fresh(provenFrom + 1);
			await upload(rig, folder, bytes);
			const asked = await ask(rig, folder, bytes, { name: 'b.bin' });
			if (asked.kind !== 'challenge') return expect.fail(`a challenge, not ${asked.kind}`);
			const wrong = proofOf(asked, fresh(bytes.length));
			const answer = await ask(rig, folder, bytes, { name: 'b.bin' }, wrong).then(
				({ kind }) => kind,
				(error: { code?: string }) => error.code
			);
			expect(['challenge', 'challenge-failed']).toContain(answer);
			expect(await entriesOf(rig, folder.id)).toHaveLength(1);
		}
	},
	{
		name: 'a proof is for one file alone',
		async run(rig) {
			const { provenFrom } = rig;
			if (provenFrom === undefined) return expect(provenFrom).toBeUndefined();
			const folder = await makeFolder(rig);
			const [bytes, other] = [fresh(provenFrom + 1), fresh(provenFrom + 2)];
			for (const [name, content] of Object.entries({ 'a.bin': bytes, 'b.bin': other })) {
				await upload(rig, folder, content, { name });
			}
			const asked = await ask(rig, folder, bytes, { name: 'c.bin' });
			if (asked.kind !== 'challenge') return expect.fail(`a challenge, not ${asked.kind}`);
			const proof = proofOf(asked, bytes);
			const answer = await ask(rig, folder, other, { name: 'c.bin' }, proof).then(
				({ kind }) => kind,
				(error: { code?: string }) => error.code
			);
			expect(['challenge', 'challenge-failed']).toContain(answer);
			expect(await entriesOf(rig, folder.id)).toHaveLength(2);
		}
	},
	{
		name: 'unknown content needs no proof',
		async run(rig) {
			const folder = await makeFolder(rig);
			// Long enough that chance can't repeat what another check has sent.
			const opening = await ask(rig, folder, fresh(Math.max(rig.provenFrom ?? 0, 64) + 1));
			expect(opening.kind).toBe('session');
		}
	}
];
