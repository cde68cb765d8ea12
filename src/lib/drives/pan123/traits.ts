import { GiB } from '../../kernel/bytes';
import type { Traits } from '../drive';

/** 123Pan by the API of its web page. 123pan.md §9, names §9.1, pacing §4.3, files §7, §11, §12 */
export const pan123WebTraits: Traits = {
	drive: 'pan123',
	flavour: 'web',
	brand: '123Pan',
	digests: ['md5'],
	parallelParts: true,
	presignBatch: 10,
	conflicts: ['keep-both', 'overwrite'],
	names: { maxLength: 255, forbidden: '"\\/:*?|><' },
	files: {
		orders: ['name', 'size', 'modified'],
		search: 'everywhere',
		twins: false,
		most: 100,
		copies: true,
		bin: true,
		emptiesBin: true,
		links: true,
		shares: {
			days: [7, 1, 30, 0],
			password: '[A-Za-z0-9]{4}',
			public: true,
			cancels: true
		}
	},
	pacing: { default: 700 }
};

/**
 * 123Pan by its official Open Platform. 123pan.md §15. Pacing is that of free accounts, and slower where
 * a widely used client is (§15.3): lists 3 a second, new files and folders 2, moves and names 1. Each
 * URL of a part is a call of its own, 20 a second.
 */
export const pan123OpenTraits: Traits = {
	drive: 'pan123',
	flavour: 'open',
	brand: '123Pan Open',
	digests: ['md5'],
	parallelParts: true,
	presignBatch: 4,
	conflicts: ['keep-both', 'overwrite'],
	names: pan123WebTraits.names,
	maxFileSize: 10 * GiB,
	files: {
		// The v1 list could order; free accounts may ask it once in five seconds.
		orders: [],
		search: 'everywhere',
		twins: false,
		most: 100,
		copies: true,
		bin: true,
		emptiesBin: false,
		links: true,
		shares: {
			days: [7, 1, 30, 0],
			password: '[A-Za-z0-9]{4}',
			public: true,
			cancels: false
		}
	},
	pacing: {
		default: 1000,
		account: 100,
		list: 334,
		'create-folder': 500,
		open: 500,
		'find-opened': 1000,
		presign: 200,
		'list-parts': 100,
		complete: 200,
		renew: 200,
		'files-entries': 334,
		'files-search': 334,
		'files-makeFolder': 500,
		'files-trash': 334,
		'files-link': 334,
		'files-bin': 5000
	}
};
