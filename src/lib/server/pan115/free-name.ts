/** Longest name in UTF-16 code units. 115.md §5.8 */
const LONGEST = 255;

/** splitName divides a name before its extension: "a.tar.gz" into "a.tar" and ".gz". */
export function splitName(name: string): readonly [stem: string, extension: string] {
	const dot = name.lastIndexOf('.');
	return dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}

/** freeName gives the first of "a.bin", "a(1).bin", "a(2).bin"… that nothing has. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
	const [stem, extension] = splitName(name);
	let free = name;
	for (let n = 1; taken.has(free); n++) {
		const end = `(${n})${extension}`;
		free = stem.slice(0, Math.max(1, LONGEST - end.length)) + end;
	}
	return free;
}

/** isVariant tells whether freeName may have made `name` of `original`. */
export function isVariant(name: string, original: string): boolean {
	if (name === original) return true;
	const number = /\((\d+)\)[^()]*$/.exec(name)?.[1];
	if (number === undefined) return false;
	const [stem, extension] = splitName(original);
	const end = `(${number})${extension}`;
	return name === stem.slice(0, Math.max(1, LONGEST - end.length)) + end;
}
