/** Dates as people of a locale read them, in their own time zone. */
import type { Locale } from './locale';

export interface Dates {
	/** Jan 31, 2026, 22:05 */
	moment(epochMs: number): string;
	/** Jan 31, 2026 */
	day(epochMs: number): string;
}

const made = new Map<Locale, Dates>();

/** datesOf gives the formatters of a locale; they are made once. */
export function datesOf(locale: Locale): Dates {
	let dates = made.get(locale);
	if (!dates) {
		const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
		const moment = new Intl.DateTimeFormat(locale, {
			...{ year: 'numeric', month: 'short', day: 'numeric' },
			...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
		});
		dates = { day: (ms) => day.format(ms), moment: (ms) => moment.format(ms) };
		made.set(locale, dates);
	}
	return dates;
}
