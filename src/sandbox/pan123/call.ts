import type { Exchange, Reply } from '../http/exchange';
import type { Account } from './accounts';
import type { Fields } from './fields';
import type { Claims } from './token';
import type { World } from './world';

/** Call is one web API request, ready to be answered. */
export interface Call {
	readonly world: World;
	readonly exchange: Exchange;
	/** Query and body together; the body wins. */
	readonly fields: Fields;
}

/** SignedInCall is a Call of a known person. */
export interface SignedInCall extends Call {
	readonly account: Account;
	readonly claims: Claims;
}

/** Endpoint is one path of the web API. `guest` endpoints need no token. */
export type Endpoint = { readonly method: 'GET' | 'POST' } & (
	| { readonly guest: true; answer(call: Call): Reply | Promise<Reply> }
	| {
			readonly guest?: false;
			/** Code when there is no token at all: 20101 on list endpoints, else 401 (§4.3). */
			readonly withoutToken?: 20101;
			answer(call: SignedInCall): Reply | Promise<Reply>;
	  }
);

/** get is an Endpoint for signed-in people, read by GET. */
export function get(answer: (call: SignedInCall) => Reply | Promise<Reply>): Endpoint {
	return { method: 'GET', answer };
}

/** post is an Endpoint for signed-in people, called by POST. */
export function post(answer: (call: SignedInCall) => Reply | Promise<Reply>): Endpoint {
	return { method: 'POST', answer };
}
