import { encode } from 'uqr';
import type { Reply } from '../http/exchange';
import { PASSPORT, QRCODE, reply, type Call, type CookieCall, type Endpoint } from './call';
import type { CookieSet } from './cookies';
import { Refusal } from './envelope';
import { png } from './png';
import type { QrStatus } from './qr-codes';
import { slotOf } from './slots';

const NOT_VALID = 40199002;
const MESSAGES: Readonly<Record<QrStatus, string>> = {
	0: '',
	1: '扫描成功，等待确认',
	2: '登录成功',
	[-1]: '二维码已过期',
	[-2]: '用户取消登录'
};

const passport = { form: 'passport', access: 'none' } as const;
const phone = { hosts: QRCODE, form: 'passport', access: 'cookie' } as const;

/** qrEndpoints are both sides of a QR sign-in: the client's and the phone's (115.md §4.2). */
export const qrEndpoints: readonly Endpoint[] = [
	{ ...passport, hosts: QRCODE, path: '/api/1.0/{app}/1.0/token', answer: token },
	{ ...passport, hosts: QRCODE, path: '/api/1.0/{app}/1.0/qrcode', answer: image },
	{ ...passport, hosts: QRCODE, path: '/get/status', answer: status },
	{
		...passport,
		hosts: PASSPORT,
		path: '/app/1.0/{app}/1.0/login/qrcode',
		method: 'POST',
		answer: login
	},
	{ ...passport, hosts: ['115.com'], path: '/scan/{code}', answer: scanPage },
	{ ...phone, path: '/api/2.0/prompt.php', answer: (call: CookieCall) => act(call, 'uid', 'scan') },
	{
		...phone,
		path: '/api/2.0/slogin.php',
		answer: (call: CookieCall) => act(call, 'key', 'confirm')
	},
	{
		...phone,
		path: '/api/2.0/cancel.php',
		answer: (call: CookieCall) => act(call, 'key', 'cancel')
	}
];

/** qrText is what a code says. */
export function qrText(uid: string): string {
	return `https://115.com/scan/dg-${uid}`;
}

/** passed is a success in the passport's envelope, where `state` is 1 (§4.2, §10). */
export function passed(call: Call, data: object, headers: Reply['headers'] = {}): Reply {
	return reply(call, { state: 1, code: 0, message: '', data, error: '', errno: 0 }, headers);
}

function token(call: Call): Reply {
	refuseUnknownApp(call.params.app);
	const { world } = call;
	const { uid, time, sign } = world.qrCodes.start(world.config.current.qrLifetime);
	return passed(call, { uid, time, sign, qrcode: qrText(uid) });
}

function image(call: Call): Reply {
	const uid = call.fields.text('uid');
	if (!uid) throw new Refusal(1001, '参数错误');
	const body = png(encode(qrText(uid), { border: 2 }).data, 8);
	return { status: 200, headers: { 'content-type': 'image/png' }, body };
}

/** A client shows all three parts of its token; the poll is held until something changes. */
async function status(call: Call): Promise<Reply> {
	const { world, fields } = call;
	const code = world.qrCodes.look(fields.text('uid'));
	const known = code?.sign === fields.text('sign') && String(code?.time) === fields.text('time');
	if (!code || !known || code.spent) throw new Refusal(NOT_VALID, '二维码已失效');
	const now = await world.qrCodes.poll(code, world.config.current.qrHold);
	return passed(call, now === 0 ? {} : { msg: MESSAGES[now], status: now, version: '1.0.0' });
}

function login(call: Call): Reply {
	const { world, fields, params } = call;
	const app = fields.text('app') ?? params.app ?? '';
	const slot = refuseUnknownApp(app);
	const code = world.qrCodes.look(fields.text('account'));
	// A code that an app of the Open Platform showed gives tokens, never a session.
	if (world.deviceCodes.get(code?.uid ?? '')) throw new Refusal(NOT_VALID, '二维码已失效');
	if (!code || code.spent || code.status < 0) throw new Refusal(NOT_VALID, '二维码已失效');
	if (code.status !== 2 || !code.account) throw new Refusal(40101017, '用户验证失败！');
	code.spent = true;
	const { account, cookies } = world.signIns.start(code.account, slot, world.time.now());
	const data = {
		user_id: Number(account.userId),
		user_name: account.name,
		is_vip: account.vip ? 1 : 0,
		country: 'CN',
		cookie: cookies
	};
	return passed(call, data, { 'set-cookie': setCookies(cookies) });
}

function setCookies(cookies: CookieSet): readonly string[] {
	return Object.entries(cookies).map(
		([name, value]) => `${name}=${value}; Path=/; Domain=.115.com; HttpOnly`
	);
}

function scanPage({ params }: Call): Reply {
	const text = `Scan this code with the 115 app: ${encodeURIComponent(params.code ?? '')}\n`;
	return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
}

function act(call: CookieCall, name: 'uid' | 'key', action: 'scan' | 'confirm' | 'cancel'): Reply {
	const uid = call.fields.text(name) ?? '';
	if (!call.world.qrCodes.act(uid, action, call.account))
		throw new Refusal(NOT_VALID, '二维码已失效');
	return passed(call, {});
}

function refuseUnknownApp(app: string | undefined): string {
	const slot = slotOf(app ?? '');
	if (!slot) throw new Refusal(1001, '参数错误');
	return slot;
}
