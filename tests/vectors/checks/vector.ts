import { expect } from 'vitest';

/** Vector is one named row of a vector file and the check that it stands for. */
export interface Vector {
	readonly name: string;
	/** Throws when any field of the row differs from what the code computes. */
	run(): void | Promise<void>;
}

/** Check turns the content of one vector file into its Vectors. */
export type Check = (file: unknown) => readonly Vector[];

/** Implementation computes fields of a row; what it leaves out, another one has to compute. */
export type Implementation<Input, Fields> = (
	input: Input
) => Partial<Fields> | Promise<Partial<Fields>>;

/** rowsOf gives the rows of a file that counts them; the caller knows their shape. */
export function rowsOf<Row>(file: unknown): readonly Row[] {
	const { count, vectors } = file as { readonly count: number; readonly vectors: readonly Row[] };
	expect(vectors).toHaveLength(count);
	return vectors;
}

/**
 * agree expects every implementation to compute what the row says, and all of them together to
 * compute every field of it. `given` names the fields that are input, or words for people.
 */
export async function agree<Input, Fields extends object>(
	row: Fields,
	input: Input,
	implementations: readonly Implementation<Input, Fields>[],
	given: readonly (keyof Fields)[] = []
): Promise<void> {
	const open = new Set(Object.keys(row));
	for (const name of given) open.delete(name as string);
	for (const compute of implementations) {
		const found = await compute(input);
		const names = Object.keys(found) as (keyof Fields)[];
		expect(Object.fromEntries(names.map((name) => [name, row[name]]))).toEqual(found);
		for (const name of names) open.delete(name as string);
	}
	expect([...open], 'fields that nothing computes').toEqual([]);
}

/** parsedUrl: signers may order a query as they like, and escape more than they must. */
export function parsedUrl(url: string) {
	const [place = '', search = ''] = url.split('?');
	const pairs = search === '' ? [] : search.split('&').map((pair) => pair.split('='));
	return {
		place: decodeURIComponent(place),
		query: Object.fromEntries(
			pairs.map(([name = '', value]) => [
				decodeURIComponent(name),
				value === undefined ? null : decodeURIComponent(value)
			])
		)
	};
}

/** hexOf and fromHex, base64Of and fromBase64: bytes as the files write them. */
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const fromHex = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
