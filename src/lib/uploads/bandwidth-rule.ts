/** BandwidthRule: how fast all uploads together may be, now and later, as the person set it. Pure. */
import { isTimetable, nextChange, parseTimetable, rateAt } from '../kernel/timetable';

/** BandwidthSetting: no limit, one rate, or a timetable of rates. */
export interface BandwidthSetting {
	readonly bandwidth: 'off' | 'rate' | 'timetable';
	/** Bytes per second, while `rate`. */
	readonly bandwidthRate: number;
	/** What parseTimetable reads, while `timetable`. */
	readonly timetable: string;
}

export interface BandwidthRule {
	/** Bytes per second at a moment; undefined: as fast as the line. */
	rate(now: number): number | undefined;
	/** The moment after `now` at which that changes; Infinity: never by itself. */
	nextChange(now: number): number;
}

const ALWAYS = () => Infinity;

/** ruleOf gives what a setting means. A timetable that can't be read limits nothing. */
export function ruleOf(setting: BandwidthSetting): BandwidthRule {
	if (setting.bandwidth === 'rate') {
		return { rate: () => setting.bandwidthRate, nextChange: ALWAYS };
	}
	const parsed = parseTimetable(setting.timetable);
	if (setting.bandwidth === 'off' || !isTimetable(parsed)) {
		return { rate: () => undefined, nextChange: ALWAYS };
	}
	return {
		rate: (now) => rateAt(parsed, now),
		nextChange: (now) => nextChange(parsed, now)
	};
}
