import { invalidArgument } from './errors';
import type { OssRequest } from './parts';

/** Callback is a decoded callback: whom to tell, and what (object-storage.md §7). */
export interface Callback {
	/** Tried in order until one answers. */
	readonly urls: readonly string[];
	/** Text with `${…}` in it. */
	readonly body: string;
	readonly bodyType: 'application/x-www-form-urlencoded' | 'application/json';
	/** Values of `${x:…}`, by their name with `x:`. */
	readonly variables: Readonly<Record<string, string>>;
}

const LARGEST = 5 * 1024;
const MOST_URLS = 5;
const FORM = 'application/x-www-form-urlencoded';

/** callbackOf reads the callback of a request, from headers or else the query; null: none. */
export function callbackOf({ headers, query }: OssRequest): Callback | null {
	const value = headers['x-oss-callback'] ?? query.get('callback');
	const variables = headers['x-oss-callback-var'] ?? query.get('callback-var');
	if (value === null) return null;
	return parseCallback(String(value), variables === null ? {} : parseVariables(String(variables)));
}

/** parseCallback checks a callback's value. Throws OssError InvalidArgument when it is not one. */
export function parseCallback(value: string, variables: Callback['variables']): Callback {
	const { callbackUrl, callbackBody, callbackBodyType = FORM } = decode('callback', value);
	if (typeof callbackUrl !== 'string' || typeof callbackBody !== 'string' || callbackBody === '')
		throw refuse('callback', 'has no callbackUrl or no callbackBody');
	const urls = callbackUrl.split(';').map((url) => url.trim());
	if (urls.length > MOST_URLS || !urls.every((url) => URL.canParse(url) && /^https?:/.test(url)))
		throw refuse('callback', 'has a callbackUrl that is not one to five web addresses');
	if (callbackBodyType !== FORM && callbackBodyType !== 'application/json')
		throw refuse('callback', 'has an unknown callbackBodyType');
	return { urls, body: callbackBody, bodyType: callbackBodyType, variables };
}

function parseVariables(value: string): Callback['variables'] {
	const variables: Record<string, string> = {};
	for (const [name, text] of Object.entries(decode('callback-var', value))) {
		if (!/^x:[^A-Z]+$/.test(name) || typeof text !== 'string')
			throw refuse(
				'callback-var',
				'has a name without x: or in capitals, or a value that is no text'
			);
		variables[name] = text;
	}
	return variables;
}

function decode(name: string, value: string): Record<string, unknown> {
	if (value.length > LARGEST) throw refuse(name, `is larger than ${LARGEST} bytes`);
	if (value.length % 4 > 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value))
		throw refuse(name, 'is not base64');
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'base64'));
		const decoded = JSON.parse(text) as unknown;
		if (typeof decoded === 'object' && decoded !== null && !Array.isArray(decoded))
			return decoded as Record<string, unknown>;
	} catch {
		// Not UTF-8 or not JSON: refused below like any other wrong value.
	}
	throw refuse(name, 'is not the base64 of a JSON object');
}

function refuse(name: string, why: string) {
	return invalidArgument(name, '', `The ${name} configuration ${why}.`);
}
