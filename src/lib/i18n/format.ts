/**
 * Format: numbers, sizes, speeds and times as people of a locale read them. Sizes count in 1024s
 * and say KB, MB, GB, as the drives do.
 */
import { KiB } from '../kernel/bytes';
import type { Locale } from './locale';

const SIZE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Words that Intl does not have. */
const WORDS = {
	en: {
		perSecond: '/s',
		gap: ' ',
		comma: ', ',
		aFewSeconds: 'a few seconds',
		about: (time: string) => `about ${time}`,
		of: (part: string, whole: string) => `${part} of ${whole}`
	},
	'zh-CN': {
		perSecond: '/秒',
		gap: '',
		comma: '、',
		aFewSeconds: '几秒钟',
		about: (time: string) => `约${time}`,
		of: (part: string, whole: string) => `${part} / ${whole}`
	}
} as const satisfies Record<Locale, object>;

/** Format turns bytes, milliseconds and fractions into text. */
export interface Format {
	/** 4.2 GB */
	bytes(bytes: number): string;
	/** 3.1 of 18 GB: both in the unit of the whole, so that the text does not jump. */
	bytesOf(part: number, whole: number): string;
	/** 12.3 MB/s */
	speed(bytesPerSecond: number): string;
	/** 3 min 20 sec, to the second. */
	duration(ms: number): string;
	/** about 8 min, a few seconds: rounded, because it is a guess. */
	eta(ms: number): string;
	/** 40%, never 100% before the end. */
	percent(fraction: number): string;
	/** 3 hours ago */
	ago(ms: number): string;
	/** 22:05 */
	time(epochMs: number): string;
	count(value: number): string;
	/** CID, SEID */
	list(items: readonly string[]): string;
}

/** sizeUnitOf gives the power of 1024 that a size is told in. */
function sizeUnitOf(bytes: number): number {
	let unit = 0;
	// 999.5 would be shown as 1000: the next unit reads better.
	while (bytes >= 999.5 && unit < SIZE_UNITS.length - 1) {
		bytes /= KiB;
		unit += 1;
	}
	return unit;
}

/** createFormat makes the formatters of one locale; Intl objects are made once. */
export function createFormat(locale: Locale): Format {
	const words = WORDS[locale];
	const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
	const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
	const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
	const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
	const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
	const unitFormats = {
		second: timeUnit(locale, 'second'),
		minute: timeUnit(locale, 'minute'),
		hour: timeUnit(locale, 'hour'),
		day: timeUnit(locale, 'day')
	};

	const amount = (bytes: number, unit: number) => {
		const value = bytes / KiB ** unit;
		return (value < 100 && unit > 0 ? tenth : whole).format(value);
	};
	const bytes = (size: number) => {
		const unit = sizeUnitOf(size);
		return `${amount(size, unit)} ${SIZE_UNITS[unit]}`;
	};
	const join = (...times: readonly (readonly [number, keyof typeof unitFormats])[]) =>
		times
			.filter(([value], index) => value > 0 || (index === times.length - 1 && times.length === 1))
			.map(([value, unit]) => unitFormats[unit].format(value))
			.join(words.gap);

	return {
		bytes,
		bytesOf(part, total) {
			const unit = sizeUnitOf(total);
			return words.of(amount(part, unit), `${amount(total, unit)} ${SIZE_UNITS[unit]}`);
		},
		speed: (bytesPerSecond) => bytes(bytesPerSecond) + words.perSecond,
		duration(ms) {
			const seconds = Math.round(ms / SECOND);
			const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
			if (h > 0) return join([h, 'hour'], [m, 'minute']);
			return m > 0 ? join([m, 'minute'], [s, 'second']) : join([s, 'second']);
		},
		eta(ms) {
			if (ms < 10 * SECOND) return words.aFewSeconds;
			if (ms < 55 * SECOND) return words.about(join([Math.round(ms / 10_000) * 10, 'second']));
			if (ms < 59.5 * MINUTE) return words.about(join([Math.round(ms / MINUTE), 'minute']));
			if (ms >= 2 * DAY) return words.about(join([Math.round(ms / DAY), 'day']));
			const minutes = Math.round(ms / MINUTE / 5) * 5;
			return words.about(join([Math.floor(minutes / 60), 'hour'], [minutes % 60, 'minute']));
		},
		percent: (fraction) =>
			percents.format(fraction >= 1 ? 1 : Math.floor(Math.max(0, fraction) * 100) / 100),
		ago(ms) {
			if (ms < MINUTE) return relative.format(0, 'second');
			if (ms < HOUR) return relative.format(-Math.floor(ms / MINUTE), 'minute');
			if (ms < DAY) return relative.format(-Math.floor(ms / HOUR), 'hour');
			return relative.format(-Math.floor(ms / DAY), 'day');
		},
		time: (epochMs) => clock.format(epochMs),
		count: (value) => whole.format(value),
		list: (items) => items.join(words.comma)
	};
}

function timeUnit(locale: Locale, unit: string): Intl.NumberFormat {
	return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
}
