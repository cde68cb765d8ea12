import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { Pan115Rig, type Json } from '../../../tests/support/pan115-rig';

let rig: Pan115Rig;
let clock: FakeClock;
beforeEach(async () => {
	clock = new FakeClock();
	rig = await Pan115Rig.open(clock);
});
afterEach(() => rig.sandbox.close());

const status = () => rig.call('my.115.com/?ct=guide&ac=status');
const token = async (app = 'tv') =>
	(await rig.call(`qrcodeapi.115.com/api/1.0/${app}/1.0/token`)).data ?? {};
const pollPath = ({ uid, time, sign }: Json) =>
	`qrcodeapi.115.com/get/status/?uid=${String(uid)}&time=${String(time)}&sign=${String(sign)}&_=1`;
const phone = (uid: unknown, action: string) => rig.admin('phone', { uid, action });
const login = (uid: unknown, app: string) =>
	rig.send(`passportapi.115.com/app/1.0/${app}/1.0/login/qrcode`, { account: String(uid), app });

/** signIn goes all the way and gives the cookies. */
async function signIn(app: string): Promise<string> {
	const { uid } = await token(app);
	await phone(uid, 'scan');
	await phone(uid, 'confirm');
	const { cookie } = ((await (await login(uid, app)).json()) as Json).data ?? {};
	return Object.entries(cookie as object)
		.map(([name, value]) => `${name}=${String(value)}`)
		.join('; ');
}

describe('a QR sign-in', () => {
	test('gives a session in the slot of the app, as JSON and as cookies', async () => {
		const code = await token('wechatmini');
		expect(code).toMatchObject({ qrcode: `https://115.com/scan/dg-${String(code.uid)}` });
		await phone(code.uid, 'scan');
		expect((await rig.call(pollPath(code))).data).toMatchObject({ status: 1 });
		await phone(code.uid, 'confirm');
		expect((await rig.call(pollPath(code))).data).toMatchObject({ status: 2 });
		const answer = await login(code.uid, 'wechatmini');
		const { state, data } = (await answer.json()) as Json;
		expect(state).toBe(1);
		expect(data).toMatchObject({ user_id: 100200300, user_name: 'Sandbox 115' });
		const { UID = '', KID = '' } = data?.cookie as Record<string, string>;
		expect(UID).toMatch(/^100200300_R1_\d{10}$/);
		expect(answer.headers.getSetCookie()).toHaveLength(4);
		expect(answer.headers.getSetCookie()[3]).toMatch(`KID=${KID}; Path=/; Domain=.115.com`);
	});

	test('is polled for as long as nothing changes, and answers at once when something does', async () => {
		await rig.config({ qrHold: 20 });
		const code = await token();
		let told: Json | undefined;
		const polled = rig.call(pollPath(code)).then((answer) => (told = answer));
		await expect.poll(() => clock.sleeping).toBe(1);
		await settle();
		expect(told).toBeUndefined();
		await phone(code.uid, 'scan');
		expect((await polled).data).toMatchObject({ status: 1 });
		const next = rig.call(pollPath(code));
		await expect.poll(() => clock.sleeping).toBe(1);
		await clock.advance(20_000);
		expect((await next).data).toMatchObject({ status: 1 });
	});

	test('waits with an empty answer', async () => {
		await rig.config({ qrHold: 0 });
		const polled = rig.call(pollPath(await token()));
		await expect.poll(() => clock.sleeping).toBe(1);
		await clock.advance(0);
		expect(await polled).toMatchObject({ state: 1, data: {} });
	});

	test('ends by time with -1, by the phone with -2, and is not valid for another sign', async () => {
		const [old, refused] = [await token(), await token()];
		await phone(refused.uid, 'cancel');
		expect((await rig.call(pollPath(refused))).data).toMatchObject({ status: -2 });
		await clock.advance(300_000);
		expect((await rig.call(pollPath(old))).data).toMatchObject({ status: -1 });
		const other = await rig.call(pollPath({ ...(await token()), sign: 'x' }));
		expect(other).toMatchObject({ state: 0, code: 40199002 });
	});

	test('ends a poll when the code runs out', async () => {
		await rig.config({ qrLifetime: 5 });
		const polled = rig.call(pollPath(await token()));
		await expect.poll(() => clock.sleeping).toBe(1);
		await clock.advance(5000);
		expect((await polled).data).toMatchObject({ status: -1 });
	});

	test('gives nothing before the phone confirms, one session after, and none to unknown apps', async () => {
		const { uid } = await token();
		await phone(uid, 'scan');
		expect(await (await login(uid, 'tv')).json()).toMatchObject({ state: 0, data: {} });
		await phone(uid, 'confirm');
		expect(await (await login(uid, 'toaster')).json()).toMatchObject({ state: 0, code: 1001 });
		expect(await (await login(uid, 'tv')).json()).toMatchObject({ state: 1 });
		expect(await (await login(uid, 'tv')).json()).toMatchObject({ state: 0, code: 40199002 });
	});

	test('can be played by a signed-in session instead of the admin call', async () => {
		await rig.enter('Sandbox 115 free');
		const code = await token();
		const scan = `qrcodeapi.115.com/api/2.0/prompt.php?uid=${String(code.uid)}`;
		expect(await rig.call(scan)).toMatchObject({ state: 1 });
		const confirm = `slogin.php?key=${String(code.uid)}&uid=${String(code.uid)}&client=0`;
		await rig.call(`qrcodeapi.115.com/api/2.0/${confirm}`);
		const answer = (await (await login(code.uid, 'tv')).json()) as Json;
		expect(answer.data).toMatchObject({ user_name: 'Sandbox 115 free' });
	});

	test('has a picture', async () => {
		const { uid } = await token();
		const where = `qrcodeapi.115.com/api/1.0/web/1.0/qrcode?uid=${String(uid)}`;
		const response = await rig.send(where);
		expect(response.headers.get('content-type')).toBe('image/png');
		const bytes = Buffer.from(await response.arrayBuffer());
		expect(bytes.subarray(1, 4).toString()).toBe('PNG');
		expect(bytes.readUInt32BE(16)).toBeGreaterThan(200);
	});
});

