/** What the admin calls `seed` and `content` have in common for all drives. */
import { readContent, type Content } from '../content';
import type { Reply } from '../http/exchange';
import { AdminError } from './admin-error';
import { generate } from './generate';
import { countFrom } from './numbered';

/** Seed: files that shall be there, all of the same bytes. */
export interface Seed {
	/** As drives name their accounts; null: the first one. */
	readonly account: string | null;
	readonly folders: readonly string[];
	readonly name: string;
	/** How many files under numbered names; undefined: one, of just this name. */
	readonly count: number | undefined;
	readonly bytes: AsyncIterable<Uint8Array>;
}

/** seedFrom reads what was asked for; AdminError says what is wrong with it. */
export function seedFrom(asked: Readonly<Record<string, unknown>>): Seed {
	const { path, size } = asked;
	const folders = typeof path === 'string' ? segmentsOf(path) : [];
	const name = folders.pop();
	if (!name) throw new AdminError(400, '"path" is like "/folder/name"');
	if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
		throw new AdminError(400, '"size" is a whole number of bytes');
	return {
		account: asked.account === undefined ? null : String(asked.account),
		folders,
		name,
		count: countFrom(asked),
		bytes: streamOf(size, String(asked.seed ?? 1))
	};
}

async function* streamOf(size: number, seed: string) {
	yield* generate(size, seed);
}

export function segmentsOf(path: string): string[] {
	return path.split('/').filter((segment) => segment !== '');
}

/** contentReply gives the bytes of a file; an AdminError where there is none. */
export function contentReply(
	file: { readonly size: number; readonly content: Content | null } | undefined,
	path: string
): Reply {
	if (!file?.content) throw new AdminError(404, `no file at ${path}`);
	return {
		status: 200,
		headers: {
			'content-type': 'application/octet-stream',
			'content-length': String(file.size)
		},
		body: readContent(file.content)
	};
}
