type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Fields = { readonly [name: string]: Json };

/** Path leads to a value inside a file. */
export type Path = readonly (string | number)[];

/** pathText names a Path in a message: `input.headers.date`. */
export const pathText = (path: Path): string => path.join('.');

/** leafPaths gives the Paths of all texts, numbers and booleans below a value. */
export function leafPaths(value: unknown, path: Path = []): readonly Path[] {
	if (value === null || value === undefined) return [];
	if (typeof value !== 'object') return [path];
	return Object.entries(value).flatMap(([name, inner]) =>
		leafPaths(inner, [...path, Array.isArray(value) ? Number(name) : name])
	);
}

/** changed is a copy of a file with another value at the end of a Path. */
export function changed<T>(value: T, path: Path, change: (old: Json) => Json): T {
	const [name, ...rest] = path;
	if (name === undefined) return change(value as Json) as T;
	const copy = (Array.isArray(value) ? [...(value as Json[])] : { ...value }) as {
		[name: string | number]: Json;
	};
	copy[name] = changed(copy[name] as Json, rest, change);
	return copy as T;
}

/** flipped changes one character of a text, as little as can be; a number by one. */
export function flipped(old: Json): Json {
	if (typeof old === 'boolean') return !old;
	if (typeof old === 'number') return old + 1;
	if (typeof old !== 'string') throw new Error('only a leaf can be flipped');
	if (old === '') return 'x';
	const at = old.length >> 1;
	return old.slice(0, at) + neighbour(old.charAt(at)) + old.slice(at + 1);
}

/** A hex digit stays one, and so does a letter: what is not even well-formed is found too easily. */
function neighbour(char: string): string {
	if (/[0-8a-eg-yA-EG-Y]/.test(char)) return String.fromCharCode(char.charCodeAt(0) + 1);
	if (/[9fzFZ]/.test(char)) return String.fromCharCode(char.charCodeAt(0) - 1);
	return char === 'x' ? 'y' : 'x';
}

/** Row is a row of a file and the file with no other row in it. */
export interface Row {
	readonly path: Path;
	readonly file: Fields;
}

/**
 * oneOfEachShape gives rows such that every field that occurs in a file occurs in one of them.
 * Rows stand in arrays of objects, at the top of the file or below `vectors`.
 */
export function oneOfEachShape(file: Fields): readonly Row[] {
	const lists = rowLists(file);
	return lists.flatMap((path) => {
		const seen = new Set<string>();
		return valueAt(file, path).flatMap((row, i) => {
			// One element of a list stands for all.
			const fresh = leafPaths(row).map((leaf) => pathText(leaf).replace(/\.\d+/g, ''));
			if (fresh.every((text) => seen.has(text))) return [];
			for (const text of fresh) seen.add(text);
			return [{ path: [...path, 0], file: alone(file, lists, path, i) }];
		});
	});
}

/** headPaths gives the leaves of a file that stand outside its rows. */
export function headPaths(file: Fields): readonly Path[] {
	const lists = rowLists(file).map(pathText);
	return leafPaths(file).filter(
		(path) => !lists.some((list) => pathText(path).startsWith(`${list}.`))
	);
}

function rowLists(file: Fields): readonly Path[] {
	return Object.entries(file).flatMap(([name, value]) => {
		if (isRows(value)) return [[name]];
		if (name !== 'vectors') return [];
		return Object.keys(value as Fields).map((inner) => [name, inner]);
	});
}

function isRows(value: Json): boolean {
	return Array.isArray(value) && typeof value[0] === 'object';
}

function valueAt(file: Fields, path: Path): readonly Json[] {
	return path.reduce<Json>((value, name) => (value as Fields)[name] as Json, file) as Json[];
}

function alone(file: Fields, lists: readonly Path[], path: Path, index: number): Fields {
	const kept = lists.reduce(
		(copy, list) =>
			changed(copy, list, (rows) => (list === path ? [(rows as Json[])[index] as Json] : [])),
		file
	);
	return 'count' in kept ? { ...kept, count: 1 } : kept;
}