describe('a session', () => {
	test('is known to every check', async () => {
		expect(await status()).toEqual({ state: true });
		const sso = await rig.call('passportapi.115.com/app/1.0/web/1.0/check/sso');
		expect(sso).toMatchObject({ state: 0, code: 0, data: { user_id: 100200300 } });
		const nav = await rig.call('my.115.com/?ct=ajax&ac=nav');
		expect(nav.data).toMatchObject({ user_id: 100200300, user_name: 'Sandbox 115', vip: 1 });
		const space = await rig.call('webapi.115.com/files/index_info');
		expect(space.data).toMatchObject({ space_info: { all_use: { size: 0 } } });
		const info = await rig.call('webapi.115.com/files/uploadinfo');
		expect(info).toMatchObject({ user_id: 100200300, userkey: rig.userKey, errno: 0 });
	});

	test('is missed in HTTP 200, and by the sign-on check in its own way', async () => {
		rig.cookie = '';
		const response = await rig.send('webapi.115.com/files/index_info');
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({ state: false, errno: 990001 });
		const sso = await rig.call('passportapi.115.com/app/1.0/web/1.0/check/sso');
		expect(sso).toMatchObject({ state: 1, code: 990001 });
	});

	test('needs all its cookies to be right, yet KID by switch alone', async () => {
		const good = rig.cookie;
		rig.cookie = good.replace(/; KID=.*/, '');
		expect(await status()).toEqual({ state: true });
		await rig.config({ requireKid: true });
		expect(await status()).toMatchObject({ errno: 990001 });
		for (const name of ['UID', 'CID', 'SEID', 'KID']) {
			rig.cookie = good.replace(new RegExp(`(${name}=.*?)[0-9a-f](;|$)`), '$1x$2');
			expect(await status(), name).toMatchObject({ errno: 990001 });
		}
		rig.cookie = good;
		expect(await status()).toEqual({ state: true });
	});

	test('ends when its slot is taken, and not when another is', async () => {
		rig.cookie = await signIn('tv');
		await signIn('wechatmini');
		expect(await status()).toEqual({ state: true });
		await signIn('tv');
		expect(await status()).toMatchObject({ errno: 990001 });
		const pro = await rig.call('proapi.115.com/app/uploadinfo');
		expect(pro).toMatchObject({ state: false, errno: 40101037 });
	});

	test('ends by age, at whatever age the switch says now', async () => {
		await clock.advance(3_600_000);
		expect(await status()).toEqual({ state: true });
		await rig.config({ cookieLifetime: 3600 });
		expect(await status()).toMatchObject({ errno: 990001 });
		await rig.config({ cookieLifetime: 7200 });
		expect(await status()).toEqual({ state: true });
	});

	test('ends by switch, once, and the list of accounts has a live one again', async () => {
		const old = rig.cookie;
		expect(await rig.config({ revokeCookies: true })).toMatchObject({ revokeCookies: false });
		expect(await status()).toMatchObject({ errno: 990001 });
		await rig.enter('Sandbox 115');
		expect(rig.cookie).not.toBe(old);
		expect(await status()).toEqual({ state: true });
	});

	test('survives a reset and a restart', async () => {
		await rig.admin('reset', {});
		expect(await status()).toEqual({ state: true });
		const tv = await signIn('tv');
		await rig.sandbox.close();
		rig = await Pan115Rig.open(clock);
		rig.cookie = tv;
		expect(await status()).toEqual({ state: true });
	});

	test('meets limits and the firewall by switch', async () => {
		await rig.config({ limitTimes: 2, limitCode: 911 });
		expect(await status()).toMatchObject({ state: false, errno: 911 });
		expect((await rig.init('a', new Uint8Array(3))).statuscode).toBe(911);
		expect(await status()).toEqual({ state: true });
		await rig.config({ requireAgent: true });
		const blocked = await rig.send('my.115.com/', undefined, { 'user-agent': '' });
		expect(blocked.status).toBe(405);
		expect(await blocked.text()).toMatch(/^<!doctypehtml>/);
		expect(await status()).toEqual({ state: true });
	});
});
