import { expect, test } from 'vitest';
import { momentAt, pauseTimes } from './pause-times';

const at = (day: number, hours: number, minutes = 0) =>
	new Date(2026, 2, day, hours, minutes).getTime();

test('in the day one may pause for hours, until late, or until tomorrow morning', () => {
	const now = at(10, 14, 30);
	expect(pauseTimes(now)).toEqual([
		{ hours: 1, at: at(10, 15, 30) },
		{ hours: 3, at: at(10, 17, 30) },
		{ at: at(10, 23), isTomorrow: false },
		{ at: at(11, 8), isTomorrow: true }
	]);
});

test('in the night the morning comes first', () => {
	expect(pauseTimes(at(10, 2)).slice(2)).toEqual([
		{ at: at(10, 8), isTomorrow: false },
		{ at: at(10, 23), isTomorrow: false }
	]);
	expect(pauseTimes(at(10, 23)).slice(2)).toEqual([
		{ at: at(11, 8), isTomorrow: true },
		{ at: at(11, 23), isTomorrow: true }
	]);
});

test('a typed time is the next one that the clock shows', () => {
	expect(momentAt('23:00', at(10, 22))).toBe(at(10, 23));
	expect(momentAt('07:15', at(10, 22))).toBe(at(11, 7, 15));
	expect(momentAt('', at(10, 22))).toBeUndefined();
});
