import type { Exchange, Reply } from '../http/exchange';
import type { Account } from './accounts';
import type { SignIn } from './cookies';
import { answer, type Form } from './envelope';
import type { Fields } from './fields';
import type { World } from './world';

/** Call is one request, ready to be answered. */
export interface Call {
	readonly world: World;
	readonly exchange: Exchange;
	/** Query and form. */
	readonly fields: Fields;
	/** The body as sent. */
	readonly body: Buffer;
	/** What stood for each `{name}` of the endpoint's path. */
	readonly params: Readonly<Record<string, string>>;
	readonly form: Form;
}

/** CookieCall is a Call of a signed-in person. */
export interface CookieCall extends Call {
	readonly account: Account;
	readonly signIn: SignIn;
}

/** BearerCall is a Call of the Open Platform, for a person. */
export interface BearerCall extends Call {
	readonly account: Account;
	readonly token: string;
}

/** Answer is what an endpoint gives. Throws Refusal for an error in its envelope. */
export type Answer<C extends Call> = (call: C) => Reply | Promise<Reply>;

/** Route is where an endpoint is. A `{name}` segment of `path` stands for any one segment. */
interface Route {
	readonly hosts: readonly string[];
	readonly path: string;
	/** Absent: GET and POST alike. */
	readonly method?: 'GET' | 'POST';
	readonly form: Form;
}

/** Endpoint is one path on some hosts, with what a caller must show. */
export type Endpoint = Route &
	(
		| { readonly access: 'none'; readonly answer: Answer<Call> }
		| {
				readonly access: 'cookie';
				readonly answer: Answer<CookieCall>;
				/** Answered to an account that has to solve a captcha too (115.md §11.2). */
				readonly duringCaptcha?: true;
		  }
		| { readonly access: 'bearer'; readonly answer: Answer<BearerCall> }
	);

export const WEB_API = ['webapi.115.com', 'web.api.115.com'];
export const PRO_API = ['proapi.115.com'];
export const UPLB = ['uplb.115.com'];
/** `qrcodeapi` serves the passport's paths too (115.md §2). */
export const PASSPORT = ['passportapi.115.com', 'qrcodeapi.115.com'];
export const QRCODE = ['qrcodeapi.115.com'];
export const MY = ['my.115.com'];
export const CAPTCHA = ['captchaapi.115.com'];

/** reply answers in the endpoint's own form. */
export function reply(call: Call, body: unknown, headers: Reply['headers'] = {}): Reply {
	return answer(body, call.form, headers);
}
