/** Redact: what a log may say. Whatever could be a secret, a name or a place of this machine goes. */

const GONE = '***';

/** In this order: each works on what the ones before have left. */
const RULES: readonly (readonly [RegExp, string])[] = [
	// The path of a URL may name a file of somebody, its query a signature. The host may stay.
	[/\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/"'<>@]*@)?([^\s/"'<>?#]+)[^\s"'<>]*/gi, `$1$2/${GONE}`],
	[/\b(Bearer|Basic)\s+[^\s"',;]+/gi, `$1 ${GONE}`],
	[/\beyJ[\w-]+\.[\w-]*\.?[\w-]*/g, GONE],
	[/\b((?:X-Amz|x-oss)-[\w-]+)(["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s&;,"'<>]+)/gi, `$1$2${GONE}`],
	// Whole headers: what follows to the end of the line is theirs.
	[/\b((?:set-)?cookie|authorization)(["']?\s*[:=]\s*)[^\n]+/gi, `$1$2${GONE}`],
	[
		/((?:\w*(?:token|secret|passw(?:or)?d|passwd|pwd|signature|credential|session|accesskey\w*|sign|key)|UID|CID|SEID|KID|Expires)["']?\s*[:=]\s*)(?:"[^"]*"|'[^']*'|[^\s&;,"'<>]+)/gi,
		`$1${GONE}`
	],
	[/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, GONE],
	// Accounts in China go by the number of a phone.
	[/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)/g, GONE],
	// Of a place on this machine only the file's own name stays.
	[/(?<![\w.]|:(?=\/\/)|:\/)(?:[A-Za-z]:[\\/]|\\\\|~\/|\/)(?:[^\\/\n"'<>|:*?]*[\\/])+/g, '…/'],
	// Digests, keys and tokens without a label: nothing that people say is as long as that.
	[/(?=[\w+/=~-]*\d)[\w+/=~-]{24,}|[\w+/=~-]{48,}/g, GONE]
];

/** Longest text that is kept, in UTF-16 code units. */
const LONGEST = 300;
/** Longest text that is looked at: an answer of a storage host may be a page. */
const MOST_READ = 2_400;

/**
 * redact makes a text fit for a log that people pass on: queries of presigned URLs, tokens, cookies,
 * signatures, digests, names of accounts and folders of this machine become `***`.
 */
export function redact(text: string): string {
	// A short word of ours, as nearly all of them are.
	if (/^[a-z][a-z-]{0,23}$/.test(text)) return text;
	let clean = text;
	// Half a secret at the end would look like none.
	if (clean.length > MOST_READ) clean = clean.slice(0, MOST_READ).replace(/\S*$/, '…');
	for (const [pattern, replacement] of RULES) clean = clean.replace(pattern, replacement);
	return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}
