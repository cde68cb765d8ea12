/** The Filter of FilterRules: patterns as git reads them, sizes and ages. */
import ignore from 'ignore';
import type { Filter, FilterRules } from './filter';

const DAY_MS = 24 * 3600 * 1000;

/** createFilter reads the rules once. `now` in milliseconds since the epoch: ages count from it. */
export function createFilter(rules: FilterRules, now: number): Filter {
	const { smallerThan = 0, largerThan = Infinity, olderThanDays, newerThanDays } = rules;
	// A name may begin with dots, and case counts, as in a fresh repository on Linux.
	const patterns = ignore({ ignorecase: false, allowRelativePaths: true }).add(rules.patterns);
	const oldest = olderThanDays === undefined ? -Infinity : now - olderThanDays * DAY_MS;
	const newest = newerThanDays === undefined ? Infinity : now - newerThanDays * DAY_MS;
	return {
		folder: (path) => path.length > 0 && patterns.ignores(`${path.join('/')}/`),
		name: (path) => (patterns.ignores(path.join('/')) ? 'pattern' : undefined),
		content({ size, lastModified }) {
			if (size < smallerThan) return 'smaller';
			if (size > largerThan) return 'larger';
			if (lastModified < oldest) return 'older';
			return lastModified > newest ? 'newer' : undefined;
		}
	};
}
