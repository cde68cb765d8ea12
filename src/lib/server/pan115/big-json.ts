/** Integers of so many digits may be above 2^53, where JSON.parse would change them. */
const DIGITS = 16;

/** Strings, so that nothing inside them is touched, and whole numbers with fraction and exponent. */
const TOKENS = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG = new RegExp(`^-?\\d{${DIGITS},}$`);

/**
 * parseBigJson is JSON.parse, but integers of 16 or more digits come as text: 115's ids exceed 2^53
 * and are sometimes sent as numbers. Throws SyntaxError as JSON.parse does. 115.md §3
 */
export function parseBigJson(text: string): unknown {
	return JSON.parse(text.replace(TOKENS, (token) => (LONG.test(token) ? `"${token}"` : token)));
}
