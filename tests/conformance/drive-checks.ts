import { afterAll, beforeAll, describe, test } from 'vitest';
import { BROWSE_CHECKS } from './browse-checks';
import { CONFLICT_CHECKS } from './conflict-checks';
import { FILE_CHECKS } from './file-checks';
import type { FileRig } from './files/file-rig';
import { PROOF_CHECKS } from './proof-checks';
import { RESUME_CHECKS } from './resume-checks';
import type { Check, Rig } from './rig';
import { UPLOAD_CHECKS } from './upload-checks';

/** CHECKS: all that a Drive keeps. Each one stands alone, in a folder of its own. */
export const CHECKS: readonly Check[] = [
	...BROWSE_CHECKS,
	...UPLOAD_CHECKS,
	...PROOF_CHECKS,
	...CONFLICT_CHECKS,
	...RESUME_CHECKS
];

/** checkNamed finds a check, so that a test can run it against a Drive that lies. */
export function checkNamed(name: string): Check {
	const check = CHECKS.find((one) => one.name === name);
	if (check) return check;
	throw new Error(`no check named "${name}"`);
}

/**
 * describeDrive runs every check against one Drive, those of `files` too where its Rig has them and
 * its traits promise what they need. Adding a Drive is one call of this.
 */
export function describeDrive(name: string, setUp: () => Promise<Rig>): void {
	describe(name, () => {
		let rig: Rig;
		beforeAll(async () => {
			rig = await setUp();
		});
		afterAll(() => rig.close());
		for (const check of CHECKS) test(check.name, () => check.run(rig), LIMIT_MS);
		describe('files', () => {
			for (const { name, needs, run } of FILE_CHECKS) {
				test(name, { timeout: LIMIT_MS }, async ({ skip }) => {
					if (!hasFiles(rig)) return skip('no file actions here');
					if (needs?.(rig.drive.traits.files) === false) return skip('not among its traits');
					await run(rig);
				});
			}
		});
	});
}

const LIMIT_MS = 30_000;

function hasFiles(rig: Rig): rig is FileRig {
	return rig.files !== undefined;
}
