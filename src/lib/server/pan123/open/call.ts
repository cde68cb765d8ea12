import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import { read } from '../call';
import type { Envelope } from '../errors';
import { openErrorOf } from './errors';

const HOST = 'open-api.123pan.com';

/** OLD_LIST_MS: time between two calls of the v1 list that free accounts may make. §15.3 */
export const OLD_LIST_MS = 5000;

/** Paths that free accounts may call less than once a second: the wait after 429, in ms. §15.3 */
const SLOW: Readonly<Record<string, number>> = { 'api/v1/file/list': OLD_LIST_MS };

export type Method = 'GET' | 'POST' | 'PUT';
/** Payload of a call: a query for GET, else JSON. Fields that are undefined are left out. */
export type Payload = Readonly<Record<string, unknown>>;

/** OpenApi: 123Pan's Open Platform for one access token. `path` is without a slash before it. */
export interface OpenApi {
	/**
	 * ask gives the envelope whatever its code. Rejects what `Egress.call` rejects, `rate-limited`, and
	 * `signed-out` without asking when the token is about to end.
	 */
	ask(method: Method, path: string, payload?: Payload): Promise<Envelope>;
	/** call gives `data` of a success; every other code rejects as openErrorOf says. */
	call(method: Method, path: string, payload?: Payload): Promise<unknown>;
}

/** Access is what an OpenApi speaks with. */
export interface Access {
	readonly token: string;
	readonly renewAt?: number | undefined;
}

/** createOpenApi makes an OpenApi. 123pan.md §15.1 */
export function createOpenApi({ token, renewAt = Infinity }: Access, doors: Doors): OpenApi {
	const ask: OpenApi['ask'] = async (method, path, payload = {}) => {
		if (doors.clock.now() >= renewAt) {
			throw new TransferError('signed-out', { detail: 'the access token is about to end' });
		}
		return askWith({ authorization: `Bearer ${token}` }, doors, method, path, payload);
	};
	return { ask, call: async (...asked) => succeeded(await ask(...asked)) };
}

/** askToken asks for an access token. Errors as of `OpenApi.ask`. 123pan.md §15.2 */
export function askToken(
	client: { readonly clientID: string; readonly clientSecret: string },
	doors: Doors
): Promise<Envelope> {
	return askWith({}, doors, 'POST', 'api/v1/access_token', client);
}

/** succeeded gives `data` of a success, or throws what the code means. */
export function succeeded(envelope: Envelope): unknown {
	if (envelope.code === 0) return envelope.data;
	throw openErrorOf(envelope);
}

async function askWith(
	headers: Readonly<Record<string, string>>,
	doors: Doors,
	method: Method,
	path: string,
	payload: Payload
): Promise<Envelope> {
	const isGet = method === 'GET';
	const url = `/${path}${isGet ? `?${queryOf(payload)}` : ''}`;
	try {
		const answer = await doors.egress.call(doors.realm, HOST, url, {
			method,
			headers: { ...headers, platform: 'open_platform', 'content-type': 'application/json' },
			...(!isGet && { body: JSON.stringify(payload) })
		});
		return read(answer, doors);
	} catch (error) {
		throw slowed(error, SLOW[path]);
	}
}

function slowed(error: unknown, least: number | undefined): unknown {
	const isLimit = error instanceof TransferError && error.code === 'rate-limited';
	if (!isLimit || least === undefined) return error;
	const retryAfter = Math.max(least, error.retryAfter ?? 0);
	return new TransferError('rate-limited', { detail: error.detail, retryAfter, cause: error });
}

function queryOf(payload: Payload): string {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(payload)) {
		if (value !== undefined) query.set(name, String(value));
	}
	return query.toString();
}
