import { expect, test } from 'vitest';
import { fakeAccount, fakeRow } from '../../../tests/support/fake-engine';
import { bannersOf } from './banners';

const account = fakeAccount();
const waiting = (
	id: string,
	cause: 'offline' | 'signed-out' | 'conflict',
	accountId = account.id
) => fakeRow({ id, state: 'waiting', cause, accountId });

test('rows that share a cause share one banner', () => {
	const banners = bannersOf([waiting('1', 'offline'), waiting('2', 'offline')], [account]);
	expect(banners).toHaveLength(1);
	expect(banners[0]).toMatchObject({ cause: 'offline', ids: ['1', '2'], brand: '123Pan' });
});

test('a cause of one row alone is told in that row', () => {
	expect(bannersOf([waiting('1', 'offline')], [account])).toEqual([]);
});

test('a taken name has one too, so that one answer serves all', () => {
	const banners = bannersOf([waiting('1', 'conflict'), waiting('2', 'conflict')], [account]);
	expect(banners).toMatchObject([{ cause: 'conflict', ids: ['1', '2'] }]);
});

test('a drive keeps its name when its account is gone', () => {
	const rows = ['1', '2'].map((id) => waiting(id, 'signed-out'));
	expect(bannersOf(rows, [])[0]?.brand).toBe('123Pan');
});

test('each signed-out account has a banner of its own', () => {
	const rows = [
		...['1', '2'].map((id) => waiting(id, 'signed-out')),
		...['3', '4'].map((id) => waiting(id, 'signed-out', 'other'))
	];
	const banners = bannersOf(rows, [account]);
	expect(banners.map(({ accountId }) => accountId)).toEqual([account.id, 'other']);
});
