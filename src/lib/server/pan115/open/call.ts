import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import { readEnvelope, type Envelope } from '../envelope';
import { refusePage } from '../errors';
import { limited, openErrorOf } from './errors';

/** Where resources are, and where tokens come from. 115.md §2 */
const RESOURCES = 'proapi.115.com';
const PASSPORT = 'passportapi.115.com';
const FORM = 'application/x-www-form-urlencoded';
/** The Open Platform takes any; one that names no client of 115 can't be too old a one. §12.3 */
const AGENT = 'Mozilla/5.0 (compatible; Panlift)';
const UNAUTHORIZED = 401;

/** Form: fields of a query or a form; those that are undefined are left out. */
export type Form = Readonly<Record<string, string | number | undefined>>;

/** OpenApi: the Open Platform's resources for one access token. 115.md §10.2, §10.3 */
export interface OpenApi {
	/** ask gives the envelope whatever its code. Rejects what `Egress.call` rejects, `blocked`. */
	ask(method: 'GET' | 'POST', path: string, form?: Form): Promise<Envelope>;
	/** call gives the envelope of a success; every other one rejects as openErrorOf says. */
	call(method: 'GET' | 'POST', path: string, form?: Form): Promise<Envelope>;
}

/** OpenHow: how calls are made. */
export interface OpenHow {
	/** Longest time of a call, milliseconds. */
	readonly limitMs?: number | undefined;
	/** User-Agent of the calls, where it matters who asked. */
	readonly agent?: string | undefined;
}

/** createOpenApi makes an OpenApi. */
export function createOpenApi(
	access: string,
	doors: Doors,
	{ limitMs, agent = AGENT }: OpenHow = {}
): OpenApi {
	const ask: OpenApi['ask'] = (method, path, form = {}) => {
		const fields = encoded(form);
		const get = method === 'GET';
		return send(doors, RESOURCES, get ? `${path}?${fields}` : path, limitMs, {
			method,
			headers: {
				authorization: `Bearer ${access}`,
				'user-agent': agent,
				...(!get && { 'content-type': FORM })
			},
			...(!get && { body: fields })
		});
	};
	return { ask, call: async (...asked) => succeeded(await ask(...asked)) };
}

/** askPassport posts to the calls that give tokens; errors as of `OpenApi.ask`. 115.md §10.1 */
export function askPassport(doors: Doors, path: string, form: Form): Promise<Envelope> {
	return send(doors, PASSPORT, path, undefined, {
		method: 'POST',
		headers: { 'content-type': FORM, 'user-agent': AGENT },
		body: encoded(form)
	});
}

/** succeeded gives the envelope back, or throws what it means. */
export function succeeded(envelope: Envelope): Envelope {
	if (envelope.ok) return envelope;
	throw openErrorOf(envelope);
}

async function send(
	{ egress, realm }: Doors,
	host: string,
	path: string,
	limitMs: number | undefined,
	init: RequestInit
): Promise<Envelope> {
	const answer = await egress.call(realm, host, path, init, limitMs).catch(limited);
	refusePage(answer);
	if (answer.status !== UNAUTHORIZED) return readEnvelope(answer.text);
	// A status that says it all; the words are worth keeping where there are any.
	const { code, message } = readable(answer.text);
	throw openErrorOf({ code: code === 0 ? 99 : code, message: message || 'HTTP 401' });
}

function readable(text: string): Pick<Envelope, 'code' | 'message'> {
	try {
		return readEnvelope(text);
	} catch (error) {
		if (!(error instanceof TransferError)) throw error;
		return { code: 0, message: '' };
	}
}

function encoded(form: Form): string {
	const fields = new URLSearchParams();
	for (const [name, value] of Object.entries(form)) {
		if (value !== undefined) fields.set(name, String(value));
	}
	return fields.toString();
}
