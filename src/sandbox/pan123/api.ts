import { readText } from '../http/body';
import { json, type Exchange, type Handler, type Reply } from '../http/exchange';
import { ACCOUNTS, type Account } from './accounts';
import type { Call, Endpoint, SignedInCall } from './call';
import { completeEndpoints } from './complete';
import { Refusal, refusalReply } from './envelope';
import { downloadEndpoints } from './download/endpoints';
import { Fields, parseBody } from './fields';
import { fileEndpoints } from './files/endpoints';
import { partUrlEndpoints } from './part-urls';
import { qrEndpoints } from './qr';
import { RateLimit } from './rate-limit';
import { guestEndpoints } from './shares/guest';
import { ownShareEndpoints } from './shares/own';
import { saveEndpoints } from './shares/save';
import { checkSignature } from './sign';
import { signInEndpoints } from './sign-in';
import { PLATFORM } from './open/tokens';
import { readToken, type Claims } from './token';
import { uploadRequestEndpoints } from './upload-request';
import { userEndpoints } from './user';
import type { World } from './world';

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
	...signInEndpoints,
	...qrEndpoints,
	...userEndpoints,
	...uploadRequestEndpoints,
	...partUrlEndpoints,
	...completeEndpoints,
	...fileEndpoints,
	...downloadEndpoints,
	...ownShareEndpoints,
	...guestEndpoints,
	...saveEndpoints
};

/** pan123Handler answers the web API of 123Pan on all its hosts and prefixes (123pan.md §2). */
export function pan123Handler(world: World): Handler {
	const limit = new RateLimit();
	return async (exchange) => {
		const path = /^\/(?:[ab]\/)?api(\/.*)$/.exec(exchange.path)?.[1] ?? '';
		const endpoint = Object.hasOwn(ENDPOINTS, path) ? ENDPOINTS[path] : undefined;
		if (!endpoint)
			return json({ code: 404, message: `no such endpoint: ${exchange.path}`, data: null }, 404);
		if (endpoint.method !== exchange.method)
			return json({ code: 405, message: `${path} is ${endpoint.method}`, data: null }, 405);
		try {
			return await answer(world, limit, exchange, path, endpoint);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return refusalReply(error);
		}
	};
}

async function answer(
	world: World,
	limit: RateLimit,
	exchange: Exchange,
	path: string,
	endpoint: Endpoint
): Promise<Reply> {
	const token = /^Bearer\s+(.+)$/i.exec(exchange.headers.authorization ?? '')?.[1];
	const { qps, qpsAnswer } = world.config.current;
	if (!limit.admits(`${path} ${token ?? ''}`, qps, world.time.now())) return tooFrequent(qpsAnswer);
	if (path !== '/user/sign_in') refuseBadSignature(world, exchange);
	// Who someone is comes before what they ask, so that a bad token never depends on the body.
	const who = endpoint.guest ? null : signedInBy(world, exchange, endpoint, token);
	const body = exchange.method === 'POST' ? parseBody(await readText(exchange.body)) : {};
	const fields = new Fields(Object.fromEntries(exchange.query), body);
	const call: Call = { world, exchange, fields };
	return endpoint.guest
		? endpoint.answer(call)
		: endpoint.answer({ ...call, ...who } as SignedInCall);
}

function refuseBadSignature(world: World, { query, path }: Exchange): void {
	const { signature, signatureFailure, signatureWindow } = world.config.current;
	if (signature === 'off') return;
	const fault = checkSignature(query, path, world.time.seconds(), signatureWindow);
	if (fault === null || (fault === 'missing' && signature === 'lenient')) return;
	throw new Refusal(signatureFailure, `signature ${fault}`);
}

/** Only a bearer token counts, never a cookie. The android identity has a code of its own (§4.3). */
function signedInBy(
	world: World,
	exchange: Exchange,
	endpoint: Endpoint & { readonly guest?: false },
	token: string | undefined
): { readonly account: Account; readonly claims: Claims } {
	if (!token) throw new Refusal(endpoint.withoutToken ?? 401, 'cookie token is empty');
	const claims = readToken(token);
	const account = ACCOUNTS.find(({ uid }) => uid === claims?.id);
	const isOurs = claims?.platform !== PLATFORM && !world.revoked.has(claims?.jti ?? '');
	if (!claims || !account || !isOurs || claims.exp <= world.time.seconds())
		throw new Refusal(exchange.headers.platform === 'android' ? 2 : 401, 'login expired');
	return { account, claims };
}

function tooFrequent(form: 'code' | 'status'): Reply {
	const body = { code: 429, message: '请求太频繁', data: null };
	return json(body, form === 'status' ? 429 : 200, { 'retry-after': '1' });
}
