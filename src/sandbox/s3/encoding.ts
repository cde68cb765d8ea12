/** Pair is one query parameter, decoded. */
export type Pair = readonly [name: string, value: string];

/** encode percent-encodes as SigV4 asks: all but `A-Z a-z 0-9 - . _ ~`, upper-case hex. */
export function encode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(char) => '%' + char.charCodeAt(0).toString(16).toUpperCase()
	);
}

/** encodePath encodes each segment of a decoded path and keeps its slashes. */
export function encodePath(path: string): string {
	return path.split('/').map(encode).join('/');
}

/** decodeQuery reads a raw query in its order; a plus is a space. Throws URIError on bad escapes. */
export function decodeQuery(raw: string): readonly Pair[] {
	return raw
		.split('&')
		.filter((item) => item !== '')
		.map((item) => {
			const at = item.indexOf('=');
			const name = at < 0 ? item : item.slice(0, at);
			return [decode(name), at < 0 ? '' : decode(item.slice(at + 1))];
		});
}

/** canonicalQuery writes pairs encoded and sorted by encoded name, then value; empty values keep `=`. */
export function canonicalQuery(pairs: readonly Pair[]): string {
	return pairs
		.map(([name, value]): Pair => [encode(name), encode(value)])
		.sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
		.map(([name, value]) => `${name}=${value}`)
		.join('&');
}

function decode(text: string): string {
	return decodeURIComponent(text.replaceAll('+', ' '));
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
