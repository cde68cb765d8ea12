/** Tools that a first visit needs none of: what hashes and what sends, loaded with the first file. */
import type { Hasher } from '../hashing/hasher';
import type { Clock } from '../kernel/clock';
import { late } from '../kernel/late';
import type { Transport } from '../transport/transport';

export interface HasherWishes {
	/** Workers at once. */
	readonly size: number;
	readonly clock: Clock;
	readonly createWorker: () => Worker;
}

/** lateHasher is a HashPool. */
export function lateHasher(wishes: HasherWishes): Hasher {
	const pool = late(async () => {
		const { HashPool } = await import('../hashing/hash-pool');
		return new HashPool(wishes);
	});
	return {
		digest: async (...about) => (await pool()).digest(...about),
		hashFile: async (...about) => (await pool()).hashFile(...about),
		hashPart: async (...about) => (await pool()).hashPart(...about),
		checksum: async (...about) => (await pool()).checksum(...about)
	};
}

/** lateTransport is an xhrTransport. */
export function lateTransport(clock: Clock): Transport {
	const transport = late(async () => {
		const { xhrTransport } = await import('../transport/xhr-transport');
		return xhrTransport(clock);
	});
	return { put: async (...about) => (await transport()).put(...about) };
}
