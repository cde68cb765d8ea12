/**
 * Timetable: how fast uploads may be at which time of day, as text that a person writes:
 * `08:00 512K, 12:00 2M, 23:00 off`. The last entry of a day lasts until the first of the next. Pure;
 * times are local ones.
 */
import { GiB, KiB, MiB } from './bytes';

/** Rates that anybody can mean, bytes per second. */
export const LEAST_RATE = 16 * KiB;
export const MOST_RATE = 10 * GiB;

/** Entry: from this minute of the day on. No rate: as fast as the line. */
export interface TimetableEntry {
	/** Minutes since midnight, local time. */
	readonly minute: number;
	/** Bytes per second. */
	readonly rate: number | undefined;
}

export type Timetable = readonly TimetableEntry[];

/** TimetableProblem: what is wrong, and the piece of text that it is about. */
export interface TimetableProblem {
	readonly problem:
		/** Nothing is written. */
		| 'empty'
		/** A piece is no time followed by a rate. */
		| 'no-entry'
		| 'wrong-time'
		| 'wrong-rate'
		/** A number of what: bytes, kilobytes? */
		| 'no-unit'
		| 'too-low'
		| 'too-high'
		/** Two entries begin at the same time. */
		| 'twice';
	readonly at: string;
}

const DAY = 24 * 60;
const UNITS: Readonly<Record<string, number>> = { k: KiB, m: MiB, g: GiB };

/** parseTimetable reads a text; entries come back in the order of the day. */
export function parseTimetable(text: string): Timetable | TimetableProblem {
	const pieces = text.split(/[,，;；、\n]/).map((piece) => piece.trim());
	const entries: TimetableEntry[] = [];
	for (const piece of pieces.filter(Boolean)) {
		const entry = parseEntry(piece);
		if ('problem' in entry) return entry;
		if (entries.some(({ minute }) => minute === entry.minute)) {
			return { problem: 'twice', at: timeText(entry.minute) };
		}
		entries.push(entry);
	}
	if (entries.length === 0) return { problem: 'empty', at: '' };
	return entries.sort((a, b) => a.minute - b.minute);
}

/** isTimetable tells a text that can be read from one that can't. */
export function isTimetable(parsed: Timetable | TimetableProblem): parsed is Timetable {
	return Array.isArray(parsed);
}

function parseEntry(piece: string): TimetableEntry | TimetableProblem {
	const [, time = '', rest = ''] = /^(\S+)\s+(.+)$/.exec(piece) ?? [];
	if (!time) return { problem: 'no-entry', at: piece };
	const [, hours, minutes] = /^(\d{1,2})[:：](\d{2})$/.exec(time) ?? [];
	const minute = Number(hours) * 60 + Number(minutes);
	if (!(Number(minutes) < 60 && minute < DAY)) return { problem: 'wrong-time', at: time };
	if (/^(off|不限|unlimited)$/i.test(rest)) return { minute, rate: undefined };
	const rate = parseRate(rest);
	return typeof rate === 'number' ? { minute, rate } : rate;
}

/** parseRate reads `512K`, `1.5 MB/s`, `2MiB`: bytes per second, counted in 1024s. */
export function parseRate(text: string): number | TimetableProblem {
	const at = text.trim();
	const [, digits, unit = ''] =
		/^(\d+(?:\.\d+)?)\s*([kmg]?)(?:i?b)?(?:\/(?:s|秒))?$/i.exec(at) ?? [];
	if (digits === undefined) return { problem: 'wrong-rate', at };
	const size = UNITS[unit.toLowerCase()];
	if (size === undefined) return { problem: 'no-unit', at };
	const rate = Math.round(Number(digits) * size);
	if (rate < LEAST_RATE) return { problem: 'too-low', at };
	return rate > MOST_RATE ? { problem: 'too-high', at } : rate;
}

/** formatRate writes what parseRate reads: 524288 is `512K`. */
export function formatRate(rate: number): string {
	for (const [unit, size] of [
		['G', GiB],
		['M', MiB]
	] as const) {
		const amount = Math.round((rate / size) * 100) / 100;
		if (amount >= 1 && Math.round(amount * size) === rate) return `${amount}${unit}`;
	}
	return `${Math.round((rate / KiB) * 100) / 100}K`;
}

/** formatTimetable writes what parseTimetable reads. */
export function formatTimetable(timetable: Timetable): string {
	return timetable
		.map(({ minute, rate }) => {
			return `${timeText(minute)} ${rate === undefined ? 'off' : formatRate(rate)}`;
		})
		.join(', ');
}

/** rateAt gives bytes per second at a moment, milliseconds since the epoch; undefined: no limit. */
export function rateAt(timetable: Timetable, now: number): number | undefined {
	const local = new Date(now);
	const minute = local.getHours() * 60 + local.getMinutes();
	const entry = timetable.findLast((one) => one.minute <= minute) ?? timetable.at(-1);
	return entry?.rate;
}

/** nextChange gives the moment after `now` at which another entry begins, milliseconds. */
export function nextChange(timetable: Timetable, now: number): number {
	// Two days: where clocks are put forward, an entry of today may not come to pass.
	const moments = timetable.flatMap(({ minute }) =>
		[0, 1, 2].map((days) => momentOf(now, days, minute))
	);
	return Math.min(...moments.filter((moment) => moment > now));
}

/** momentOf gives when the local clock shows a minute of the day, `days` after that of `now`. */
export function momentOf(now: number, days: number, minute: number): number {
	const day = new Date(now);
	const [year, month, date] = [day.getFullYear(), day.getMonth(), day.getDate()];
	return new Date(year, month, date + days, Math.floor(minute / 60), minute % 60).getTime();
}

/** timeText writes a minute of the day: 480 is `08:00`. */
export function timeText(minute: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
