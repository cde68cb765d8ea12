import * as v from 'valibot';
import { TransferError } from '../../../kernel/errors';

/** cookiesSchema: the cookies that are a session. Old sessions have no KID. 115.md §4.1 */
export const cookiesSchema = v.object({
	UID: v.pipe(v.string(), v.regex(/^\d+_\w+_\d+$/)),
	CID: v.pipe(v.string(), v.regex(/^\w{8,512}$/)),
	SEID: v.pipe(v.string(), v.regex(/^\w{8,512}$/)),
	KID: v.exactOptional(v.pipe(v.string(), v.regex(/^\w{8,512}$/)))
});
export type Cookies = Readonly<v.InferOutput<typeof cookiesSchema>>;

const NAMES = ['UID', 'CID', 'SEID', 'KID'] as const;

/**
 * readCookies finds a session in what a person pasted: a whole header, a table of developer tools,
 * JSON, or only the pairs, in any order. Rejects `signed-out` naming what is missing or cut.
 */
export function readCookies(pasted: string): Cookies {
	const found: Partial<Record<(typeof NAMES)[number], string>> = {};
	for (const name of NAMES) {
		const pair = new RegExp(`(?<![\\w-])${name}["']?(?:\\s*[=:]\\s*|\\t\\s*)["']?([^\\s;,"'}&]+)`);
		const value = pair.exec(pasted)?.[1];
		if (value !== undefined) found[name] = value;
	}
	const read = v.safeParse(cookiesSchema, found);
	if (read.success) return read.output;
	const name = v.getDotPath(read.issues[0]) as (typeof NAMES)[number];
	const problem = found[name] === undefined ? 'is missing' : 'is not in its form';
	throw new TransferError('signed-out', { detail: `${name} ${problem} in the cookie` });
}

/** cookieHeader writes a session as a request carries it. */
export function cookieHeader(cookies: Cookies): string {
	return NAMES.filter((name) => cookies[name] !== undefined)
		.map((name) => `${name}=${cookies[name]}`)
		.join('; ');
}
