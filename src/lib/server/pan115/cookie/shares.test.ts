import { describe, expect, test } from 'vitest';
import { COOKIE, stub115, type Routes } from '../../../../../tests/support/stub-115';
import { createCookieApi } from './api';
import { cookieShares } from './shares';

const SEND = 'webapi.115.com/share/send';
const UPDATE = 'webapi.115.com/share/updateshare';
const LIST = 'webapi.115.com/share/slist';
const made = { share_code: 'sw1', receive_code: 'x1y2', share_url: 'https://115cdn.com/s/sw1' };
const ok = (data: unknown = {}, more: object = {}) => ({ state: true, errno: 0, data, ...more });
const DAY_MS = 86_400_000;
const wish = { name: 'F', days: 7 };

function setUp(routes: Routes) {
	const { doors, calls, clock } = stub115(routes);
	const api = createCookieApi({ cookies: COOKIE, appVersion: '1.2.3' }, doors);
	const shares = cookieShares(api, { userId: '100200300' }, doors);
	return { shares, clock, calls, form: (at: number) => Object.fromEntries(calls[at]!.form) };
}

describe('a new share', () => {
	test('is made, then given the days and the password that were wished for', async () => {
		const { shares, form, clock } = setUp({ [SEND]: () => ok(made), [UPDATE]: () => ok() });
		expect(await shares.share(['1', '2'], { ...wish, password: 'ab12' })).toEqual({
			...{ id: 'sw1', name: 'F', url: made.share_url, password: 'ab12' },
			...{ createdAt: undefined, expiresAt: clock.now() + 7 * DAY_MS, over: undefined }
		});
		expect(form(0)).toMatchObject({ file_ids: '1,2', ignore_warn: '1', user_id: '100200300' });
		const terms = { share_code: 'sw1', share_duration: '7', receive_code: 'ab12' };
		expect(form(1)).toMatchObject(terms);
	});

	test('may be for ever, with a password of 115’s choice', async () => {
		const told = { sw1: { share_ex_time: -1 } };
		const { shares, form } = setUp({ [SEND]: () => ok(made), [UPDATE]: () => ok(told) });
		const share = await shares.share(['1'], { ...wish, days: 0 });
		expect([share.expiresAt, share.password]).toEqual([undefined, 'x1y2']);
		expect(form(1)).toEqual({ share_code: 'sw1', share_duration: '-1' });
	});

	test('ends when 115 says, by the name that 115 gives', async () => {
		const told = { sw1: { share_ex_time: 1735689600 } };
		const titled = { ...made, share_title: 'a.bin', share_ex_time: 1 };
		const { shares } = setUp({ [SEND]: () => ok(titled), [UPDATE]: () => ok(told) });
		const share = await shares.share(['1'], wish);
		expect(share).toMatchObject({ name: 'a.bin', expiresAt: 1735689600_000 });
	});

	test('is taken back when it can not be what was wished for', async () => {
		const cancel = { share_code: 'sw1', action: 'cancel' };
		const { shares, form } = setUp({
			[SEND]: () => ok(made),
			[UPDATE]: ({ form }) => (form.has('action') ? ok() : { state: false, errno: 990002 })
		});
		await expect(shares.share(['1'], wish)).rejects.toThrow('drive-refused: 990002');
		expect(form(2)).toEqual(cancel);
	});

	test('is named when it can not even be taken back', async () => {
		const { shares } = setUp({
			[SEND]: () => ok(made),
			[UPDATE]: () => new Response('', { status: 500 })
		});
		await expect(shares.share(['1'], wish)).rejects.toThrow(/15 days.*sw1/);
	});

	test.each(['abc', 'abcde', 'ab 1', '密码密码'])('has no such password: %s', async (password) => {
		const { shares, calls } = setUp({});
		await expect(shares.share(['1'], { ...wish, password })).rejects.toThrow('bad-request');
		expect(calls).toEqual([]);
	});
});

describe('a list of shares', () => {
	const row = { ...made, share_title: 'F', share_state: 1, create_time: '1735689600' };

	test.each([
		['at the top', (list: object[]) => ({ state: true, errno: 0, count: '5', list })],
		['in its data', (list: object[]) => ok({ count: 5, list })]
	])('is read %s', async (_, answer) => {
		const { shares, calls } = setUp({ [LIST]: () => answer([{ ...row, share_ex_time: -1 }]) });
		const page = await shares.shares({ offset: 3, limit: 1 });
		expect(page).toEqual({
			shares: [
				{
					...{ id: 'sw1', name: 'F', url: made.share_url, password: 'x1y2', over: false },
					...{ createdAt: 1735689600_000, expiresAt: undefined }
				}
			],
			next: '4'
		});
		const query = { offset: '3', limit: '1', order: 'create_time', asc: '0' };
		expect(Object.fromEntries(calls[0]!.query)).toMatchObject(query);
	});

	test.each([
		[1735776000, 1735776000_000],
		['15', (1735689600 + 15 * 86_400) * 1000],
		[-1, undefined],
		[0, undefined]
	])('tells when one ends: %s', async (share_ex_time, expiresAt) => {
		const { shares } = setUp({ [LIST]: () => ok(null, { list: [{ ...row, share_ex_time }] }) });
		const { shares: list, next } = await shares.shares({ offset: 0, limit: 100 });
		expect([list[0]?.expiresAt, next]).toEqual([expiresAt, undefined]);
	});

	test.each([0, 1, 8])('has one in force by its state %i', async (share_state) => {
		const { shares } = setUp({ [LIST]: () => ok(null, { list: [{ ...row, share_state }] }) });
		expect((await shares.shares({ offset: 0, limit: 9 })).shares[0]?.over).toBe(false);
	});

	test.each([2, 3, 4, 5, 6, 7, 9, 11])('has one that is over by its state %i', async (state) => {
		const { shares } = setUp({ [LIST]: () => ok({ list: [{ ...row, share_state: `${state}` }] }) });
		expect((await shares.shares({ offset: 0, limit: 9 })).shares[0]?.over).toBe(true);
	});

	test('of nobody is empty', async () => {
		const { shares } = setUp({ [LIST]: () => ({ state: true, count: 0, list: null }) });
		expect(await shares.shares({ offset: 0, limit: 9 })).toEqual({ shares: [], next: undefined });
	});

	test('shows no link that is a program', async () => {
		const bad = { ...row, share_url: 'javascript:alert(1)' };
		const { shares } = setUp({ [LIST]: () => ok({ list: [bad] }) });
		const { shares: list } = await shares.shares({ offset: 0, limit: 9 });
		expect(list[0]?.url).toBe('https://115.com/s/sw1');
	});
});

test('several shares end with one call', async () => {
	const { shares, form } = setUp({ [UPDATE]: () => ok() });
	await shares.unshare(['sw1', 'sw2']);
	expect(form(0)).toEqual({ share_code: 'sw1,sw2', action: 'cancel' });
});
