import { MiB } from '../../../lib/kernel/bytes';
import type { Reply } from '../../http/exchange';
import type { Account } from '../accounts';
import { PRO_API, reply, type Answer, type Call, type CookieCall, type Endpoint } from '../call';
import { RSA } from '../crypto/keys';
import { Refusal } from '../envelope';
import { cookie, done, textOf } from '../files/web';
import { decodeRequest, encodeAnswer, type M115Key } from '../m115';
import type { Item } from '../tree';
import { COOKIE, cookieFor, downloadUrl } from './url';

const PLAIN_LIMIT = 200 * MiB;
const KEY: M115Key = { modulus: numberOf(RSA.n), privateExponent: numberOf(RSA.d) };

type Downloader = Call & { readonly account: Account };

/** downloadEndpoints give download URLs for cookies (115.md §9.1). */
export const downloadEndpoints: readonly Endpoint[] = [
	sealed('/app/chrome/downurl', byPickCodes),
	sealed('/{app}/2.0/ufile/download', byPickCode),
	cookie('GET', '/files/download', plain)
];

function sealed(path: string, answer: Answer<CookieCall>): Endpoint {
	return { hosts: PRO_API, path, method: 'POST', form: 'web', access: 'cookie', answer };
}

/** urlViews are the files of pick codes by id, as both APIs show them; a folder's `url` is false. */
export function urlViews(call: Downloader, codes: readonly string[]): object {
	return Object.fromEntries(
		codes.map((code) => itemFor(call, code)).map((item) => [item.id, urlView(call, item)])
	);
}

function urlView(call: Downloader, item: Item) {
	const { world, account, exchange } = call;
	const url = downloadUrl(world, account, item, exchange.headers['user-agent'] ?? '');
	return {
		file_name: item.name,
		file_size: String(item.size),
		pick_code: item.pickCode,
		sha1: item.sha1,
		url: item.folder ? (false as const) : { url, client: 1, desc: null, oss_id: '' }
	};
}

function byPickCodes(call: CookieCall): Reply {
	const { asked, clientKey } = opened(call);
	const views = urlViews(call, (asked('pickcode') ?? asked('pick_code') ?? '').split(','));
	return answerSealed(call, views, clientKey);
}

function byPickCode(call: CookieCall): Reply {
	const { asked, clientKey } = opened(call);
	const { url } = urlView(call, itemFor(call, asked('pick_code') ?? asked('pickcode') ?? ''));
	return answerSealed(call, { url: url && url.url }, clientKey);
}

/** Small files only; the URL may want the cookie that comes with it. */
function plain(call: CookieCall): Reply {
	const item = itemFor(call, textOf(call, 'pickcode'));
	if (item.size > PLAIN_LIMIT) throw new Refusal(50028, '文件过大,请使用客户端下载');
	const { url, ...view } = urlView(call, item);
	return withCookie(call, done(call, { ...view, file_id: item.id, file_url: url && url.url }));
}

function itemFor({ world, account }: Downloader, code: string): Item {
	if (code === '') throw new Refusal(50001, '提取码不能为空');
	const item = world.tree(account).byPickCode(code);
	if (!item || !world.tree(account).isLive(item)) throw new Refusal(50003, '提取码不存在');
	return item;
}

function opened({ fields }: CookieCall) {
	const request = decodeRequest(fields.text('data') ?? '', KEY);
	const json = request && parsed(request.text);
	if (!request || !json) throw new Refusal(990002, '参数错误。');
	const asked = (name: string) => (typeof json[name] === 'string' ? json[name] : undefined);
	return { asked, clientKey: request.clientKey };
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
	} catch {
		return null;
	}
}

function answerSealed(call: CookieCall, body: object, clientKey: Uint8Array): Reply {
	const data = encodeAnswer(JSON.stringify(body), clientKey, KEY);
	return withCookie(call, reply(call, { state: true, msg: '', errno: 0, data }));
}

function withCookie({ world, account }: CookieCall, answer: Reply): Reply {
	if (world.config.current.downloadBinding !== 'cookie') return answer;
	const line = `${COOKIE}=${cookieFor(account)}; Path=/; HttpOnly`;
	return { ...answer, headers: { ...answer.headers, 'set-cookie': line } };
}

function numberOf(base64url: string): bigint {
	return BigInt(`0x${Buffer.from(base64url, 'base64url').toString('hex')}`);
}
