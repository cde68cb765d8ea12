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
