import { describe, expect, test } from 'vitest';
import {
	formatRate,
	formatTimetable,
	nextChange,
	parseRate,
	parseTimetable,
	rateAt,
	type Timetable
} from './timetable';

const K = 1024;
const M = 1024 * K;
const at = (day: number, hours: number, minutes = 0) =>
	new Date(2026, 2, day, hours, minutes).getTime();
const parsed = (text: string) => parseTimetable(text) as Timetable;

describe('a timetable', () => {
	test('is read as people write it, in whatever order, and written the same way', () => {
		const written = '08:00 512K, 12:00 2M, 23:00 off';
		for (const text of [
			written,
			'23:00 off，8:00 512 KB/s；12:00 2MiB',
			' 12:00  2m\n08:00 512k,\n 23:00 不限 ',
			'08：00 0.5M, 12:00 2048K, 23:00 unlimited,'
		]) {
			expect(formatTimetable(parsed(text))).toBe(written);
		}
	});

	test.each([
		['', 'empty', ''],
		[' , ', 'empty', ''],
		['08:00', 'no-entry', '08:00'],
		['512K', 'no-entry', '512K'],
		['8 512K', 'wrong-time', '8'],
		['24:00 512K', 'wrong-time', '24:00'],
		['08:60 512K', 'wrong-time', '08:60'],
		['Mon-08:00 512K', 'wrong-time', 'Mon-08:00'],
		['08:00 fast', 'wrong-rate', 'fast'],
		['08:00 512', 'no-unit', '512'],
		['08:00 512 B', 'no-unit', '512 B'],
		['08:00 15K', 'too-low', '15K'],
		['08:00 11G', 'too-high', '11G'],
		['08:00 1M, 8:00 2M', 'twice', '08:00']
	])('%j is refused as %s, about %j', (text, problem, about) => {
		expect(parseTimetable(text)).toEqual({ problem, at: about });
	});

	test('lasts over midnight: the last entry of a day goes on until the first of the next', () => {
		const day = parsed('08:00 512K, 12:00 2M, 23:00 off');
		const rates = [0, 7, 8, 11, 12, 22, 23].map((hours) => rateAt(day, at(10, hours, 59)));
		const off = undefined;
		expect(rates).toEqual([off, off, 512 * K, 512 * K, 2 * M, 2 * M, off]);
		const night = parsed('01:30 1M, 06:00 64K');
		expect([at(10, 1, 29), at(10, 1, 30), at(10, 0)].map((now) => rateAt(night, now))).toEqual([
			64 * K,
			M,
			64 * K
		]);
	});

	test('tells when it changes next, also tomorrow', () => {
		const day = parsed('08:00 512K, 23:00 off');
		expect(nextChange(day, at(10, 7))).toBe(at(10, 8));
		expect(nextChange(day, at(10, 8))).toBe(at(10, 23));
		expect(nextChange(day, at(10, 23))).toBe(at(11, 8));
		expect(nextChange(parsed('08:00 1M'), at(10, 8))).toBe(at(11, 8));
	});
});

test('a rate is written as short as it can be read back', () => {
	for (const [rate, text] of [
		[512 * K, '512K'],
		[1.5 * M, '1.5M'],
		[2 * M, '2M'],
		[3 * 1024 * M, '3G'],
		[100 * K, '100K'],
		[M + K, '1025K']
	] as const) {
		expect([formatRate(rate), parseRate(text)]).toEqual([text, rate]);
	}
});
