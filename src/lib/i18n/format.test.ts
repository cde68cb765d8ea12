import { describe, expect, test } from 'vitest';
import { createFormat } from './format';

const en = createFormat('en');
const zh = createFormat('zh-CN');
const MB = 1024 ** 2;
const GB = 1024 ** 3;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('sizes', () => {
	test.each([
		[0, '0 B'],
		[999, '999 B'],
		[1000, '1 KB'],
		[1024, '1 KB'],
		[12.34 * MB, '12.3 MB'],
		[345 * MB, '345 MB'],
		[1023 * MB, '1 GB'],
		[4.2 * GB, '4.2 GB'],
		[2048 * GB, '2 TB']
	])('%d bytes read as %s', (bytes, text) => {
		expect(en.bytes(bytes)).toBe(text);
		expect(zh.bytes(bytes)).toBe(text);
	});

	test('a part is told in the unit of its whole', () => {
		expect(en.bytesOf(300 * MB, 18 * GB)).toBe('0.3 of 18 GB');
		expect(zh.bytesOf(3.1 * GB, 18 * GB)).toBe('3.1 / 18 GB');
	});

	test('speeds are per second in either language', () => {
		expect(en.speed(12.3 * MB)).toBe('12.3 MB/s');
		expect(zh.speed(12.3 * MB)).toBe('12.3 MB/秒');
	});
});

describe('times', () => {
	test.each([
		[0, '0 sec', '0秒'],
		[45 * SECOND, '45 sec', '45秒'],
		[3 * MINUTE + 20 * SECOND, '3 min 20 sec', '3分钟20秒'],
		[5 * MINUTE, '5 min', '5分钟'],
		[2 * HOUR + 5 * MINUTE, '2 hr 5 min', '2小时5分钟']
	])('a duration of %d ms', (ms, english, chinese) => {
		expect(en.duration(ms)).toBe(english);
		expect(zh.duration(ms)).toBe(chinese);
	});

	test.each([
		[4 * SECOND, 'a few seconds', '几秒钟'],
		[42 * SECOND, 'about 40 sec', '约40秒'],
		[8.2 * MINUTE, 'about 8 min', '约8分钟'],
		[83 * MINUTE, 'about 1 hr 25 min', '约1小时25分钟'],
		[2 * HOUR, 'about 2 hr', '约2小时'],
		[72 * HOUR, 'about 3 days', '约3天']
	])('%d ms left are rounded', (ms, english, chinese) => {
		expect(en.eta(ms)).toBe(english);
		expect(zh.eta(ms)).toBe(chinese);
	});

	test('the past is told in its largest unit', () => {
		expect(en.ago(10 * SECOND)).toBe('now');
		expect(en.ago(3 * HOUR)).toBe('3 hours ago');
		expect(zh.ago(3 * 24 * HOUR)).toBe('3天前');
	});
});

test('percent never says 100 before the end', () => {
	expect(en.percent(0.9999)).toBe('99%');
	expect(en.percent(1)).toBe('100%');
	expect(en.percent(-1)).toBe('0%');
});
