/** Left out: what a drop's filter kept back, counted and, as far as anybody reads, named. */
import type { Filter, FilterRules } from '../sources/filter';
import type { EnqueueHow, Incoming, LeftOut, LeftOutEntry } from './engine-api';
import type { Sieve } from './spread';

/** More names than this nobody reads. */
const MOST_NAMED = 500;

/** FilterTools: what a drop's rules are, and how they become a filter. */
export interface FilterTools {
	/** Rules of the profile in use. */
	readonly rules: () => FilterRules | undefined;
	readonly filter: (rules: FilterRules) => Promise<Filter>;
}

/** Sieving: the sieve of a drop, and what it has left out so far. */
export interface Sieving {
	readonly sieve: Sieve;
	readonly leftOut: () => LeftOut | undefined;
}

/** openSieve gives none where nothing can be left out: without a folder, or without a rule. */
export async function openSieve(
	incoming: readonly Incoming[],
	options: EnqueueHow,
	tools: FilterTools
): Promise<Sieving | undefined> {
	const rules = options.rules === undefined ? tools.rules() : (options.rules ?? undefined);
	if (!rules || !incoming.some(isOfFolder)) return undefined;
	const first: LeftOutEntry[] = [];
	const counts = { file: 0, folder: 0 };
	const sieve: Sieve = {
		filter: await tools.filter(rules),
		inverted: options.leftOut ?? false,
		onLeftOut(path, kind, why) {
			counts[kind] += 1;
			if (first.length < MOST_NAMED) first.push({ path: path.join('/'), kind, why });
		}
	};
	const leftOut = () => {
		const { file: files, folder: folders } = counts;
		return files + folders > 0 ? { files, folders, first, rules } : undefined;
	};
	return { sieve, leftOut };
}

/** isOfFolder tells what belongs to a dropped folder from what was dropped by itself. */
export function isOfFolder(one: Incoming): boolean {
	return !('file' in one) || (one.folders?.length ?? 0) > 0;
}
