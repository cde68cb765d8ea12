/**
 * Fields are a request's parameters as the real server reads them: names without regard to case, ids
 * as numbers or strings (123pan.md §4.2, §17.1).
 */
export class Fields {
	#values = new Map<string, unknown>();

	constructor(...layers: readonly Readonly<Record<string, unknown>>[]) {
		for (const layer of layers)
			for (const [name, value] of Object.entries(layer))
				this.#values.set(name.toLowerCase(), value);
	}

	/** raw is the value as sent; undefined when absent or null. */
	raw(name: string): unknown {
		return this.#values.get(name.toLowerCase()) ?? undefined;
	}

	/** text is a string or a number as a string, else undefined. */
	text(name: string): string | undefined {
		const value = this.raw(name);
		return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
	}

	/** whole is a whole number from 0, sent as a number or as digits, else undefined. */
	whole(name: string): number | undefined {
		const text = this.text(name)?.trim() ?? '';
		const value = Number(text);
		return /^\d+$/.test(text) && Number.isSafeInteger(value) ? value : undefined;
	}

	flag(name: string): boolean | undefined {
		const value = this.raw(name);
		if (typeof value === 'boolean') return value;
		return value === 'true' ? true : value === 'false' ? false : undefined;
	}

	/** rows are the objects of a list; undefined if it is no list. */
	rows(name: string): readonly Fields[] | undefined {
		const value = this.raw(name);
		if (!Array.isArray(value)) return undefined;
		return value
			.filter((row): row is Record<string, unknown> => typeof row === 'object' && row !== null)
			.map((row) => new Fields(row));
	}
}

/** parseBody reads a body whatever its content type says: JSON first, then form (§17.1). */
export function parseBody(body: string): Record<string, unknown> {
	if (body.trim() === '') return {};
	try {
		const value: unknown = JSON.parse(body);
		if (typeof value === 'object' && value !== null && !Array.isArray(value))
			return value as Record<string, unknown>;
	} catch {
		// Old clients send forms, sometimes under a JSON content type.
	}
	return Object.fromEntries(new URLSearchParams(body));
}
