/** What the summary says of a queue that waits for the pace of its drive. */
import type { Summary } from '../../engine/engine-api';
import type { Format } from '../../i18n/format';
import type { InBoth, Locale } from '../../i18n/locale';
import { QUEUE } from '../../i18n/queue';

/** Tongue: the language to say it in. */
export interface Tongue {
	readonly locale: Locale;
	readonly f: Format;
	of<Copy>(copy: InBoth<Copy>): Copy;
}

/** Beyond so many minutes hours read better. */
const MOST_MINUTES = 120;

/** forecastText says "10,000 files ≈ 83 min: 123Pan allows 2 new files a second". */
export function forecastText(
	{ files, ms, perSecond }: NonNullable<Summary['forecast']>,
	drive: string,
	tongue: Tongue
): string {
	const { locale, f } = tongue;
	const copy = tongue.of(QUEUE);
	const number = (value: number, options: Intl.NumberFormatOptions = {}) =>
		new Intl.NumberFormat(locale, { maximumFractionDigits: 1, ...options }).format(value);
	const unit = (value: number, name: string) =>
		number(value, { style: 'unit', unit: name, unitDisplay: 'short' });
	const minutes = Math.max(1, Math.round(ms / 60_000));
	const time = minutes <= MOST_MINUTES ? unit(minutes, 'minute') : unit(minutes / 60, 'hour');
	const pace =
		perSecond < 0.95
			? copy.slowPace(drive, unit(1 / perSecond, 'second'))
			: copy.pace(drive, number(perSecond));
	return copy.forecast(f.count(files), time, pace);
}
