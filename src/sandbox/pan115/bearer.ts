import type { Exchange } from '../http/exchange';
import type { Account } from './accounts';
import { Refusal } from './envelope';
import type { World } from './world';

/** bearerOf gives the person behind `Authorization: Bearer …`; throws Refusal 401401xx (115.md §10.5). */
export function bearerOf(
	_world: World,
	exchange: Exchange
): { readonly account: Account; readonly token: string } {
	const token = /^Bearer\s+(.+)$/i.exec(exchange.headers.authorization ?? '')?.[1];
	throw new Refusal(token ? 40140125 : 40140123, 'access_token 无效');
}
