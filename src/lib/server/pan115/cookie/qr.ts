import * as v from 'valibot';
import type { QrRequest } from '../../../drives/wire';
import type { Doors, QrAnswer, QrSignIn, QrTicket } from '../../backend';
import { objectOf } from '../envelope';
import { shape } from '../../fields';
import { askQrStatus, QR_HOST, QR_LIFE_MS, qrHandleSchema, readQrCode } from '../qr-status';
import { createCookieApi } from './api';
import { APP_VERSION } from './app-version';
import { cookiesSchema } from './cookies';
import { enter } from './sign-in';
import { DEFAULT_SLOT, slotOf } from './slots';

const ticketSchema = v.object({ handle: qrHandleSchema, slot: v.string(), until: v.number() });
type Ticket = v.InferOutput<typeof ticketSchema>;

/** pan115CookieQr signs in by a code that 115's app scans. 115.md §4.2 */
export const pan115CookieQr: QrSignIn = { start, poll };

async function start(doors: Doors, request: QrRequest): Promise<QrTicket> {
	const slot = request.slot ?? DEFAULT_SLOT;
	const api = apiOf(doors);
	const { path } = slotOf(slot);
	const { data } = await api.get(QR_HOST, `/api/1.0/${path}/1.0/token`);
	const { handle, url } = readQrCode(data, doors);
	const secret: Ticket = { handle, slot, until: doors.clock.now() + QR_LIFE_MS };
	return { secret, url, expiresIn: QR_LIFE_MS };
}

const loginSchema = v.looseObject({ cookie: cookiesSchema });

async function poll(secret: unknown, doors: Doors): Promise<QrAnswer> {
	const read = v.safeParse(ticketSchema, secret);
	if (!read.success || doors.clock.now() >= read.output.until) return { state: 'expired' };
	const { handle, slot } = read.output;
	const state = await askQrStatus(doors, handle);
	if (state !== 'confirmed') return { state };
	const { path, agent } = slotOf(slot);
	const login = `/app/1.0/${path}/1.0/login/qrcode`;
	const form = { account: handle.uid, app: slot };
	const { data } = await apiOf(doors, agent).post('passportapi.115.com', login, form);
	const { cookie } = shape(loginSchema, objectOf(data));
	return { state: 'signed-in', entry: await enter(cookie, doors) };
}

function apiOf(doors: Doors, agent?: string) {
	return createCookieApi({ appVersion: doors.pan115.appVersion ?? APP_VERSION, agent }, doors);
}
