/**
 * Relay: passes one part on to storage, where the page may not send it itself. It is no open proxy:
 * method, URL and headers of the request to make come sealed, made by `presign` of a Session, for one
 * account and one device. architecture.md §8, object-storage.md §16.3
 */
import * as v from 'valibot';
import { accountIdOf, RELAY_HEADERS, RELAY_PATH, type WirePresignedPart } from '../drives/wire';
import type { Clock } from '../kernel/clock';
import { TransferError } from '../kernel/errors';
import { refusal } from './answers';
import { isDevice } from './device';
import { readAccountId, type AccountRef } from './inputs';
import { bytesOf, incomingBody, withLength, type IncomingBody } from './relay-body';
import { paced, rateOf } from './relay-pace';
import type { Rooms } from './rooms';
import type { Binding } from './vault';

/** Owner: whose part it is, and the value of their device cookie. */
export type Owner = AccountRef & { readonly device: string };

/** Bytes of an answer that are passed back: storage's errors are short. */
const ANSWER_BYTES = 65_536;

const ticketSchema = v.object({
	method: v.picklist(['PUT', 'POST']),
	url: v.string(),
	headers: v.record(v.string(), v.string()),
	/** Milliseconds since the epoch, by this server's clock. */
	expiresAt: v.number()
});
type Ticket = v.InferOutput<typeof ticketSchema>;

/** requireRelay rejects `cors-refused` while the relay is switched off. */
export function requireRelay(rooms: Rooms): void {
	if (!rooms.relay.on) throw new TransferError('cors-refused', { detail: 'RELAY=0' });
}

/** relayParts turns parts for storage into parts for `PUT /api/relay`, which live as long. */
export async function relayParts(
	rooms: Rooms,
	owner: Owner,
	parts: readonly WirePresignedPart[]
): Promise<readonly WirePresignedPart[]> {
	const now = rooms.doors(owner.realm).clock.now();
	return Promise.all(
		parts.map(async ({ number, method, url, headers, expiresIn }) => {
			const ticket: Ticket = { method, url, headers, expiresAt: now + expiresIn };
			return {
				number,
				method: 'PUT' as const,
				url: RELAY_PATH,
				headers: {
					[RELAY_HEADERS.token]: await rooms.vault.seal(bindingOf(owner), ticket),
					[RELAY_HEADERS.account]: accountIdOf(owner),
					[RELAY_HEADERS.storage]: new URL(url).origin,
					// Without a type kit takes a request for one without a body.
					'content-type': 'application/octet-stream'
				},
				expiresIn
			};
		})
	);
}

/**
 * relay answers `PUT /api/relay` with what storage answers: status, ETag, Retry-After and text. The
 * body is passed on as it comes, at the pace at which storage takes it. Its own refusals are JSON,
 * like those of every operation. Never rejects.
 */
export async function relay(
	rooms: Rooms,
	request: Request,
	device: string | undefined
): Promise<Response> {
	const body = incomingBody(request.body);
	try {
		if (!rooms.relay.on) return new Response(null, { status: 404 });
		const length = lengthOf(request, rooms.relay.maxBody);
		const { ref, ticket } = await openTicket(rooms, request, device);
		const { clock } = rooms.doors(ref.realm);
		const stream =
			length > 0 && body ? withLength(held(body.stream, request, clock), length) : null;
		const headers = { ...ticket.headers, 'content-length': String(length) };
		const { method, url } = ticket;
		const how = { method, headers, body: stream, duplex: 'half', signal: request.signal };
		return await answerOf(await rooms.egress.stream(ref.realm, url, how));
	} catch (error) {
		return refusal(error);
	} finally {
		// A browser reads no answer before its last byte has gone out.
		void body?.drain();
	}
}

/** held slows a body down to what its page asks for, if it asks for anything. */
function held(
	stream: IncomingBody['stream'],
	{ headers, signal }: Request,
	clock: Clock
): IncomingBody['stream'] {
	const rate = rateOf(headers);
	return rate === undefined ? stream : paced(stream, rate, clock, signal);
}

/** openTicket finds out what to do; whatever is not sealed by us for this browser is refused. */
async function openTicket(
	rooms: Rooms,
	{ headers }: Request,
	device: string | undefined
): Promise<{ readonly ref: AccountRef; readonly ticket: Ticket }> {
	if (!isDevice(device)) {
		throw new TransferError('signed-out', { detail: 'the device cookie is missing' });
	}
	const ref = readAccountId(headers.get(RELAY_HEADERS.account) ?? '');
	if (!ref) throw new TransferError('bad-request', { detail: 'no such account id' });
	const token = headers.get(RELAY_HEADERS.token) ?? '';
	const read = v.safeParse(
		ticketSchema,
		await rooms.vault.open(bindingOf({ ...ref, device }), token)
	);
	// The page asks for a new one, for which it needs the account's credential.
	if (!read.success) throw new TransferError('url-expired', { detail: 'the token does not open' });
	if (read.output.expiresAt <= rooms.doors(ref.realm).clock.now()) {
		throw new TransferError('url-expired', { detail: 'the token has ended' });
	}
	return { ref, ticket: read.output };
}

function bindingOf({ drive, flavour, realm, uid, device }: Owner): Binding {
	return { purpose: 'relay', drive, flavour, realm, uid, device };
}

/** Storage takes no body of unknown length. object-storage.md §8 */
function lengthOf({ headers }: Request, most = Infinity): number {
	const text = headers.get('content-length') ?? '';
	if (!/^\d{1,15}$/.test(text)) throw new TransferError('bad-request', { detail: 'no length' });
	const length = Number(text);
	if (length > most) throw new TransferError('too-large', { detail: `RELAY_MAX_BODY is ${most}` });
	return length;
}

async function answerOf(answer: Response): Promise<Response> {
	const { status } = answer;
	// Status 0 is how some runtimes show a redirect that was not followed.
	if (status === 0 || (status >= 300 && status < 400)) {
		await answer.body?.cancel();
		throw new TransferError('unreadable-answer', { detail: `HTTP ${status}, not followed` });
	}
	const text = await bytesOf(answer.body, ANSWER_BYTES);
	const headers = new Headers({ 'cache-control': 'no-store', 'content-type': 'text/plain' });
	for (const name of ['etag', 'retry-after']) {
		const value = answer.headers.get(name);
		if (value !== null) headers.set(name, value);
	}
	return new Response(text.length > 0 ? text : null, { status, headers });
}
