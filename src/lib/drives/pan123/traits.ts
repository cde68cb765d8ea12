import type { Traits } from '../drive';

/** 123Pan by the API of its web page. 123pan.md §9, names §9.1, pacing §4.3 */
export const pan123WebTraits: Traits = {
	drive: 'pan123',
	flavour: 'web',
	brand: '123Pan',
	digests: ['md5'],
	parallelParts: true,
	presignBatch: 10,
	conflicts: ['keep-both', 'overwrite'],
	names: { maxLength: 255, forbidden: '"\\/:*?|><' },
	pacing: { default: 700 }
};
