/** Orders: numbers that put rows between two others without touching these. */

/** ordersBetween gives `count` numbers between two, rising; undefined where there are none left. */
export function ordersBetween(
	count: number,
	[after, before]: readonly [number, number]
): readonly number[] | undefined {
	const step = (before - after) / (count + 1);
	const orders = Array.from({ length: count }, (_, index) => after + step * (index + 1));
	const rises = [after, ...orders, before].every((order, index, all) => {
		return index === 0 || order > all[index - 1]!;
	});
	return rises ? orders : undefined;
}
