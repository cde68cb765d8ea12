import { expect } from 'vitest';

/** Vector is one named row of a vector file and the check that it stands for. */
export interface Vector {
	readonly name: string;
	/** Throws when any field of the row differs from what the code computes. */
	run(): void | Promise<void>;
}

/** rowsOf gives the rows of a file that counts them; the caller knows their shape. */
export function rowsOf<Row>(file: unknown): readonly Row[] {
	const { count, vectors } = file as { readonly count: number; readonly vectors: readonly Row[] };
	expect(vectors).toHaveLength(count);
	return vectors;
}
