import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MiB } from '../../../lib/kernel/bytes';
import { FakeClock } from '../../../../tests/support/fake-clock';
import { ACCOUNTS, type Account } from '../accounts';
import { cookieText } from '../cookies';
import { at, openRig, type Answered, type Rig } from '../testing';

const [owner, friend, small] = ACCOUNTS as readonly [Account, Account, Account];
const DAY_MS = 86_400_000;

let rig: Rig;
let clock: FakeClock;
beforeEach(async () => {
	clock = new FakeClock();
	rig = await openRig(clock);
});
afterEach(() => rig.close());

/** as calls with the cookies of an account, or with none. */
async function as(account: Account | null, path: string, form?: Record<string, string>) {
	const { signIns, time } = rig.world;
	const cookie = account && cookieText(signIns.own(account, time.now(), 1e9).cookies);
	const reply = await rig.send({
		path,
		headers: cookie ? { cookie } : {},
		...(form && { method: 'POST', body: bytes(new URLSearchParams(form).toString()) })
	});
	return JSON.parse(String(reply.body)) as Answered;
}

async function* bytes(text: string) {
	yield Buffer.from(text);
}

async function shared() {
	const folder = rig.folder('F');
	const inside = await rig.put('in.txt', 'inside', folder.id);
	const file = await rig.put('a.txt', 'abc');
	const secret = await rig.put('secret.txt', 'secret');
	const file_ids = `${folder.id},${file.id}`;
	const { data } = await as(owner, '/share/send', { file_ids, ignore_warn: '1' });
	const [code, password] = [at(data, 'share_code'), at(data, 'receive_code')];
	const link = { share_code: code, receive_code: password };
	return { folder, inside, file, secret, code, password, link };
}

const snap = (link: Record<string, string>, account: Account | null = friend) =>
	as(account, `/share/snap?${String(new URLSearchParams(link))}`);
const names = (answer: Answered) =>
	(answer.data as { list: readonly { n: string }[] }).list.map(({ n }) => n);

