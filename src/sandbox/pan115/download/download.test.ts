import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNTS } from '../accounts';
import { cookieText } from '../cookies';
import { RSA } from '../crypto/keys';
import { decodeAnswer, encodeRequest } from '../m115';
import { at, openRig, type Rig } from '../testing';
import { cdnHandler, isCdn } from './cdn';

let rig: Rig;
beforeEach(async () => {
	rig = await openRig();
});
afterEach(() => rig.close());

const modulus = BigInt(`0x${Buffer.from(RSA.n, 'base64url').toString('hex')}`);
const key = Buffer.alloc(16, 7);

/** sealed asks by m115 and gives the opened answer, or the refusal. */
async function sealed(path: string, asked: object): Promise<object> {
	const dice = { key, padding: (length: number) => Buffer.alloc(length, 2) };
	const data = encodeRequest(JSON.stringify(asked), modulus, dice);
	const answer = await rig.web(`//proapi.115.com${path}`, { data });
	if (answer.state !== true) return answer;
	return JSON.parse(decodeAnswer(at(answer, 'data'), key, modulus) ?? '') as object;
}

/** fetched is what the CDN gives: status and text. */
async function fetched(url: string, headers: Record<string, string> = { 'user-agent': 'rig' }) {
	const { pathname, searchParams, search, host } = new URL(url);
	expect(isCdn({ host, path: pathname })).toBe(true);
	const reply = await cdnHandler(rig.world)({
		method: 'GET',
		host,
		path: pathname,
		rawQuery: search.slice(1),
		query: searchParams,
		headers,
		body: Readable.from([])
	});
	const { status, body = '' } = reply;
	const plain = typeof body === 'string' || body instanceof Uint8Array;
	return { status, reply, text: plain ? String(body) : await text(Readable.from(body)) };
}

const urlOf = async (pickcode: string, id: string) =>
	at(await sealed('/app/chrome/downurl', { pickcode }), id, 'url', 'url');

describe('a download', () => {
	test('is asked for in m115, several files at a time, and a folder has none', async () => {
		const one = await rig.put('größe 1.bin', 'one');
		const two = await rig.put('2', 'two');
		const folder = rig.folder('F');
		const pickcode = [one, two, folder].map(({ pickCode }) => pickCode).join(',');
		const answer = await sealed('/app/chrome/downurl', { pickcode });
		expect(answer).toMatchObject({
			[one.id]: { file_name: 'größe 1.bin', file_size: '3', pick_code: one.pickCode },
			[folder.id]: { url: false }
		});
		expect(await fetched(at(answer, one.id, 'url', 'url'))).toMatchObject({
			status: 200,
			text: 'one'
		});
		const single = await sealed('/android/2.0/ufile/download', { pick_code: two.pickCode });
		expect((await fetched(at(single, 'url'))).text).toBe('two');
	});

	test('of an unknown pick code, or in another seal, is refused', async () => {
		expect(await sealed('/app/chrome/downurl', { pickcode: 'abc' })).toMatchObject({
			errno: 50003
		});
		expect(await sealed('/app/chrome/downurl', {})).toMatchObject({ errno: 50001 });
		const plain = { data: JSON.stringify({ pickcode: 'abc' }) };
		expect(await rig.web('//proapi.115.com/app/chrome/downurl', plain)).toMatchObject({
			state: false,
			errno: 990002
		});
	});

	test('gives one range, or 416', async () => {
		const { pickCode, id } = await rig.put('a', '0123456789');
		const url = await urlOf(pickCode, id);
		const range = (range: string) => fetched(url, { 'user-agent': 'rig', range });
		const part = await range('bytes=2-4');
		expect(part).toMatchObject({ status: 206, text: '234' });
		expect(part.reply.headers).toMatchObject({
			'content-range': 'bytes 2-4/10',
			'content-length': '3'
		});
		expect(await range('bytes=-2')).toMatchObject({ status: 206, text: '89' });
		expect((await range('bytes=10-')).status).toBe(416);
	});

	test('is for who asked, for a while, and for that file', async () => {
		const { pickCode, id } = await rig.put('a', 'aaa');
		const other = await rig.put('b', 'bbb');
		const url = await urlOf(pickCode, id);
		expect((await fetched(url, { 'user-agent': 'another' })).status).toBe(403);
		expect((await fetched(url.replace(id, other.id))).status).toBe(403);
		expect((await fetched(url.replace(/t=\d+/, 't=9999999999'))).status).toBe(403);
		expect((await fetched(url)).status).toBe(200);
		rig.world.config.apply({ clockOffset: 900 });
		expect((await fetched(url)).status).toBe(403);
	});

	test('may want a cookie besides, or nothing at all', async () => {
		const { pickCode, id } = await rig.put('a', 'aaa');
		rig.world.config.apply({ downloadBinding: 'none' });
		expect((await fetched(await urlOf(pickCode, id), {})).status).toBe(200);
		rig.world.config.apply({ downloadBinding: 'cookie' });
		const url = await urlOf(pickCode, id);
		expect((await fetched(url)).status).toBe(403);
		const cookie = await cookieOf(pickCode);
		expect((await fetched(url, { 'user-agent': 'rig', cookie })).status).toBe(200);
	});

	test('of the Open Platform is bound to the caller too', async () => {
		const { pickCode, id, sha1 } = await rig.put('a', 'aaa');
		const answer = await rig.open('/ufile/downurl', { pick_code: pickCode });
		expect(answer).toMatchObject({ data: { [id]: { file_size: '3', sha1 } } });
		const url = at(answer, 'data', id, 'url', 'url');
		expect(await fetched(url)).toMatchObject({ status: 200, text: 'aaa' });
		expect((await fetched(url, { 'user-agent': 'another' })).status).toBe(403);
	});
});

/** cookieOf is the cookie that the plain call sets along with its URL. */
async function cookieOf(pickCode: string): Promise<string> {
	const { cookies } = rig.world.signIns.own(ACCOUNTS[0], rig.world.time.now(), 3600);
	const reply = await rig.send({
		path: `/files/download?pickcode=${pickCode}`,
		headers: { cookie: cookieText(cookies), 'user-agent': 'rig' }
	});
	return String(reply.headers?.['set-cookie']).split(';')[0] ?? '';
}
