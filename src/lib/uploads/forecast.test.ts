import { expect, test } from 'vitest';
import { forecastOf, type InLine } from './forecast';

const M = 1024 * 1024;
const line: InLine = { accountId: 'a', files: 10_000, bytes: 100 * M, gapMs: 500, rate: 10 * M };

test('10,000 small files at two a second take 83 minutes', () => {
	const forecast = forecastOf([line])!;
	expect(forecast).toEqual({ accountId: 'a', files: 10_000, ms: 5_000_000, perSecond: 2 });
	expect(Math.round(forecast.ms / 60_000)).toBe(83);
});

test('nothing is said where the line takes longer than the pace', () => {
	expect(forecastOf([{ ...line, bytes: 60_000 * M }])).toBeUndefined();
	expect(forecastOf([{ ...line, rate: 10_000 }])).toBeUndefined();
});

test('a line that was not measured yet is the quicker one for small files only', () => {
	expect(forecastOf([{ ...line, rate: undefined }])?.files).toBe(10_000);
	expect(forecastOf([{ ...line, bytes: 10_000 * M, rate: undefined }])).toBeUndefined();
});

test('nothing is said of what is over in a minute, or has no pace', () => {
	expect(forecastOf([{ ...line, files: 119 }])).toBeUndefined();
	expect(forecastOf([{ ...line, gapMs: 0 }])).toBeUndefined();
	expect(forecastOf([])).toBeUndefined();
});

test('of several accounts the one that takes longest is told', () => {
	expect(forecastOf([line, { ...line, accountId: 'b', gapMs: 1000 }])?.accountId).toBe('b');
});
