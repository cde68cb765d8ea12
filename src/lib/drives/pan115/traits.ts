import { GiB } from '../../kernel/bytes';
import type { Traits } from '../drive';

/** The first bytes whose SHA-1 the Open Platform calls `preid`. 115.md §10.2 */
const HEAD_BYTES = 131_072;
const SETTLE_MS = 30_000;

const shared = {
	drive: 'pan115',
	digests: ['sha1'],
	// OSS hashes a multipart object as it arrives, and 115 registers nothing without that SHA-1.
	parallelParts: false,
	parallelExperiment: true,
	settleMs: SETTLE_MS,
	presignBatch: 4,
	// 819,200 to 838,860,800 bits a second. object-storage.md §6.2
	partRate: { least: 102_400, most: 104_857_600 },
	abandons: true,
	conflicts: ['keep-both', 'overwrite'],
	names: { maxLength: 255, forbidden: '"<>/\\', maxDepth: 25 },
	maxFileSize: 115 * GiB,
	maxEntries: 50_000,
	files: {
		orders: ['name', 'size', 'modified'],
		search: 'below',
		twins: true,
		keepsExtension: true,
		oneAtATime: true,
		// 115 is PHP, whose forms have at most 1,000 fields by default, and each id is one.
		most: 500,
		copies: true,
		bin: true,
		emptiesBin: true,
		links: true
	}
} as const satisfies Partial<Traits>;

/** 115 by the API of its own clients. 115.md §4 to §9 */
export const pan115CookieTraits: Traits = {
	...shared,
	flavour: 'cookie',
	brand: '115',
	files: {
		...shared.files,
		shares: {
			days: [15, 1, 7, 0],
			password: '[A-Za-z0-9]{4}',
			public: false,
			cancels: true
		}
	},
	pacing: { default: 1000, presign: 0 }
};

/** 115 by its official Open Platform. 115.md §10 */
export const pan115OpenTraits: Traits = {
	...shared,
	flavour: 'open',
	brand: '115 Open',
	headDigest: { digest: 'sha1', bytes: HEAD_BYTES },
	pacing: { default: 1000, presign: 0 }
};
