import { contentOf, readContent } from '../content';
import { Sha1State } from './sha1-state';
import type { OssPart, OssUpload } from './store';

const NAMES = ['hash_type', 'h0', 'h1', 'h2', 'h3', 'h4', 'Nl', 'Nh', 'data', 'num'];

/**
 * parseContext reads an `x-oss-hash-ctx`: base64 of the JSON of a SHA-1 state, its fields in their
 * order (object-storage.md §6.3). Null if it is anything else.
 */
export function parseContext(value: string): Readonly<Record<string, string>> | null {
	try {
		const context = JSON.parse(Buffer.from(value, 'base64').toString('utf8')) as unknown;
		if (typeof context !== 'object' || context === null) return null;
		const fields = context as Record<string, unknown>;
		if (Object.keys(fields).join() !== NAMES.join()) return null;
		if (Object.values(fields).some((field) => typeof field !== 'string')) return null;
		return fields.hash_type === 'sha1' ? (fields as Record<string, string>) : null;
	} catch {
		return null;
	}
}

/** contextOf writes the state as the header has it. */
export function contextOf(state: Sha1State): string {
	const bits = BigInt(state.length) * 8n;
	const [h0, h1, h2, h3, h4] = [...state.words].map(String);
	const [Nl, Nh] = [String(bits & 0xffff_ffffn), String(bits >> 32n)];
	const context = { hash_type: 'sha1', h0, h1, h2, h3, h4, Nl, Nh, data: '', num: '0' };
	return Buffer.from(JSON.stringify(context)).toString('base64');
}

/**
 * contextsHold says whether every part from the second on came with the very state of the SHA-1 after
 * all bytes before it: then OSS knows the SHA-1 of parts that arrived in any order.
 */
export async function contextsHold(upload: OssUpload, parts: readonly OssPart[]): Promise<boolean> {
	const asked = upload.withHashContext || parts.some(({ hashContext }) => hashContext !== null);
	if (!asked || parts.slice(1).some(({ hashContext }) => hashContext === null)) return false;
	const state = new Sha1State();
	for (const [index, { piece, hashContext }] of parts.entries()) {
		if (index > 0 && (state.length % 64 !== 0 || hashContext !== contextOf(state))) return false;
		if (index === parts.length - 1) break;
		for await (const chunk of readContent(contentOf([piece]))) state.update(chunk);
	}
	return true;
}
