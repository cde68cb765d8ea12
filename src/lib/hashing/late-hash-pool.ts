import { late } from '../kernel/late';
import type { HashPoolOptions } from './hash-pool';
import type { Hasher } from './hasher';

/** lateHashPool is a HashPool that is loaded with the first file: a first visit needs none. */
export function lateHashPool(options: HashPoolOptions): Hasher {
	const pool = late(async () => {
		const { HashPool } = await import('./hash-pool');
		return new HashPool(options);
	});
	return {
		digest: async (...about) => (await pool()).digest(...about),
		hashFile: async (...about) => (await pool()).hashFile(...about),
		hashPart: async (...about) => (await pool()).hashPart(...about),
		checksum: async (...about) => (await pool()).checksum(...about)
	};
}
