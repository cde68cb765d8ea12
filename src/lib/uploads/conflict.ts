/** Conflict: whether a file that has the name already is the same one, and what an answer then means. */
import type { ConflictPolicy, Digests, Existing } from '../drives/drive';
import type { UploadEvent } from './transition';
import type { Upload } from './upload';

/**
 * isIdentical tells whether what has the name already is the same file, by size and then by a digest
 * that both sides know; undefined when the drive tells too little.
 */
export function isIdentical(
	existing: Existing,
	{ size, digests }: { readonly size: number; readonly digests: Digests | undefined }
): boolean | undefined {
	if (existing.size !== undefined && existing.size !== size) return false;
	for (const kind of ['sha1', 'md5'] as const) {
		const theirs = existing.digests?.[kind];
		const ours = digests?.[kind];
		if (theirs !== undefined && ours !== undefined) return theirs === ours;
	}
	return undefined;
}

/**
 * answerEvent is what an answer makes of a row that waits for `conflict`. Undefined for others, and
 * for `skip-identical` where the files differ or nobody can tell: that stays a question.
 */
export function answerEvent(
	{ status, identity, digests }: Upload,
	policy: Exclude<ConflictPolicy, 'ask'>
): UploadEvent | undefined {
	if (status.state !== 'waiting' || status.cause !== 'conflict') return undefined;
	if (policy === 'skip') return { type: 'skipped' };
	if (policy !== 'skip-identical') return { type: 'clear', causes: ['conflict'] };
	const identical = isIdentical(status.existing ?? {}, { size: identity.size, digests });
	return identical === true ? { type: 'skipped' } : undefined;
}
