import type { Doors } from '../../backend';
import type { Answer } from '../../egress';
import { readEnvelope, type Envelope } from '../envelope';
import { errorOf, patient, refusePage } from '../errors';
import { agentOf } from './app-version';
import { cookieHeader, type Cookies } from './cookies';

type Pairs = Readonly<Record<string, string>>;

/** Identity: whom calls are for, and which client they claim to come from. */
export interface Identity {
	/** Absent while signing in. */
	readonly cookies?: Cookies | undefined;
	readonly appVersion: string;
	/** Stands in for the User-Agent that names the version. */
	readonly agent?: string | undefined;
}

/** CookieApi: 115's private API. Every method rejects what `Egress.call` rejects, and `blocked`. */
export interface CookieApi {
	/** get and post give the envelope of a success; any other rejects as §11 says. */
	get(host: string, path: string, query?: Pairs): Promise<Envelope>;
	post(host: string, path: string, form: Pairs): Promise<Envelope>;
	/** ask gives the envelope whatever it says; with a form it posts. */
	ask(host: string, path: string, query: Pairs, form?: Pairs): Promise<Envelope>;
	/** send gives the answer unread: it may be the firewall's page. */
	send(host: string, path: string, init: RequestInit): Promise<Answer>;
}

/** createCookieApi makes a CookieApi. 115.md §3, §12.3 */
export function createCookieApi(
	{ cookies, appVersion, agent = agentOf(appVersion) }: Identity,
	{ egress, realm }: Pick<Doors, 'egress' | 'realm'>
): CookieApi {
	const send: CookieApi['send'] = async (host, path, init) => {
		const headers = {
			accept: 'application/json, text/plain, */*',
			'user-agent': agent,
			...(cookies && { cookie: cookieHeader(cookies) }),
			...(init.headers as Pairs | undefined)
		};
		const once = () => egress.call(realm, host, path, { ...init, headers }).catch(patient);
		const answer = await once();
		// It happens now and then to a good session. §11.2
		return answer.status === 401 ? once() : answer;
	};
	const ask: CookieApi['ask'] = async (host, path, query, form) => {
		const search = new URLSearchParams(query).toString();
		const init = form
			? { method: 'POST', headers: FORM, body: new URLSearchParams(form).toString() }
			: { method: 'GET' };
		return readAnswer(await send(host, search === '' ? path : `${path}?${search}`, init));
	};
	const successOf = (envelope: Envelope): Envelope => {
		if (envelope.ok) return envelope;
		throw errorOf(envelope);
	};
	return {
		send,
		ask,
		get: async (host, path, query = {}) => successOf(await ask(host, path, query)),
		post: async (host, path, form) => successOf(await ask(host, path, {}, form))
	};
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const NOT_LOGGED_IN = 99;

/** readAnswer gives the envelope, or rejects what a page or a status in its place means. §11 */
export function readAnswer(answer: Answer): Envelope {
	refusePage(answer);
	if (answer.status === 401) throw errorOf({ code: NOT_LOGGED_IN, message: 'HTTP 401' });
	return readEnvelope(answer.text);
}