describe('a share', () => {
	test('shows what is under its link, folder by folder, to who knows the password', async () => {
		const { folder, link, code } = await shared();
		const top = await snap(link, null);
		expect(top).toMatchObject({ state: true, data: { count: 2 } });
		expect(names(top)).toEqual(['F', 'a.txt']);
		expect(names(await snap({ ...link, cid: folder.id }))).toEqual(['in.txt']);
		expect(await snap({ share_code: code })).toMatchObject({ state: false, errno: 4100012 });
		expect(await snap({ ...link, receive_code: 'zzzz' })).toMatchObject({ errno: 4100008 });
		expect(await snap({ ...link, share_code: 'swnone' })).toMatchObject({ errno: 4100026 });
		expect(await snap({ share_code: code }, owner)).toMatchObject({ state: true });
	});

	test('is saved into the drive of someone else, folders with all they hold', async () => {
		const { folder, link } = await shared();
		const saved = await as(friend, '/share/receive', { ...link, file_id: folder.id, cid: '0' });
		expect(saved).toMatchObject({ state: true });
		const [copy, ...others] = rig.world.tree(friend).children('0');
		expect([copy?.name, others]).toEqual(['F', []]);
		expect(rig.world.tree(friend).filesNamed(copy?.id ?? '', 'in.txt')).toHaveLength(1);
		expect((await snap(link)).data).toMatchObject({ shareinfo: { receive_count: '1' } });
		await as(friend, '/share/receive', { ...link, file_id: '0' });
		expect(rig.world.tree(friend).children('0')).toHaveLength(3);
	});

	test('gives nothing that is not under its link', async () => {
		const { secret, link } = await shared();
		const asked = { ...link, file_id: secret.id };
		expect(await as(friend, '/share/receive', asked)).toMatchObject({ state: false });
		expect(await snap({ ...link, cid: secret.id })).toMatchObject({ state: false });
		expect(rig.world.tree(friend).children('0')).toEqual([]);
	});

	test('is not saved where there is no space or folder', async () => {
		const { file, link } = await shared();
		const asked = { ...link, file_id: file.id };
		const nowhere = await as(friend, '/share/receive', { ...asked, cid: '77' });
		expect(nowhere).toMatchObject({ errno: 20009 });
		const big = await rig.put('big', 'x'.repeat(MiB + 1));
		const { data } = await as(owner, '/share/send', { file_ids: big.id });
		const bigLink = { share_code: at(data, 'share_code'), receive_code: at(data, 'receive_code') };
		const full = await as(small, '/share/receive', { ...bigLink, file_id: big.id });
		expect(full).toMatchObject({ state: false, errno: 91005 });
	});

	test('ends after its time, for ever with -1, and when it is cancelled', async () => {
		const { link, code } = await shared();
		const change = (fields: Record<string, string>, account = owner) =>
			as(account, '/share/updateshare', { share_code: code, ...fields });
		await change({ share_duration: '2' });
		await clock.advance(2 * DAY_MS - 1000);
		expect(await snap(link)).toMatchObject({ state: true });
		await clock.advance(1000);
		expect(await snap(link)).toMatchObject({ errno: 4100010 });
		await change({ share_duration: '-1' });
		await clock.advance(100 * DAY_MS);
		expect((await snap(link)).data).toMatchObject({ shareinfo: { expire_time: -1 } });
		expect(await change({ action: 'cancel' }, friend)).toMatchObject({ errno: 4100026 });
		expect(await change({ action: 'cancel' })).toMatchObject({ state: true });
		expect(await snap(link)).toMatchObject({ errno: 4100009 });
	});

	test('takes another password', async () => {
		const { link, code } = await shared();
		const change = (receive_code: string) =>
			as(owner, '/share/updateshare', { share_code: code, receive_code });
		expect(await change('too long')).toMatchObject({ state: false });
		expect(await change('ab12')).toMatchObject({ state: true });
		expect(await snap({ ...link, receive_code: 'ab12' })).toMatchObject({ state: true });
		expect(await snap(link, friend)).toMatchObject({ errno: 4100008 });
	});

	test('is listed for its owner, newest first, until it is cancelled', async () => {
		const { code, password } = await shared();
		const { code: second } = await shared();
		const list = async (account: Account, more = '') => {
			const answer = await as(account, `/share/slist?limit=32&offset=0${more}`);
			return answer.list as readonly Answered[];
		};
		const url = `https://115.com/s/${code}`;
		const start = Math.floor(clock.now() / 1000);
		const until = start + (15 * DAY_MS) / 1000;
		expect(await list(owner)).toMatchObject([
			{ share_code: second },
			{ share_code: code, receive_code: password, share_url: url, share_title: 'F' }
		]);
		const own = { share_state: '1', share_ex_time: until, create_time: String(start) };
		expect((await list(owner))[1]).toMatchObject(own);
		expect(await list(owner, '&offset=1')).toHaveLength(1);
		expect(await list(friend)).toEqual([]);
		const told = await as(owner, '/share/updateshare', { share_code: code, share_duration: '-1' });
		expect(told).toMatchObject({ data: { [code]: { share_ex_time: -1 } } });
		expect(await as(owner, `/share/shareinfo?share_code=${code}`)).toMatchObject({
			data: { share_code: code, share_ex_time: -1 }
		});
		expect(await as(friend, `/share/shareinfo?share_code=${code}`)).toMatchObject({
			errno: 4100026
		});
		await as(owner, '/share/updateshare', { share_code: code, action: 'cancel' });
		expect(await list(owner)).toMatchObject([{ share_code: second }]);
		const all = await list(owner, '&show_cancel_share=1');
		expect(all.map(({ share_state }) => share_state)).toEqual(['1', '4']);
		await clock.advance(15 * DAY_MS);
		expect(await list(owner)).toMatchObject([{ share_code: second, share_state: '7' }]);
	});
});
