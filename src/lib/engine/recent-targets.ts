import type { Target } from './engine-api';

/** Targets that are remembered. */
const MOST = 8;

/** withRecent puts targets in front of those used before; undefined when they are there already. */
export function withRecent(
	before: readonly Target[] = [],
	used: readonly Target[]
): readonly Target[] | undefined {
	const isFirst = used.every((target, place) => before[place] && same(before[place], target));
	if (isFirst) return undefined;
	const others = before.filter((one) => !used.some((target) => same(one, target)));
	return [...used, ...others].slice(0, MOST);
}

function same(a: Target, b: Target): boolean {
	return a.accountId === b.accountId && a.folderId === b.folderId;
}
