import { json, type Reply } from '../http/exchange';

/** ok is a success in the web API's envelope (123pan.md §4.2). */
export function ok(data: unknown = null): Reply {
	return json({ code: 0, message: 'ok', data });
}

/** Refusal carries an error code of the web API to where it is answered (§4.3), in HTTP 200. */
export class Refusal extends Error {
	readonly code: number;
	readonly data: unknown;

	constructor(code: number, message: string, data: unknown = null) {
		super(message);
		this.code = code;
		this.data = data;
	}
}

/** refusalReply answers a Refusal. */
export function refusalReply({ code, message, data }: Refusal): Reply {
	return json({ code, message, data });
}

/** missing is the refusal of a call whose parameter `name` is absent or unusable. */
export function missing(name: string): Refusal {
	return new Refusal(400, `${name} is a required field`);
}
