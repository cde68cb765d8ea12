import type { Clock } from '../../lib/kernel/clock';
import type { Exchange } from '../http/exchange';
import { Link } from '../link';
import { invalidArgument } from './errors';

const NAME = 'x-oss-traffic-limit';
const [LOWEST, HIGHEST] = [245_760, 838_860_800];

/** trafficLimit reads `x-oss-traffic-limit`, header or query, in bits per second (§6.2); null: none. */
export function trafficLimit({ headers, query }: Exchange): number | null {
	const text = headers[NAME] ?? query.get(NAME);
	if (text === null) return null;
	const limit = Number(text);
	if (!/^\d+$/.test(String(text)) || limit < LOWEST || limit > HIGHEST)
		throw invalidArgument(NAME, String(text), `${NAME} is from ${LOWEST} to ${HIGHEST}.`);
	return limit;
}

/** paced passes `bytes` on no faster than the request asked for. Throws OssError on a bad limit. */
export function paced(
	exchange: Exchange,
	clock: Clock,
	bytes: AsyncIterable<Uint8Array>
): AsyncIterable<Uint8Array> {
	const limit = trafficLimit(exchange);
	if (limit === null) return bytes;
	const link = new Link(clock);
	link.shape({ bytesPerSecond: limit / 8 });
	// A client that goes away ends the bytes themselves.
	return link.carry(bytes, new AbortController().signal);
}
