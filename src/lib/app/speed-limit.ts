/** Speed limit: what holds for uploads, as the page tells it and reads it from a person. */
import type { AccountView, EngineSettings } from '../engine/engine-api';
import { holdsParts } from '../engine/held-parts';
import {
	formatRate,
	formatTimetable,
	isTimetable,
	parseRate,
	parseTimetable,
	rateAt,
	type TimetableProblem
} from '../kernel/timetable';

type Limits = Pick<EngineSettings, 'bandwidth' | 'bandwidthRate' | 'timetable'>;

/** limitNow gives bytes per second at a moment; undefined: no limit. */
export function limitNow(limits: Limits, now: number): number | undefined {
	if (limits.bandwidth === 'off') return undefined;
	return limits.bandwidth === 'rate' ? limits.bandwidthRate : timetableNow(limits, now);
}

/** timetableNow gives what the timetable says, whether it is followed or not. */
export function timetableNow({ timetable }: Pick<Limits, 'timetable'>, now: number) {
	const parsed = parseTimetable(timetable);
	return isTimetable(parsed) ? rateAt(parsed, now) : undefined;
}

/** Typed: what a person wrote, in its one form, or what is wrong with it. */
export type Typed<T> = { readonly value: T; readonly text: string } | TimetableProblem;

/** readRate reads a speed: `512K`. */
export function readRate(text: string): Typed<number> {
	const rate = parseRate(text);
	return typeof rate === 'number' ? { value: rate, text: formatRate(rate) } : rate;
}

/** readTimetable reads `08:00 512K, 23:00 off`. */
export function readTimetable(text: string): Typed<string> {
	const parsed = parseTimetable(text);
	if (!isTimetable(parsed)) return parsed;
	const written = formatTimetable(parsed);
	return { value: written, text: written };
}

/** rateText writes a rate as readRate reads it: `512K`. */
export const rateText = formatRate;

/** brandsAtLineSpeed names the drives of accounts where nobody can slow a part down. */
export function brandsAtLineSpeed(accounts: readonly AccountView[]): readonly string[] {
	return [...new Set(accounts.filter((one) => !holdsParts(one)).map(({ brand }) => brand))];
}
