const RULES: readonly (readonly [RegExp, string])[] = [
	[/\bBearer\s+[^\s"',]+/gi, 'Bearer ***'],
	[/\beyJ[\w-]+\.[\w-]*\.?[\w-]*/g, '***'],
	// The query of a URL is where presigned requests keep their signature.
	[/(https?:\/\/[^\s"'?<>]+)\?[^\s"'<>]*/gi, '$1?***'],
	[/\b(X-Amz-[\w-]+|key|token|signature)=[^\s&"'<>]+/gi, '$1=***'],
	// A session of 115 is four cookies, and OSS calls its parameters in its own ways. 115.md §4.1
	[/\b(UID|CID|SEID|KID|OSSAccessKeyId|Expires|x-oss-[\w-]+)=[^\s;,"'&<>]+/g, '$1=***'],
	[
		/("?(?:password|passwd|pwd|token|authorization|cookie)"?\s*[:=]\s*)("[^"]*"|[^\s,;}&]+)/gi,
		'$1***'
	]
];

const LONGEST = 500;

/**
 * redact makes a text fit for a person and a log: tokens, passwords and presigned queries become
 * `***`, and so does every text in `secrets`. At most 500 characters.
 */
export function redact(text: string, secrets: readonly (string | undefined)[] = []): string {
	let clean = text;
	for (const secret of secrets) if (secret) clean = clean.replaceAll(secret, '***');
	for (const [pattern, replacement] of RULES) clean = clean.replace(pattern, replacement);
	return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}
