import type { ErrorCode } from '../../src/lib/kernel/errors';
import type { Upload } from '../../src/lib/uploads/upload';
import type { Run } from './run';
import type { SimFile } from './sim-disk';

/** What no row may ever say: each would be a fault of ours. */
const NEVER: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	...(['unexpected', 'superseded', 'version-mismatch', 'digest-mismatch'] as const),
	...(['host-not-allowed', 'storage-blocked', 'permission-needed'] as const)
]);
/** What a drive may say of a request that was damaged on the way. */
const DAMAGED: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['bad-request', 'name-refused']);

/** untruthOf says what is wrong with what a row says of itself; undefined: it may be so. */
export function untruthOf(
	{ scenario, world }: Run,
	{ name, status }: Upload,
	file: SimFile | undefined
): string | undefined {
	if (status.state !== 'failed' && status.state !== 'waiting') return undefined;
	const { code } = status;
	// The person made it wait.
	if (code === undefined) return undefined;
	const says = `${name} says ${code} (${status.detail ?? ''})`;
	if (NEVER.has(code)) return says;
	const wasEdited = file === undefined || file.edits > 0;
	if (code === 'source-changed' || code === 'source-missing') {
		return wasEdited ? undefined : `${says}, but nobody touched its file`;
	}
	if (code === 'name-taken') return undefined;
	const { faults, happenings, trouble } = scenario;
	const isQuiet = faults.length + happenings.length + Object.keys(trouble).length === 0;
	if (isQuiet) return `${says}, but nothing went wrong`;
	if (DAMAGED.has(code) && !faults.some((fault) => fault.do.kind === 'corrupt')) return says;
	if (code === 'offline' && !happenings.some(({ kind }) => kind === 'offline')) {
		return world.network.offline ? undefined : `${says}, but the line was never down`;
	}
	return undefined;
}
