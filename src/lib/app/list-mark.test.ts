import { expect, test } from 'vitest';
import { ListMark } from './list-mark';

function visits() {
	const kept = new Map<string, string>();
	return () =>
		new ListMark(() => ({
			getItem: (key) => kept.get(key) ?? null,
			setItem: (key, value) => void kept.set(key, value)
		}));
}

test('a list with unfinished uploads that is gone is told of, once', () => {
	const visit = visits();
	visit().see('first', 3);
	const next = visit();
	expect([next.see('second', 0), next.see('second', 2)]).toEqual([true, false]);
	expect(visit().see('second', 2)).toBe(false);
});

test('a first visit and the same list again say nothing', () => {
	const visit = visits();
	expect(visit().see('first', 0)).toBe(false);
	expect(visit().see('first', 3)).toBe(false);
	expect(visit().see('first', 0)).toBe(false);
});

test('a list without unfinished uploads is not missed', () => {
	const visit = visits();
	const mark = visit();
	mark.see('first', 3);
	mark.see('first', 0);
	expect(visit().see('second', 0)).toBe(false);
});

test('a browser that lets nothing be marked breaks nothing', () => {
	const blocked = new ListMark(() => {
		throw new DOMException('', 'SecurityError');
	});
	expect(blocked.see('first', 3)).toBe(false);
	const full = new ListMark(() => ({
		getItem: () => null,
		setItem: () => {
			throw new DOMException('', 'QuotaExceededError');
		}
	}));
	expect(full.see('first', 3)).toBe(false);
});
