import * as v from 'valibot';
import { TransferError } from '../../kernel/errors';
import type { Doors } from '../backend';
import { flagOf, objectOf, readEnvelope } from './envelope';
import { id, shape, text } from '../fields';
import { errorOf, patient, refusePage } from './errors';

/** QR_HOST serves the codes of both APIs. 115.md §2 */
export const QR_HOST = 'qrcodeapi.115.com';

/** 115 forgets a code after some minutes; it says so itself, too. */
export const QR_LIFE_MS = 300_000;

/** The service answers at a change or after a minute. Less than the proxy's and the page's limits. */
const POLL_MS = 15_000;

const SCANNED = 1;
const CONFIRMED = 2;
const EXPIRED = -1;
const CANCELLED = -2;
const NO_LONGER_VALID = 40199002;

/** qrHandleSchema: what the status of a code is asked with. */
export const qrHandleSchema = v.object({ uid: v.string(), time: v.string(), sign: v.string() });
export type QrHandle = Readonly<v.InferOutput<typeof qrHandleSchema>>;

export type QrStatus = 'waiting' | 'scanned' | 'confirmed' | 'refused' | 'expired';

const codeSchema = v.looseObject({ uid: text, time: id, sign: text, qrcode: text });

/**
 * readQrCode reads a new code as both APIs show it. Rejects `host-not-allowed` when its text leads
 * anywhere but to 115: people will open it on their phones. 115.md §4.2, §10.1
 */
export function readQrCode(
	data: unknown,
	{ egress, realm }: Doors
): { readonly handle: QrHandle; readonly url: string } {
	const { uid, time, sign, qrcode } = shape(codeSchema, objectOf(data));
	const address = URL.canParse(qrcode) ? new URL(qrcode) : undefined;
	const isOurs = address?.protocol === 'https:' && egress.allowsHost(address.host);
	if (!address || (realm === 'live' && !isOurs)) {
		throw new TransferError('host-not-allowed', { detail: address?.host ?? 'no address' });
	}
	return { handle: { uid, time, sign }, url: qrcode };
}

/**
 * askQrStatus asks once how far the phone is. A long poll: it takes up to 15 seconds, and silence
 * means that nothing has changed. 115.md §4.2
 */
export async function askQrStatus(doors: Doors, handle: QrHandle): Promise<QrStatus> {
	const { egress, realm, clock } = doors;
	const asked = clock.now();
	const query = new URLSearchParams({ ...handle, _: String(asked) });
	const path = `/get/status/?${query}`;
	try {
		const answer = await egress.call(realm, QR_HOST, path, { method: 'GET' }, POLL_MS);
		refusePage(answer);
		return statusOf(answer.text);
	} catch (error) {
		const late = error instanceof TransferError && error.code === 'server-error';
		if (late && clock.now() - asked >= POLL_MS) return 'waiting';
		return patient(error);
	}
}

function statusOf(answer: string): QrStatus {
	const envelope = readEnvelope(answer);
	if (flagOf(envelope.body['state']) === false) {
		if (envelope.code === 0 || envelope.code === NO_LONGER_VALID) return 'expired';
		const error = errorOf(envelope);
		if (error.code === 'drive-refused') return 'expired';
		throw error;
	}
	switch (Number(objectOf(envelope.data)?.['status'] ?? 0)) {
		case SCANNED:
			return 'scanned';
		case CONFIRMED:
			return 'confirmed';
		case EXPIRED:
			return 'expired';
		case CANCELLED:
			return 'refused';
		default:
			return 'waiting';
	}
}
