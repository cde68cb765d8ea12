import * as v from 'valibot';
import type { QrRequest } from '../../../drives/wire';
import { TransferError } from '../../../kernel/errors';
import type { Doors, QrAnswer, QrSignIn, QrTicket } from '../../backend';
import { challengeOf, newVerifier } from '../crypto/pkce';
import { askQrStatus, QR_LIFE_MS, qrHandleSchema, readQrCode } from '../qr-status';
import { askPassport, succeeded } from './call';
import { clientIdOf } from './client-id';
import { enter } from './sign-in';
import { devicePair } from './tokens';

/** PKCE's digest, the strongest that is offered. 115.md §10.1 */
const METHOD = 'sha256';

/** What deviceCodeToToken says of a code that leads nowhere any more, or not to us. §10.5, §11.1 */
const LOST = /^(40140112|40140113|40199002)\b/;

const ticketSchema = v.object({
	handle: qrHandleSchema,
	/** The PKCE secret: it never leaves the proxy in the clear. */
	verifier: v.string(),
	clientId: v.string(),
	/** Milliseconds since the epoch. */
	until: v.number()
});
type Ticket = Readonly<v.InferOutput<typeof ticketSchema>>;

/** pan115OpenQr signs in by a device code with PKCE, which 115's app scans. 115.md §10.1 */
export const pan115OpenQr: QrSignIn = { start, poll };

async function start(doors: Doors, request: QrRequest): Promise<QrTicket> {
	const clientId = await clientIdOf(request, doors);
	const verifier = newVerifier();
	const envelope = await askPassport(doors, '/open/authDeviceCode', {
		client_id: clientId,
		code_challenge: challengeOf(verifier, METHOD),
		code_challenge_method: METHOD
	});
	const { handle, url } = readQrCode(succeeded(envelope).data, doors);
	const until = doors.clock.now() + QR_LIFE_MS;
	const ticket: Ticket = { handle, verifier, clientId, until };
	return { secret: ticket, url, expiresIn: QR_LIFE_MS };
}

async function poll(secret: unknown, doors: Doors): Promise<QrAnswer> {
	const ticket = v.safeParse(ticketSchema, secret);
	if (!ticket.success || doors.clock.now() >= ticket.output.until) return { state: 'expired' };
	const state = await askQrStatus(doors, ticket.output.handle);
	return state === 'confirmed' ? enterBy(ticket.output, doors) : { state };
}

async function enterBy({ handle, verifier, clientId }: Ticket, doors: Doors): Promise<QrAnswer> {
	try {
		const pair = await devicePair(handle.uid, verifier, doors);
		const authorisedAt = doors.clock.now();
		return {
			state: 'signed-in',
			entry: await enter(pair, { clientId, authorisedAt }, doors)
		};
	} catch (error) {
		const isLost = error instanceof TransferError && LOST.test(error.detail ?? '');
		if (isLost) return { state: 'expired' };
		throw error;
	}
}
