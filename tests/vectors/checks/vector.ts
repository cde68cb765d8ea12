/** Vector is one named row of a vector file and the check that it stands for. */
export interface Vector {
	readonly name: string;
	/** Throws when any field of the row differs from what the code computes. */
	run(): void | Promise<void>;
}

/** VectorFile is a parsed JSON file; each check knows the shape of its own. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- data from outside, one shape a file
export type VectorFile = any;
