import { AdminError } from './admin-error';

const MOST = 100_000;
const DIGITS = 5;

/** countFrom reads how many files a seed makes; undefined: one, under the very name. */
export function countFrom(asked: Readonly<Record<string, unknown>>): number | undefined {
	const { count } = asked;
	if (count === undefined) return undefined;
	if (typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= MOST)
		return count;
	throw new AdminError(400, `"count" is a whole number from 1 to ${MOST}`);
}

/** numberedNames gives `name 00001.ext`, `name 00002.ext` and so on. */
export function numberedNames(name: string, count: number): readonly string[] {
	const dot = name.lastIndexOf('.');
	const [stem, ext] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
	return Array.from(
		{ length: count },
		(_, n) => `${stem} ${String(n + 1).padStart(DIGITS, '0')}${ext}`
	);
}
