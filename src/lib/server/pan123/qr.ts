import * as v from 'valibot';
import { toHex } from '../../kernel/bytes';
import { TransferError } from '../../kernel/errors';
import type { Doors, QrAnswer, QrSignIn, QrTicket } from '../backend';
import { read, webHeaders } from './call';
import { shape } from '../fields';
import { errorOf, signInErrorOf, type Envelope } from './errors';
import { discoverHosts } from './hosts';
import type { Secret } from './secret';
import { enter, SIGNED_IN } from './sign-in';

/** The service forgets a code after about two minutes. 123pan.md §5.3 */
const LIFE_MS = 120_000;
const WECHAT = 4;

/** loginStatus by its number. Sources disagree on what follows 1, so a token counts for more. §18 */
const REFUSED = 2;
const EXPIRED = 4;

const text = v.pipe(v.string(), v.minLength(1));
const codeSchema = v.looseObject({ uniID: v.pipe(text, v.maxLength(512)), url: text });
const number = v.optional(v.nullable(v.union([v.number(), v.string()])));
const resultSchema = v.nullable(
	v.looseObject({
		token: v.optional(v.nullable(v.string())),
		loginStatus: number,
		scanPlatform: number
	})
);
const wechatSchema = v.nullable(v.looseObject({ wxCode: v.optional(v.nullable(v.string())) }));
const tokenSchema = v.looseObject({ token: text });

const ticketSchema = v.object({
	uniId: v.string(),
	hosts: v.object({ api: v.string(), login: v.string() }),
	loginUuid: v.string(),
	until: v.number()
});
type Ticket = v.InferOutput<typeof ticketSchema>;

/** pan123Qr signs in by a code that 123Pan's app or WeChat scans. 123pan.md §5.3 */
export const pan123Qr: QrSignIn = { start, poll };

async function start(doors: Doors): Promise<QrTicket> {
	const hosts = await discoverHosts(doors);
	const loginUuid = toHex(crypto.getRandomValues(new Uint8Array(16)));
	const envelope = await ask({ hosts, loginUuid }, doors, 'GET', 'qr-code/generate');
	if (envelope.code !== 0 && envelope.code !== SIGNED_IN) throw errorOf(envelope);
	const { uniID: uniId, url } = shape(codeSchema, envelope.data);
	const ticket: Ticket = { uniId, hosts, loginUuid, until: doors.clock.now() + LIFE_MS };
	return { secret: ticket, url: addressOf(url, uniId, doors), expiresIn: LIFE_MS };
}

/**
 * poll asks once. A token counts before everything else, then a WeChat code, then the number. §18
 */
async function poll(secret: unknown, doors: Doors): Promise<QrAnswer> {
	const read = v.safeParse(ticketSchema, secret);
	if (!read.success || doors.clock.now() >= read.output.until) return { state: 'expired' };
	const ticket = read.output;
	const query = new URLSearchParams({ uniID: ticket.uniId });
	const envelope = await ask(ticket, doors, 'GET', `qr-code/result?${query}`);
	if (envelope.code !== 0 && envelope.code !== SIGNED_IN) {
		if (/过期|失效|expired|invalid/i.test(envelope.message)) return { state: 'expired' };
		throw errorOf(envelope);
	}
	const { token, loginStatus, scanPlatform } = shape(resultSchema, envelope.data) ?? {};
	if (token) return signedIn(ticket, token, doors);
	const status = Number(loginStatus ?? 0);
	if (status !== 0 && Number(scanPlatform) === WECHAT) {
		const code = await wechatCode(ticket, doors);
		if (code) return signedIn(ticket, await wechatToken(ticket, code, doors), doors);
	}
	if (status === REFUSED) return { state: 'refused' };
	// By one source 4 means WeChat, whose person may still have to confirm.
	if (status === EXPIRED && Number(scanPlatform) !== WECHAT) return { state: 'expired' };
	return { state: status === 0 ? 'waiting' : 'scanned' };
}

async function signedIn(ticket: Ticket, token: string, doors: Doors): Promise<QrAnswer> {
	const { hosts, loginUuid } = ticket;
	return { state: 'signed-in', entry: await enter({ uid: '', hosts, loginUuid, token }, doors) };
}

/** Undefined while the person has not confirmed in WeChat yet. */
async function wechatCode(ticket: Ticket, doors: Doors): Promise<string | undefined> {
	const envelope = await ask(ticket, doors, 'POST', 'qr-code/wx_code', { uniID: ticket.uniId });
	const data = v.safeParse(wechatSchema, envelope.data);
	return (data.success && data.output?.wxCode) || undefined;
}

async function wechatToken(ticket: Ticket, code: string, doors: Doors): Promise<string> {
	const body = { from: 'web', wechat_code: code, type: WECHAT };
	const envelope = await ask(ticket, doors, 'POST', 'sign_in', body);
	if (envelope.code !== SIGNED_IN && envelope.code !== 0) throw signInErrorOf(envelope);
	return shape(tokenSchema, envelope.data).token;
}

async function ask(
	{ hosts, loginUuid }: Pick<Secret, 'hosts' | 'loginUuid'>,
	doors: Doors,
	method: 'GET' | 'POST',
	path: string,
	body?: object
): Promise<Envelope> {
	const answer = await doors.egress.call(doors.realm, hosts.login, `/api/user/${path}`, {
		method,
		headers: webHeaders(loginUuid),
		...(body ? { body: JSON.stringify(body) } : {})
	});
	return read(answer, doors);
}

/** The text behind the code. It must lead to the service: people will open it on their phones. */
function addressOf(url: string, uniId: string, { egress, realm }: Doors): string {
	const address = URL.canParse(url) ? new URL(url) : undefined;
	const isOurs = address?.protocol === 'https:' && egress.allowsHost(address.host);
	if (!address || (realm === 'live' && !isOurs)) {
		throw new TransferError('host-not-allowed', { detail: address?.host ?? 'no address' });
	}
	const query = { env: 'production', uniID: uniId, source: '123pan', type: 'login' };
	for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
	return address.href;
}
