import { describe, expect, test } from 'vitest';
import { fakeRow } from '../../../tests/support/fake-engine';
import { hold, RankedOrder } from './ranked-order';
import { needsPerson, rankOf } from './row-order';

const rows = [
	fakeRow({ id: 'done', state: 'done', order: 1 }),
	fakeRow({ id: 'queued', state: 'queued', order: 2 }),
	fakeRow({ id: 'paused', state: 'paused', order: 3 }),
	fakeRow({ id: 'offline', state: 'waiting', cause: 'offline', order: 4 }),
	fakeRow({ id: 'late', state: 'uploading', order: 6 }),
	fakeRow({ id: 'early', state: 'hashing', order: 5 }),
	fakeRow({ id: 'failed', state: 'failed', code: 'network', order: 7 }),
	fakeRow({ id: 'conflict', state: 'waiting', cause: 'conflict', order: 0 })
];

function arrange(some: typeof rows): readonly string[] {
	const order = new RankedOrder();
	for (const row of some) order.put(row.id, rankOf(row), row.order);
	return order.ids();
}

describe('the order of rows', () => {
	test('is: needs you, active, waiting, paused, queued, done', () => {
		const expected = 'conflict failed early late offline paused queued done';
		expect(arrange(rows).join(' ')).toBe(expected);
	});

	test('leaves the focused row where it was', () => {
		const before = ['done', 'queued', 'late', 'early'];
		expect(hold(arrange(rows), before, 'late')[2]).toBe('late');
	});

	test('forgets a focused row that is gone', () => {
		expect(hold(arrange(rows), ['gone', 'done'], 'gone')).toEqual(arrange(rows));
	});

	test('follows many rows through every change as a sort would', () => {
		const order = new RankedOrder();
		const places = new Map<string, readonly [rank: number, order: number]>();
		for (let step = 0; step < 3000; step += 1) {
			const id = String((step * 7919) % 500);
			const place = [(step * 31) % 6, (step * 17) % 40] as const;
			if (step % 5 === 4) {
				order.delete(id);
				places.delete(id);
			} else {
				order.put(id, ...place);
				places.set(id, place);
			}
		}
		const sorted = [...places].sort(
			([a, [rankA, orderA]], [b, [rankB, orderB]]) =>
				rankA - rankB || orderA - orderB || (a < b ? -1 : 1)
		);
		expect(order.ids()).toEqual(sorted.map(([id]) => id));
		expect(order.size).toBe(places.size);
	});

	test('takes in many at once as it would one by one', () => {
		const [one, all] = [new RankedOrder(), new RankedOrder()];
		for (let id = 0; id < 900; id += 1) {
			for (const order of [one, all]) order.put(String(id), id % 4, id % 50);
		}
		const changes = new Map<string, { rank: number; order: number } | undefined>();
		for (let id = 300; id < 1200; id += 1) {
			changes.set(String(id), id % 7 ? { rank: id % 5, order: (id * 13) % 40 } : undefined);
		}
		all.putAll(changes);
		for (const [id, place] of changes) {
			if (place) one.put(id, place.rank, place.order);
			else one.delete(id);
		}
		expect(all.ids()).toEqual(one.ids());
		expect([all.size, all.first()]).toEqual([one.size, one.first()]);
		all.putAll(new Map([['0', undefined]]));
		expect(all.size).toBe(one.size - 1);
	});

	test('does not depend on the order in which rows came', () => {
		expect(arrange([...rows].reverse())).toEqual(arrange(rows));
	});
});

test('only a person can help rows that wait for one, or for a reload', () => {
	expect(needsPerson({ state: 'waiting', cause: 'offline' })).toBe(false);
	expect(needsPerson({ state: 'waiting', cause: 'space' })).toBe(true);
	expect(needsPerson({ state: 'waiting', cause: 'proxy', code: 'version-mismatch' })).toBe(true);
	expect(needsPerson({ state: 'failed', code: 'network' })).toBe(false);
});
