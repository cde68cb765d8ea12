import { json, type Reply } from '../http/exchange';
import { ACCOUNTS, type Account } from './accounts';
import type { Call, Endpoint, SignedInCall } from './call';
import { ok, Refusal } from './envelope';
import { issueToken } from './token';

const REMEMBERED_TYPE = 1;
const WECHAT_TYPE = 4;

/** signInEndpoints issue and revoke tokens (123pan.md §5.1, §5.2). */
export const signInEndpoints: Readonly<Record<string, Endpoint>> = {
	'/user/sign_in': { method: 'POST', guest: true, answer: signIn },
	'/user/logout': { method: 'POST', answer: signOut },
	'/user/token/verify': { method: 'GET', answer: () => ok() }
};

/** signIn takes the phone, mail, android and WeChat-code variants, as JSON or as a form. */
function signIn(call: Call): Reply {
	const { world, fields } = call;
	const code = fields.text('wechat_code');
	if (fields.whole('type') === WECHAT_TYPE || code) {
		const account = world.phones.spendCode(code ?? '');
		if (!account) throw new Refusal(1, '微信授权已失效,请重新扫码');
		return json(signedIn(call, account, WECHAT_TYPE));
	}
	const user = fields.text('mail') ?? fields.text('passport') ?? '';
	const account = ACCOUNTS.find(
		({ passport, mail }) => user !== '' && [passport, mail].includes(user)
	);
	if (!account || fields.text('password') !== account.password)
		throw new Refusal(1, '帐号或密码错误');
	if (world.config.current.riskChallenge)
		throw new Refusal(1, '账号存在安全风险,请使用短信验证码或微信登录');
	return json(signedIn(call, account, REMEMBERED_TYPE));
}

/** signedIn is the answer of every way to sign in: code 200, not 0 (§4.2). */
export function signedIn({ world, fields, exchange }: Call, account: Account, loginType: number) {
	const platform = exchange.headers.platform;
	const token = issueToken(account, {
		now: world.time.seconds(),
		lifetime: world.config.current.tokenLifetime,
		platform: typeof platform === 'string' ? platform : 'web',
		remember: fields.flag('remember') ?? false,
		loginType
	});
	return { code: 200, message: 'success', data: { token, login_type: loginType } };
}

function signOut({ world, claims }: SignedInCall): Reply {
	world.revoked.add(claims.jti);
	return ok();
}
