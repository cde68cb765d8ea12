/** Bits per second that a request to OSS may be held to; older texts name the higher of two lowest. */
const [LEAST, MOST] = [819_200, 838_860_800];

/**
 * trafficLimit gives the query that holds one request to a rate, bytes per second, as near as OSS
 * can. It has to be signed. object-storage.md §6.2
 */
export function trafficLimit(rate: number): { readonly 'x-oss-traffic-limit': string } {
	const bits = Math.min(MOST, Math.max(LEAST, Math.round(rate * 8)));
	return { 'x-oss-traffic-limit': String(bits) };
}
