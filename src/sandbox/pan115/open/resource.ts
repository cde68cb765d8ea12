import type { Reply } from '../../http/exchange';
import { RateLimit } from '../../pan123/rate-limit';
import { PRO_API, reply, type Answer, type BearerCall, type Endpoint } from '../call';
import { Refusal } from '../envelope';
import type { World } from '../world';

const RESET_S = 60;
const limits = new WeakMap<World, RateLimit>();

/** resource is an endpoint of the Open Platform for who shows an access token, within its limits. */
export function resource(
	method: 'GET' | 'POST' | 'any',
	path: string,
	answer: Answer<BearerCall>
): Endpoint {
	return {
		hosts: PRO_API,
		path,
		...(method !== 'any' && { method }),
		form: 'open',
		access: 'bearer',
		answer: (call) => busy(call.world) ?? admitted(call, answer)
	};
}

/** done answers with data in the envelope of resource calls (115.md §10). */
export function done(call: BearerCall, data: unknown, around: object = {}): Reply {
	return reply(call, { state: true, message: '', code: 0, data, ...around });
}

/** textOf is a parameter that must be there; throws 990002 when it is absent or empty. */
export function textOf({ fields }: BearerCall, name: string): string {
	const text = fields.text(name) ?? '';
	if (text === '') throw new Refusal(990002, `参数错误: ${name}`);
	return text;
}

function admitted(call: BearerCall, answer: Answer<BearerCall>) {
	const { world, account } = call;
	const { openQuota, openQps } = world.config.current;
	if (openQuota >= 0 && !world.config.spend('openQuota'))
		throw new Refusal(406, '已达到当前访问上限,请稍后再试');
	let limit = limits.get(world);
	if (!limit) limits.set(world, (limit = new RateLimit()));
	if (!limit.admits(account.userId, openQps, world.time.now()))
		throw new Refusal(770004, '您的操作过于频繁,请稍后再试');
	return answer(call);
}

/** The gateway in front of 115 says no in HTTP, before anything of 115 is asked (§10.4). */
function busy({ config, time }: World): Reply | null {
	if (!config.spend('openBusy')) return null;
	return {
		status: 429,
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'x-ratelimit-reset': String(time.seconds() + RESET_S)
		},
		body: 'Too Many Requests'
	};
}
