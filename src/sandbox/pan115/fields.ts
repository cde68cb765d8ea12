/** Fields are a request's parameters: query and form together, the form wins (115.md §3). */
export class Fields {
	#values = new Map<string, string>();

	constructor(...layers: readonly URLSearchParams[]) {
		for (const layer of layers) {
			let unnumbered = 0;
			for (const [name, value] of layer)
				this.#values.set(
					name.endsWith('[]') ? `${name.slice(0, -1)}${unnumbered++}]` : name,
					value
				);
		}
	}

	/** text is the value as sent; undefined when absent. */
	text(name: string): string | undefined {
		return this.#values.get(name);
	}

	/** whole is a whole number from 0, else undefined. */
	whole(name: string): number | undefined {
		const text = this.text(name)?.trim() ?? '';
		const value = Number(text);
		return /^\d+$/.test(text) && Number.isSafeInteger(value) ? value : undefined;
	}

	/** list reads `fid[0]=…&fid[1]=…`, `fid[]=…`, or one `fid` with commas. */
	list(name: string): readonly string[] {
		const single = this.text(name)?.split(',') ?? [];
		return [...single, ...this.map(name).values()].filter((value) => value !== '');
	}

	/** map reads `name[<key>]=<value>`, in order. */
	map(name: string): ReadonlyMap<string, string> {
		const found = new Map<string, string>();
		for (const [key, value] of this.#values)
			if (key.startsWith(`${name}[`) && key.endsWith(']'))
				found.set(key.slice(name.length + 1, -1), value);
		return found;
	}
}
