import type { Reply } from '../http/exchange';

/**
 * Form is one of 115's inconsistent envelopes: `web` (most cookie calls), `passport` (sign-in: `state`
 * 0 or 1), `sso` (the same, where 0 is success), `upload` (uplb), `open` (`/open/*` resources).
 * 115.md §3, §4.3, §10
 */
export type Form = 'web' | 'passport' | 'sso' | 'upload' | 'open';

/** Refusal carries a code to where it is answered, in HTTP 200 and the endpoint's envelope. */
export class Refusal extends Error {
	readonly code: number;

	constructor(code: number, message: string) {
		super(message);
		this.code = code;
	}
}

/** NOT_SIGNED_IN is the code of missing, wrong or expired cookies (§4.3). */
export const NOT_SIGNED_IN = 990001;

/** refusalBody is the JSON of a Refusal in a Form. */
export function refusalBody({ code, message }: Refusal, form: Form): object {
	switch (form) {
		case 'web':
			return { state: false, error: message, errno: code, errNo: code };
		case 'passport':
		case 'sso':
			return {
				state: form === 'sso' ? 1 : 0,
				code,
				message,
				data: {},
				error: message,
				errno: code
			};
		case 'upload':
			return { state: false, status: 0, statuscode: code, statusmsg: message, errno: code };
		case 'open':
			return { state: false, message, code, data: [] };
	}
}

/** answer is a body of JSON under the content type that its hosts send: often none of JSON's (§3). */
export function answer(body: unknown, form: Form, headers: Reply['headers'] = {}): Reply {
	const json = form === 'passport' || form === 'sso' || form === 'open';
	const type = `${json ? 'application/json' : 'text/html'}; charset=utf-8`;
	return { status: 200, headers: { 'content-type': type, ...headers }, body: JSON.stringify(body) };
}
