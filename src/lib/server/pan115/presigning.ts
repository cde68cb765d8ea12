import type { WirePresignedPart } from '../../drives/wire';
import { TransferError } from '../../kernel/errors';
import type { Doors } from '../backend';
import { trafficLimit } from '../oss/traffic-limit';
import { callbackQuery } from './callback';
import type { SessionSecret } from './session';
import type { Storage } from './storage';

const LIFE_MS = 15 * 60_000;

/**
 * presign gives PUT URLs that need no header. A single PUT carries the callback: it is the commit.
 * URLs end with the credentials that signed them. `rate`, in bytes per second, is signed as the limit
 * of each request. 115.md §7.2, object-storage.md §3.2, §4.2, §6.2
 */
export async function presign(
	{ clock }: Pick<Doors, 'clock'>,
	storage: Storage,
	session: SessionSecret,
	numbers: readonly number[],
	rate?: number
): Promise<readonly WirePresignedPart[]> {
	const { endpoint, bucket, object, uploadId, parts, mode } = session;
	if (numbers.some((number) => number > parts)) {
		throw new TransferError('bad-request', { detail: `a part number above ${parts}` });
	}
	const keys = await storage.keeper.keys(session.sts);
	const now = clock.now();
	const expiresIn = Math.min(LIFE_MS, keys.expiresAt - now);
	const signer = storage.signer(endpoint);
	return Promise.all(
		numbers.map(async (number) => {
			const what =
				mode === 'single' ? callbackQuery(session) : { partNumber: String(number), uploadId };
			const query = { ...what, ...(rate !== undefined && trafficLimit(rate)) };
			const request = { method: 'PUT', target: { endpoint, bucket, object }, query } as const;
			const life = Math.max(1, Math.ceil(expiresIn / 1000));
			const url = await signer.presign(request, keys, now, life);
			return { number, method: 'PUT', url, headers: {}, expiresIn } as const;
		})
	);
}
