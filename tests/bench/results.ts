/** Results: what a measurement gives, its arithmetic, and how it is written down. Pure. */

/** Workloads of the design, in the order in which they run. */
export const WORKLOADS = Array.from({ length: 17 }, (_, index) => `W${index + 1}`);

/** OURS is the subject that everything else is compared with. */
export const OURS = 'panlift';

/** Bar: what a value has to reach (`least`) or must not exceed (`most`). */
export type Bar = { readonly least: number } | { readonly most: number };

/** Result: one line of the table. `value` is the median over rounds, between `min` and `max`. */
export interface Result {
	readonly workload: string;
	/** `panlift`, a peer's name, or `panlift/<peer>` for a ratio. */
	readonly subject: string;
	readonly metric: string;
	readonly unit: string;
	/** Null where the subject could not run; `note` then says why. */
	readonly value: number | null;
	/** Rounds that gave a value. */
	readonly runs: number;
	/** The number of its Bar. */
	readonly bar?: number;
	/** Whether the bar was reached. */
	readonly ok?: boolean;
	readonly min?: number;
	readonly max?: number;
	readonly note?: string;
}

/** Row: a Result with its Bar as it is printed. */
export type Row = Result & { readonly sense?: 'least' | 'most' };

/** What a metric is: the part of a Row that is known before anything was measured. */
export interface Metric {
	readonly workload: string;
	readonly subject: string;
	readonly metric: string;
	readonly unit: string;
	readonly bar?: Bar;
	readonly note?: string;
}

/** median of at least one number; of an even count the mean of the middle two. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	const upper = sorted[middle];
	if (upper === undefined) throw new Error('the median of nothing');
	return sorted.length % 2 === 1 ? upper : (sorted[middle - 1]! + upper) / 2;
}

/** ratios divides round by round; a round that lacks either side gives none. */
export function ratios(
	ours: readonly (number | undefined)[],
	theirs: readonly (number | undefined)[]
): readonly number[] {
	return ours.flatMap((value, round) => {
		const other = theirs[round];
		return value === undefined || !other ? [] : [value / other];
	});
}

/** row sums up the rounds of one metric. Without any it says `not run` and why. */
export function row(metric: Metric, values: readonly number[], why = 'no round ended'): Row {
	const { bar, note, ...what } = metric;
	if (values.length === 0) return { ...what, value: null, runs: 0, note: `not run: ${why}` };
	const value = median(values);
	return {
		...what,
		value: round(value),
		runs: values.length,
		...(bar && { ...numberOf(bar), ok: reaches(value, bar) }),
		min: round(Math.min(...values)),
		max: round(Math.max(...values)),
		...(note !== undefined && { note })
	};
}

/** reaches is strict about what was measured: no rounding in our favour. */
export function reaches(value: number, bar: Bar): boolean {
	return 'least' in bar ? value >= bar.least : value <= bar.most;
}

function numberOf(bar: Bar): { bar: number; sense: 'least' | 'most' } {
	return 'least' in bar ? { bar: bar.least, sense: 'least' } : { bar: bar.most, sense: 'most' };
}

/** Four digits say all that such a measurement knows. */
function round(value: number): number {
	return Number(value.toPrecision(4));
}

/** toJson is what `--json` writes. */
export function toJson(rows: readonly Row[]): string {
	const results = rows.map(({ sense: _, ...result }): Result => result);
	return JSON.stringify(results, undefined, '\t') + '\n';
}
