import type { CodeFile } from './source-files';

export const LONGEST = 300;
export const MEDIAN = 80;

const VAGUE = /(^|[-._])(utils?|helpers?|managers?|services?|common|misc)([-._]|$)/i;

/** tooLong lists files that do more than a reader can hold. */
export function tooLong(files: readonly CodeFile[]): readonly string[] {
	return files
		.filter(({ lines }) => lines > LONGEST)
		.map(({ path, lines }) => `${path}: ${lines} lines`);
}

/** medianLines of a set of files. */
export function medianLines(files: readonly CodeFile[]): number {
	const sorted = files.map(({ lines }) => lines).sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** vagueNames lists files and folders whose name tells nothing. */
export function vagueNames(files: readonly CodeFile[]): readonly string[] {
	return files
		.filter(({ path }) =>
			path.split('/').some((part) => part !== 'service-worker' && VAGUE.test(part))
		)
		.map(({ path }) => path);
}

/** barrels lists index files: they hide where things are and make cycles. */
export function barrels(files: readonly CodeFile[]): readonly string[] {
	return files
		.map(({ path }) => path)
		.filter(
			(path) => /\/index\.(ts|js|mjs)$/.test(path) && !path.startsWith('src/service-worker/')
		);
}
