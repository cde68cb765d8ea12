import { createHash } from 'node:crypto';
import { contentOf, readContent } from '../content';
import { paddedSha1 } from './sha1-block';
import type { OssPart, OssUpload } from './store';

/** HashContext is the state of a SHA-1 between two blocks. */
export interface HashContext {
	/** Five unsigned 32-bit words. */
	readonly words: readonly number[];
	/** Bits hashed so far, a multiple of 512. */
	readonly bits: bigint;
}

const NAMES = ['hash_type', 'h0', 'h1', 'h2', 'h3', 'h4', 'Nl', 'Nh', 'data', 'num'];

/**
 * parseContext reads an `x-oss-hash-ctx`: base64 of the JSON of a SHA-1 state, its fields in their
 * order and all texts (object-storage.md §6.3). Null if it is anything else.
 */
export function parseContext(value: string): HashContext | null {
	const fields = decode(value);
	const { hash_type, h0, h1, h2, h3, h4, Nl, Nh, data, num } = fields;
	const numbers = [h0, h1, h2, h3, h4, Nl, Nh];
	if (Object.keys(fields).join() !== NAMES.join()) return null;
	if (hash_type !== 'sha1' || data !== '' || num !== '0') return null;
	if (!numbers.every((text) => typeof text === 'string' && /^\d+$/.test(text))) return null;
	const words = numbers.map(Number);
	if (words.some((word) => word > 0xffff_ffff)) return null;
	const bits = (BigInt(words[6]!) << 32n) | BigInt(words[5]!);
	return bits % 512n === 0n ? { words: words.slice(0, 5), bits } : null;
}

/**
 * contextsHold says whether every part from the second on came with the very state of the SHA-1 after
 * all bytes before it: then OSS knows the SHA-1 of parts that arrived in any order.
 */
export async function contextsHold(upload: OssUpload, parts: readonly OssPart[]): Promise<boolean> {
	const asked = upload.withHashContext || parts.some(({ hashContext }) => hashContext !== null);
	if (!asked || parts.slice(1).some(({ hashContext }) => hashContext === null)) return false;
	const sha1 = createHash('sha1');
	let bits = 0n;
	for (const [index, { piece, hashContext }] of parts.entries()) {
		if (index > 0) {
			// Both end the same text in the same way, so equal digests mean equal states.
			const state = hashContext === null ? null : parseContext(hashContext);
			if (state?.bits !== bits) return false;
			if (paddedSha1(state.words, bits) !== sha1.copy().digest('hex')) return false;
		}
		if (index === parts.length - 1) break;
		for await (const chunk of readContent(contentOf([piece]))) sha1.update(chunk);
		bits += BigInt(piece.size) * 8n;
	}
	return true;
}

function decode(value: string): Readonly<Record<string, unknown>> {
	try {
		const decoded = JSON.parse(Buffer.from(value, 'base64').toString('utf8')) as unknown;
		return typeof decoded === 'object' && decoded !== null
			? (decoded as Record<string, unknown>)
			: {};
	} catch {
		return {};
	}
}
