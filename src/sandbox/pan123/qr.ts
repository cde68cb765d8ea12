import { json, type Reply } from '../http/exchange';
import type { Call, Endpoint, SignedInCall } from './call';
import { ok, Refusal } from './envelope';
import { signedIn } from './sign-in';

const STATUS = { waiting: 0, scanned: 1, refused: 2, confirmed: 3 } as const;
const EXPIRED = 4;
const WECHAT = 4;
const APP = 7;

/** qrEndpoints are both sides of a QR sign-in: the page's and the phone's (123pan.md §5.3). */
export const qrEndpoints: Readonly<Record<string, Endpoint>> = {
	'/user/qr-code/generate': { method: 'GET', guest: true, answer: generate },
	'/user/qr-code/result': { method: 'GET', guest: true, answer: result },
	'/user/qr-code/wx_code': { method: 'POST', guest: true, answer: wxCode },
	'/user/qr-code/scan': { method: 'POST', answer: (call) => act(call, 'scan') },
	'/user/qr-code/login': { method: 'POST', answer: (call) => act(call, 'confirm') }
};

function generate({ world }: Call): Reply {
	const uniID = world.phones.start(world.time.now());
	return ok({ uniID, url: `${world.origin}/www.123pan.com/wx-app-login.html` });
}

/** While pending: code 0 and numbers; confirmed in the app: code 200 and a token. */
function result(call: Call): Reply {
	const { world, fields } = call;
	const ticket = world.phones.look(fields.text('uniID') ?? '', world.time.now());
	if (!ticket) return ok({ loginStatus: EXPIRED, scanPlatform: 0 });
	const { state, account, scanPlatform } = ticket;
	if (state === 'confirmed' && account && scanPlatform !== WECHAT)
		return json(signedIn(call, account, APP));
	return ok({ loginStatus: STATUS[state], scanPlatform });
}

function wxCode({ world, fields }: Call): Reply {
	const code = world.phones.makeCode(fields.text('uniID') ?? '');
	if (!code) throw new Refusal(1, '二维码未确认');
	return ok({ wxCode: code });
}

function act({ world, fields, account }: SignedInCall, action: 'scan' | 'confirm'): Reply {
	const scanPlatform = fields.whole('scanPlatform');
	const done = world.phones.act(fields.text('uniID') ?? '', action, world.time.now(), {
		account,
		...(scanPlatform !== undefined && { scanPlatform })
	});
	if (!done) throw new Refusal(1, '二维码已失效');
	return ok();
}
