/** Check says whether a value suits a switch, and in words what does. */
export interface Check {
	readonly takes: string;
	accepts(value: unknown): boolean;
}

/** oneOf takes the listed values alone. */
export const oneOf = (...values: readonly (string | number)[]): Check => ({
	takes: `one of ${values.map((value) => JSON.stringify(value)).join(', ')}`,
	accepts: (value) => values.includes(value as string)
});

/** number takes finite numbers from `min`, whole ones alone where `whole` says so. */
export const number = (min: number, whole: boolean, takes: string): Check => ({
	takes,
	accepts: (value) =>
		typeof value === 'number' &&
		Number.isFinite(value) &&
		value >= min &&
		(!whole || Number.isSafeInteger(value))
});

/** flag takes true or false. */
export const flag: Check = {
	takes: 'true or false',
	accepts: (value) => typeof value === 'boolean'
};
/** count takes whole numbers from 0. */
export const count = number(0, true, 'a whole number from 0');
/** size takes whole numbers of bytes from 1. */
export const size = number(1, true, 'a whole number of bytes from 1');
/** seconds takes any length of time. */
export const seconds = number(0, false, 'seconds from 0');
