import { BIN_CHECKS } from './files/bin-checks';
import { CHANGE_CHECKS } from './files/change-checks';
import { COPY_CHECKS } from './files/copy-checks';
import type { FileCheck } from './files/file-rig';
import { GIVE_CHECKS } from './files/give-checks';
import { LOOK_CHECKS } from './files/look-checks';

/**
 * FILE_CHECKS: all that FileActions keep, as far as a drive's traits promise it. Each one stands
 * alone, in folders of its own. To run them for one flavour, give its Rig `files` and run its test
 * file with `-t files`.
 */
export const FILE_CHECKS: readonly FileCheck[] = [
	...LOOK_CHECKS,
	...CHANGE_CHECKS,
	...COPY_CHECKS,
	...BIN_CHECKS,
	...GIVE_CHECKS
];

/** fileCheckNamed finds a check, so that a test can run it against FileActions that lie. */
export function fileCheckNamed(name: string): FileCheck {
	const check = FILE_CHECKS.find((one) => one.name === name);
	if (check) return check;
	throw new Error(`no file check named "${name}"`);
}
