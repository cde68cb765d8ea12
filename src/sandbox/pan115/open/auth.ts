import { Refusal } from '../envelope';
import { ACCOUNTS, OPEN_ACCOUNT, type Account } from '../accounts';
import { PASSPORT, type Answer, type Call, type Endpoint } from '../call';
import { passed, qrText } from '../qr';
import { answersChallenge, isMethod, isVerifierLength } from './challenge';
import { clientOf } from './clients';
import { rulesOf } from './rules';
import type { TokenPair } from './tokens';

/** openAuthEndpoints give and renew tokens (115.md §10.1), in the passport's envelope. */
export const openAuthEndpoints: readonly Endpoint[] = [
	post('/open/authDeviceCode', authDeviceCode),
	post('/open/deviceCodeToToken', deviceCodeToToken),
	post('/open/refreshToken', refreshToken)
];

function post(path: string, answer: Answer<Call>): Endpoint {
	return { hosts: PASSPORT, path, method: 'POST', form: 'passport', access: 'none', answer };
}

function authDeviceCode(call: Call) {
	const { world, fields } = call;
	const client = clientOf(fields.text('client_id'));
	const challenge = fields.text('code_challenge') ?? '';
	const method = fields.text('code_challenge_method') ?? '';
	if (challenge === '') throw new Refusal(40140101, 'code_challenge 必填');
	if (!isMethod(method))
		throw new Refusal(40140102, 'code_challenge_method 必须是 sha256、sha1、md5 之一');
	const code = world.qrCodes.start(world.config.current.qrLifetime);
	const { uid, time, sign } = code;
	// Whose phone it is when nobody says so: not the one who has signed in with cookies already.
	code.account = OPEN_ACCOUNT;
	world.deviceCodes.add(uid, { client: client.id, challenge, method });
	return passed(call, { uid, time, sign, qrcode: qrText(uid) });
}

/** The verifier is looked at before the person's answer: a wrong one learns nothing about it. */
function deviceCodeToToken(call: Call) {
	const { world, fields } = call;
	const uid = fields.text('uid') ?? '';
	const verifier = fields.text('code_verifier') ?? '';
	if (!isVerifierLength(verifier)) throw new Refusal(40140112, 'code_verifier 长度应为 43~128 位');
	const device = world.deviceCodes.get(uid);
	const code = world.qrCodes.look(uid);
	if (!device || !code || code.status < 0) throw new Refusal(40199002, '二维码已失效');
	if (!answersChallenge(verifier, device.challenge, device.method))
		throw new Refusal(40140113, 'code_verifier 验证失败');
	if (code.status !== 2 || !code.account) throw new Refusal(40110000, '请求异常需要重试');
	clientOf(device.client);
	code.spent = true;
	world.deviceCodes.spend(uid);
	return tokenReply(call, device.client, code.account);
}

function refreshToken(call: Call) {
	const { world, fields } = call;
	const token = fields.text('refresh_token') ?? '';
	const rules = rulesOf(world);
	const { client, user } = world.openTokens.holder(token, rules);
	clientOf(client);
	if (!ACCOUNTS.some(({ userId }) => userId === user))
		throw new Refusal(40140120, 'refresh_token 检验失败');
	return passed(call, viewPair(world.openTokens.refresh(token, rules)));
}

/** tokenReply answers with the first pair of a new authorization. */
export function tokenReply(call: Call, client: string, account: Account) {
	const person = { client, user: account.userId };
	return passed(call, viewPair(call.world.openTokens.authorize(person, rulesOf(call.world))));
}

function viewPair({ access, refresh, lifetime }: TokenPair) {
	return { access_token: access, refresh_token: refresh, expires_in: lifetime };
}
