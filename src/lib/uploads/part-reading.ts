/**
 * Part reading: a part's own digest, from bytes that are the ones that were hashed. Firefox reads new
 * bytes through an old File without a word, so nobody's name or date for a file is trusted here.
 */
import type { Session } from '../drives/drive';
import { sameStripes, wholeStripes, type Stripes } from '../kernel/stripes';
import type { HashedPart } from '../hashing/hasher';
import { TransferError } from '../kernel/errors';
import { partRange } from './parts';
import type { Tools } from './tools';

export interface PartReading {
	readonly session: Session;
	/** Of the hashing pass. */
	readonly stripes: Stripes;
	readonly signal: AbortSignal;
}

/**
 * readPart reads part `number` of `file`. Rejects with `source-changed` when these are not the bytes
 * that the file's digests are of. `copy`: give the bytes too, to send exactly those.
 */
export async function readPart(
	file: Blob,
	number: number,
	{ session, stripes, signal }: PartReading,
	tools: Pick<Tools, 'partHasher'>,
	copy = false
): Promise<HashedPart> {
	const range = partRange(number, session.partSize, file.size);
	const read = await tools.partHasher.hashPart(file, range, { signal, copy });
	if (read.md5 === '') throw new TransferError('unexpected', { detail: 'no part digest' });
	const { start } = wholeStripes(range, file.size);
	if (sameStripes(stripes, read.stripes, start)) return read;
	throw new TransferError('source-changed', { detail: `part ${number}` });
}
