type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** missingCopy lists the error codes that a catalogue has nothing, or nothing readable, to say for. */
export function missingCopy(errors: unknown, codes: readonly string[]): readonly string[] {
	return codes.filter((code) => {
		const copy = isTree(errors) ? errors[code] : undefined;
		const texts = isTree(copy) ? Object.values(copy) : [copy];
		return !texts.some((text) => typeof text === 'function' || isText(text));
	});
}

const isText = (text: unknown) => typeof text === 'string' && text.trim() !== '';

/** leaves names every message of a catalogue by its path. */
export function leaves(catalogue: unknown, path = ''): readonly string[] {
	if (!isTree(catalogue)) return [path];
	return Object.entries(catalogue).flatMap(([key, value]) =>
		leaves(value, path ? `${path}.${key}` : key)
	);
}

/** emptyMessages lists messages that would show as nothing. */
export function emptyMessages(catalogue: Tree, path = ''): readonly string[] {
	return Object.entries(catalogue).flatMap(([key, value]) => {
		const here = path ? `${path}.${key}` : key;
		if (isTree(value)) return emptyMessages(value, here);
		return typeof value === 'string' && !isText(value) ? [here] : [];
	});
}
