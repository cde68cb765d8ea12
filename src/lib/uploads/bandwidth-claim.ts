/** What a part claims of the bandwidth, and how the relay is told what it was granted. */
import type { Drive, PresignedPart } from '../drives/drive';
import { RELAY_HEADERS } from '../drives/wire';
import type { ByteRange } from '../kernel/bytes';
import { KiB } from '../kernel/bytes';
import type { Claim } from './bandwidth';
import type { Tools } from './tools';
import { isRelayed } from './ways';

/** What lies in buffers on its way must get through before anybody thinks that the line is dead. */
const RELAYED = { least: 64 * KiB, most: Infinity, isAlone: false };
/** Nobody can hold the part back: it goes at the speed of the line. */
const UNHELD = { least: 1, most: Infinity, isAlone: true };

/** claimOf says by which way a part will go, and to what it can be held there. */
export function claimOf(
	{ traits }: Pick<Drive, 'traits'>,
	{ start, end }: ByteRange,
	{ ways }: Pick<Tools, 'ways'>
): Claim {
	const { partRate } = traits;
	const direct = partRate ? { ...partRate, isAlone: false } : UNHELD;
	const reach = () => (ways.likely(traits) === 'relay' ? RELAYED : direct);
	return { size: end - start, reach };
}

/** ratedHeaders adds what the relay needs to know. */
export function ratedHeaders(
	part: PresignedPart,
	rate: number | undefined
): Readonly<Record<string, string>> {
	if (rate === undefined || !isRelayed(part)) return part.headers;
	return { ...part.headers, [RELAY_HEADERS.rate]: String(Math.round(rate)) };
}
