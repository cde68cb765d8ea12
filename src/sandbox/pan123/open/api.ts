import { readText } from '../../http/body';
import { json, type Exchange, type Handler, type Reply } from '../../http/exchange';
import { PAN123_OPEN_HOSTS } from '../../http/hosts';
import { Refusal } from '../envelope';
import { Fields, parseBody } from '../fields';
import { RateLimit } from '../rate-limit';
import type { World } from '../world';
import { binEndpoints } from './bin';
import { refused, type BearerCall, type OpenEndpoint, type OpenEndpoints } from './call';
import { createEndpoints } from './create';
import { downloadEndpoints } from './downloads';
import { fileEndpoints } from './files';
import { limitOf } from './limits';
import { listingEndpoints } from './listing';
import { shareEndpoints } from './shares';
import { signInEndpoints } from './sign-in';
import { PLATFORM } from './tokens';
import { uploadV1Endpoints } from './upload-v1';
import { uploadV2Endpoints } from './upload-v2';
import { userEndpoints } from './user';

const AUTH_PAGE = '/auth';

const ENDPOINTS: OpenEndpoints = {
	...signInEndpoints,
	...userEndpoints,
	...listingEndpoints,
	...fileEndpoints,
	...binEndpoints,
	...downloadEndpoints,
	...shareEndpoints,
	...createEndpoints,
	...uploadV1Endpoints,
	...uploadV2Endpoints
};

/** isOpen123 tells what the Open Platform answers: its hosts, and the web page that lets an app in. */
export function isOpen123({ host, path }: Pick<Exchange, 'host' | 'path'>): boolean {
	return PAN123_OPEN_HOSTS.includes(host) || path === AUTH_PAGE;
}

/** open123Handler answers 123Pan's Open Platform (123pan.md §15). */
export function open123Handler(world: World): Handler {
	const limit = new RateLimit();
	return async (exchange) => {
		const name = `${exchange.method} ${exchange.path}`;
		const endpoint = Object.hasOwn(ENDPOINTS, name) ? ENDPOINTS[name] : undefined;
		if (!endpoint) {
			const missing = new Refusal(404, `no such endpoint: ${name}`);
			return { ...refused(missing), status: 404 };
		}
		try {
			return await answer(world, limit, exchange, endpoint);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return refused(error);
		}
	};
}

async function answer(
	world: World,
	limit: RateLimit,
	exchange: Exchange,
	endpoint: OpenEndpoint
): Promise<Reply> {
	const { headers, path } = exchange;
	const query = Object.fromEntries(exchange.query);
	const token = /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
	const { qps, qpsAnswer, open123Qps } = world.config.current;
	const most = qps > 0 ? qps : limitOf(path, open123Qps);
	// Who somebody is does not change with the token.
	const who = endpoint.guest ? undefined : world.open.tokens.who(token, world.time.seconds());
	const whose = typeof who === 'object' ? who.account.uid : '';
	if (!limit.admits(`${path} ${whose}`, most, world.time.now())) return tooFrequent(qpsAnswer);
	if (endpoint.guest) {
		if (path !== AUTH_PAGE && path !== '/api/v1/oauth2/access_token') refuseOtherPlatform(headers);
		const fields = new Fields(query, parseBody(await readText(exchange.body)));
		return endpoint.answer({ world, exchange, fields });
	}
	if (typeof who !== 'object') throw new Refusal(401, who ?? 'token is invalid');
	refuseOtherPlatform(headers);
	const body = endpoint.form ? {} : parseBody(await readText(exchange.body));
	const { account } = who;
	const tree = world.tree(account);
	const call: BearerCall = { world, exchange, fields: new Fields(query, body), account, tree };
	return endpoint.answer(call);
}

function refuseOtherPlatform({ platform }: Exchange['headers']): void {
	if (platform !== PLATFORM) throw new Refusal(1, 'Platform错误');
}

/** Nothing says when to come again. */
function tooFrequent(form: 'code' | 'status'): Reply {
	const body = { code: 429, message: '请求太频繁', data: null, 'x-traceID': 'sandbox' };
	return json(body, form === 'status' ? 429 : 200);
}
