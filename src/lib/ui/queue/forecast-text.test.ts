import { expect, test } from 'vitest';
import { createFormat } from '../../i18n/format';
import type { InBoth, Locale } from '../../i18n/locale';
import { forecastText } from './forecast-text';

const say = (files: number, gapMs: number, locale: Locale) => {
	const tongue = {
		locale,
		f: createFormat(locale),
		of: <Copy>(copy: InBoth<Copy>) => copy[locale]
	};
	const forecast = { accountId: 'a', files, ms: files * gapMs, perSecond: 1000 / gapMs };
	return forecastText(forecast, '123Pan Open', tongue);
};

test('a forecast says how long it takes, and what the drive allows', () => {
	expect(say(10_000, 500, 'en')).toBe(
		'10,000 files ≈ 83 min: 123Pan Open allows 2 new files a second'
	);
	expect(say(10_000, 500, 'zh-CN')).toBe(
		'10,000 个文件约需 83分钟：123Pan Open 每秒最多新建 2 个文件'
	);
	expect(say(300, 700, 'en')).toBe('300 files ≈ 4 min: 123Pan Open allows 1.4 new files a second');
	expect(say(90, 1000, 'en')).toBe('90 files ≈ 2 min: 123Pan Open allows 1 new file a second');
});

test('long times are told in hours, and slow paces by the time that one file takes', () => {
	expect(say(20_000, 1000, 'en')).toContain('≈ 5.6 hr:');
	expect(say(100, 5000, 'en')).toContain('allows a new file every 5 sec');
	expect(say(100, 5000, 'zh-CN')).toContain('每 5秒 最多新建 1 个文件');
});
