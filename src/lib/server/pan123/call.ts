import { TransferError } from '../../kernel/errors';
import type { Doors } from '../backend';
import { retryAfterOf, type Answer } from '../egress';
import { readEnvelope } from './envelope';
import { errorOf, type Envelope } from './errors';
import { discoverHosts } from './hosts';
import type { Hosts, Secret } from './secret';
import { signParameter } from './sign';

const WEB_UI = 'https://yun.123pan.cn';
const AGENT =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const RANDOM_MAX = 10_000_000;

export type Query = Readonly<Record<string, string | number>>;

/** Api: 123Pan's web API for one credential. `path` is without the `/b/api` prefix. */
export interface Api {
	/** ask gives the envelope whatever its code. Rejects what `Egress.call` rejects, `signed-out`. */
	ask(method: 'GET' | 'POST', path: string, payload: Query | object): Promise<Envelope>;
	/** call gives `data` of a success; every other code rejects as §4.3 of 123pan.md says. */
	call(method: 'GET' | 'POST', path: string, payload?: Query | object): Promise<unknown>;
	/** Current hosts: they change when an answer showed that the old ones are dead. */
	readonly hosts: Hosts;
}

/** createApi makes an Api that signs unless `doors.sign123` is off. 123pan.md §3, §4 */
export function createApi(secret: Secret, doors: Doors): Api {
	let hosts: Hosts = secret.hosts;
	let rediscovered = false;

	const send = async (
		method: 'GET' | 'POST',
		path: string,
		payload: Query | object
	): Promise<Envelope> => {
		const upstream = `/b/api/${path}`;
		const query = new URLSearchParams();
		if (method === 'GET') {
			for (const [name, value] of Object.entries(payload)) query.set(name, String(value));
		}
		if (doors.sign123) {
			const { clock } = doors;
			const random = Math.round(clock.random() * RANDOM_MAX);
			const { key, value } = signParameter(upstream, Math.floor(clock.now() / 1000), random);
			query.set(key, value);
		}
		const answer = await doors.egress.call(doors.realm, hosts.api, `${upstream}?${query}`, {
			method,
			headers: {
				...webHeaders(secret.loginUuid),
				...(secret.token === '' ? {} : { authorization: `Bearer ${secret.token}` })
			},
			...(method === 'POST' ? { body: JSON.stringify(payload) } : {})
		});
		return read(answer, doors);
	};

	const ask: Api['ask'] = async (method, path, payload) => {
		try {
			return await send(method, path, payload);
		} catch (error) {
			if (rediscovered || !isUnreadable(error)) throw error;
			// The site's 404 page instead of JSON: the handler did not run, so sending again is safe.
			rediscovered = true;
			const found = await discoverHosts(doors);
			if (found.api === hosts.api) throw error;
			hosts = found;
			return await send(method, path, payload);
		}
	};

	return {
		ask,
		call: async (method, path, payload = {}) => {
			const envelope = await ask(method, path, payload);
			if (envelope.code !== 0) throw errorOf(envelope);
			return envelope.data;
		},
		get hosts() {
			return hosts;
		}
	};
}

/** webHeaders are the official web client's. 123pan.md §4.1 */
export function webHeaders(loginUuid: string): Readonly<Record<string, string>> {
	return {
		accept: 'application/json',
		'app-version': '3',
		'content-type': 'application/json;charset=UTF-8',
		loginuuid: loginUuid,
		origin: WEB_UI,
		platform: 'web',
		referer: `${WEB_UI}/`,
		'user-agent': AGENT
	};
}

/** read gives the envelope, or rejects what the HTTP status or a limit inside means. §4.3 */
export function read(answer: Answer, doors: Pick<Doors, 'clock'>): Envelope {
	const retryAfter = retryAfterOf(answer.headers, doors.clock);
	let envelope: Envelope;
	try {
		envelope = readEnvelope(answer.text);
	} catch (error) {
		if (answer.status !== 401 && answer.status !== 403) throw error;
		envelope = { code: answer.status, message: `HTTP ${answer.status}`, data: null };
	}
	if (envelope.code === 429 || envelope.code === 403) throw errorOf(envelope, retryAfter);
	if (answer.status === 401 && envelope.code === 0) throw new TransferError('signed-out');
	return envelope;
}

function isUnreadable(error: unknown): boolean {
	return error instanceof TransferError && error.code === 'unreadable-answer';
}
