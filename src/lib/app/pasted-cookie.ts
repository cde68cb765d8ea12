/** Pasted cookie: 115's cookies as browsers and people write them. 115.md §4.1 */
const NEEDED = ['UID', 'CID', 'SEID'] as const;
/** Added later; old sessions work without it. */
const WELCOME = ['KID'] as const;

const COOKIE = /\b(UID|CID|SEID|KID)["']?\s*[=:\t]\s*["']?([\w%.-]+)/gi;

/** PastedCookie: the cookies in their one form, `UID=…; CID=…; SEID=…; KID=…`, and what lacks. */
export interface PastedCookie {
	readonly cookie: string;
	readonly missing: readonly string[];
}

/**
 * readCookie takes a `Cookie` header, one cookie a line, JSON, or the rows of developer tools.
 * Others than 115's four are left out: they have no business elsewhere.
 */
export function readCookie(text: string): PastedCookie {
	const found = new Map<string, string>();
	for (const [, name, value] of text.matchAll(COOKIE)) found.set(name!.toUpperCase(), value!);
	const names = [...NEEDED, ...WELCOME].filter((name) => found.has(name));
	return {
		cookie: names.map((name) => `${name}=${found.get(name)}`).join('; '),
		missing: NEEDED.filter((name) => !found.has(name))
	};
}
