import type { Exchange } from '../http/exchange';
import { ACCOUNTS, type Account } from './accounts';
import { Refusal } from './envelope';
import { clientOf } from './open/clients';
import type { World } from './world';

/** bearerOf gives the person behind `Authorization: Bearer …`; throws Refusal 401401xx (115.md §10.5). */
export function bearerOf(
	world: World,
	exchange: Exchange
): { readonly account: Account; readonly token: string } {
	const token = /^Bearer\s+(.+)$/i.exec(exchange.headers.authorization ?? '')?.[1] ?? '';
	const claims = world.openTokens.check(token, world.time.seconds());
	clientOf(claims.client);
	const account = ACCOUNTS.find(({ userId }) => userId === claims.user);
	if (!account) throw new Refusal(40140126, 'access_token 校验失败');
	return { account, token };
}
