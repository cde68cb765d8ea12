/** Pause times: until when people want their uploads to wait. Pure; times are local ones. */
import { momentOf } from '../kernel/timetable';

const HOUR_MS = 3_600_000;
/** Minutes of the day: late in the evening, and in the morning. */
const [EVENING, MORNING] = [23 * 60, 8 * 60];

/** PauseTime: so many hours, or until a moment, milliseconds since the epoch. */
export type PauseTime =
	| { readonly hours: number; readonly at: number }
	| { readonly at: number; readonly isTomorrow: boolean };

/** nextAt gives the next moment at which the local clock shows a minute of the day. */
export function nextAt(now: number, minute: number): { at: number; isTomorrow: boolean } {
	const today = momentOf(now, 0, minute);
	return today > now
		? { at: today, isTomorrow: false }
		: { at: momentOf(now, 1, minute), isTomorrow: true };
}

/** pauseTimes are those that are offered, the soonest first. */
export function pauseTimes(now: number): readonly PauseTime[] {
	const hours = [1, 3].map((count) => ({ hours: count, at: now + count * HOUR_MS }));
	const moments = [nextAt(now, EVENING), nextAt(now, MORNING)].sort((a, b) => a.at - b.at);
	return [...hours, ...moments];
}

/** momentAt reads what a time field gives, "23:00", as the next such moment; undefined for none. */
export function momentAt(text: string, now: number): number | undefined {
	const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(text) ?? [];
	if (hours === undefined) return undefined;
	return nextAt(now, Number(hours) * 60 + Number(minutes)).at;
}
