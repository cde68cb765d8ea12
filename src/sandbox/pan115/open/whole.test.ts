import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha1 } from '../../../../tests/support/pan115-client';
import { bytesOf, Pan115Rig } from '../../../../tests/support/pan115-rig';
import { FakeClock } from '../../../../tests/support/fake-clock';
import { at, type Answered } from '../testing';

let rig: Pan115Rig;
let token: string;
beforeEach(async () => {
	rig = await Pan115Rig.open(new FakeClock());
	const rows = (await rig.admin('accounts')) as unknown as readonly Answered[];
	const open = rows.find(({ drive, flavour }) => drive === 'pan115' && flavour === 'open');
	const refresh_token = at(open, 'credentials', 'refresh_token');
	const pair = await rig.call('passportapi.115.com/open/refreshToken', { refresh_token });
	token = at(pair, 'data', 'access_token');
});
afterEach(() => rig.sandbox.close());

const open = async (path: string, form?: Record<string, string>) => {
	const headers = { authorization: `Bearer ${token}`, 'user-agent': 'a browser' };
	const response = await rig.send(`proapi.115.com/open${path}`, form, headers);
	return (await response.json()) as Answered;
};

describe('the Open Platform', () => {
	test('takes a file from init to storage to its listing, and gives it back', async () => {
		const bytes = bytesOf(200_000, 1);
		const made = await open('/folder/add', { pid: '0', file_name: 'F' });
		const target = `U_1_${at(made, 'data', 'file_id')}`;
		const form = {
			file_name: 'a.bin',
			file_size: String(bytes.length),
			target,
			fileid: sha1(bytes).toUpperCase(),
			preid: sha1(bytes.subarray(0, 131072)).toUpperCase()
		};
		const init = await open('/upload/init', form);
		expect(init).toMatchObject({ state: true, data: { status: 1 } });
		const sts = (await open('/upload/get_token')).data as Awaited<ReturnType<typeof rig.sts>>;
		const task = init.data as Parameters<typeof rig.oss>[0];
		const put = await rig.oss(task, { method: 'PUT', body: bytes, commit: true, sts });
		expect(await put.json()).toMatchObject({ state: true, data: { file_name: 'a.bin' } });
		expect(await rig.files()).toEqual(['/F/a.bin']);
		const list = await open(`/ufile/files?cid=${target.slice(4)}`);
		const pick_code = at(list, 'data', 0, 'pc');
		expect(pick_code).toBe(at(init, 'data', 'pick_code'));
		expect(await open('/upload/init', form)).toMatchObject({ data: { status: 2 } });

		const id = at(list, 'data', 0, 'fid');
		const urls = await open('/ufile/downurl', { pick_code });
		const url = at(urls, 'data', id, 'url', 'url');
		const headers = { 'user-agent': 'a browser', range: 'bytes=100000-100099' };
		const part = await fetch(url, { headers });
		expect(part.status).toBe(206);
		expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(100_000, 100_100));
		expect((await fetch(url, { headers: { 'user-agent': 'other' } })).status).toBe(403);
		const key = new URL(url).searchParams.get('k') ?? url;
		expect(JSON.stringify(await rig.admin('log'))).not.toContain(key);
	});

	test('leaves refreshes in the log to be counted, and no token', async () => {
		const log = JSON.stringify(await rig.admin('log'));
		expect(log.split('/open/refreshToken')).toHaveLength(2);
		expect(log).not.toContain(token);
	});

	test('knows its people and tokens after a reset', async () => {
		await rig.admin('reset', {});
		expect(await open('/user/info')).toMatchObject({ data: { user_name: 'Sandbox Open 115' } });
	});
});
