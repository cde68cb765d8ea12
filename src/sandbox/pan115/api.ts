import { readBytes } from '../http/body';
import type { Exchange, Handler, Reply } from '../http/exchange';
import { accountNamed } from './accounts';
import { bearerOf } from './bearer';
import type { Call, Endpoint } from './call';
import { captchaEndpoints } from './captcha/endpoints';
import type { SignIn } from './cookies';
import { downloadEndpoints } from './download/down-url';
import { answer, NOT_SIGNED_IN, Refusal, refusalBody } from './envelope';
import { Fields } from './fields';
import { fileEndpoints } from './files/endpoints';
import { withNumberIds } from './ids';
import { initEndpoints } from './init';
import { openEndpoints } from './open/endpoints';
import { qrEndpoints } from './qr';
import { resumeEndpoints } from './resume';
import { findEndpoint } from './routes';
import { sampleEndpoints } from './sample';
import { shareEndpoints } from './shares/endpoints';
import { sessionEndpoints } from './session-checks';
import { stsEndpoints } from './sts';
import { uploadInfoEndpoints } from './upload-info';
import { versionEndpoints } from './versions';
import { wafPage } from './waf';
import type { World } from './world';

/** ENDPOINTS are all that clients may call; OSS's callbacks come by another way. */
const ENDPOINTS: readonly Endpoint[] = [
	...qrEndpoints,
	...sessionEndpoints,
	...uploadInfoEndpoints,
	...initEndpoints,
	...stsEndpoints,
	...resumeEndpoints,
	...sampleEndpoints,
	...versionEndpoints,
	...fileEndpoints,
	...shareEndpoints,
	...captchaEndpoints,
	...downloadEndpoints,
	...openEndpoints
];

/** pan115Handler answers every API host of 115 (115.md §2). */
export function pan115Handler(world: World): Handler {
	return (exchange) => dispatch(world, ENDPOINTS, exchange);
}

/** dispatch finds the endpoint of an exchange, checks who calls, and has it answered. */
export async function dispatch(
	world: World,
	endpoints: readonly Endpoint[],
	exchange: Exchange
): Promise<Reply> {
	const found = findEndpoint(endpoints, exchange);
	if (world.config.current.requireAgent && !exchange.headers['user-agent']) return wafPage();
	if (!found) {
		const missing = new Refusal(980006, `no such call: ${exchange.method} ${exchange.path}`);
		return { ...answer(refusalBody(missing, 'web'), 'web'), status: 404 };
	}
	const { endpoint, params } = found;
	const body = await readBytes(exchange.body);
	const form = new URLSearchParams(body.toString('utf8'));
	const fields = new Fields(exchange.query, form);
	const call: Call = { world, exchange, fields, body, params, form: endpoint.form };
	try {
		const reply = await answerTo(endpoint, call);
		if (!world.config.current.idsAsNumbers || typeof reply.body !== 'string') return reply;
		return { ...reply, body: withNumberIds(reply.body) };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return answer(refusalBody(error, endpoint.form), endpoint.form);
	}
}

function answerTo(endpoint: Endpoint, call: Call): Reply | Promise<Reply> {
	if (endpoint.access === 'none') return endpoint.answer(call);
	const { world, exchange } = call;
	if (endpoint.access === 'bearer') {
		const who = bearerOf(world, exchange);
		refuseOverLimit(world);
		return endpoint.answer({ ...call, ...who });
	}
	const signIn = signInOf(world, exchange);
	if (!endpoint.duringCaptcha) {
		refuseWithoutCaptcha(world, signIn);
		refuseOverLimit(world);
	}
	return endpoint.answer({ ...call, signIn, account: signIn.account });
}

/** A session whose slot was taken hears so from the app's hosts alone (§4.3, §11.1). */
function signInOf(world: World, { headers, host }: Exchange): SignIn {
	const { cookieLifetime: lifetime, requireKid } = world.config.current;
	const now = world.time.now();
	const found = world.signIns.find(headers.cookie, { now, lifetime, requireKid });
	if (typeof found !== 'string') return found;
	if (found === 'replaced' && /^(proapi|passportapi|qrcodeapi)\./.test(host))
		throw new Refusal(40101037, '登录已失效，请重新登录');
	throw new Refusal(NOT_SIGNED_IN, '登录超时，请重新登录。');
}

function refuseWithoutCaptcha({ config }: World, { account }: SignIn): void {
	const { captchaAccount } = config.current;
	if (captchaAccount !== '' && accountNamed(captchaAccount) === account)
		throw new Refusal(911, '请验证账号');
}

function refuseOverLimit({ config }: World): void {
	if (!config.spend('limitTimes')) return;
	const { limitCode } = config.current;
	throw new Refusal(limitCode, limitCode === 911 ? '请验证账号' : '您的操作过于频繁，请稍后再试');
}
