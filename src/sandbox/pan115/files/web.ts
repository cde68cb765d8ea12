import type { Reply } from '../../http/exchange';
import { reply, WEB_API, type Answer, type CookieCall, type Endpoint } from '../call';
import { Refusal } from '../envelope';

/** cookie is an endpoint of the file API, for who shows cookies (115.md §8). */
export function cookie(
	method: 'GET' | 'POST' | 'any',
	path: string,
	answer: Answer<CookieCall>
): Endpoint {
	return {
		hosts: WEB_API,
		path,
		...(method !== 'any' && { method }),
		form: 'web',
		access: 'cookie',
		answer
	};
}

/** done is a success of the file API; `errno` is an empty string then (§8). */
export function done(call: CookieCall, more: object = {}): Reply {
	return reply(call, { state: true, error: '', errno: '', ...more });
}

/** textOf is a parameter that must be there; throws 990002 when it is absent or empty. */
export function textOf({ fields }: CookieCall, name: string): string {
	const text = fields.text(name) ?? '';
	if (text === '') throw new Refusal(990002, '参数错误。');
	return text;
}
