import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { base64, codeOf, complete, field, initiate, openOss, partList, putPart, upperMd5, type TestOss } from './testing'; // prettier-ignore

let clock: FakeClock;
let oss: TestOss;
beforeEach(async () => {
	clock = new FakeClock();
	oss = await openOss(clock);
	oss.config.apply({ ossMinPartSize: 0 });
});
afterEach(() => oss.close());

const TEMPLATE = 'object=${object}&size=${size}&sha1=${sha1}&pick=${x:pick_code}&none=${nothing}';
const callback = (more: object = {}) => base64({ callbackUrl: 'http://uplb.115.com/done', callbackBody: TEMPLATE, ...more }); // prettier-ignore
const variables = base64({ 'x:pick_code': 'a&b 目' });
const headers = (value = callback()) => ({
	'x-oss-callback': value,
	'x-oss-callback-var': variables
});
const put = (value?: string, body = 'bytes') =>
	oss.send({ method: 'PUT', headers: headers(value), body });
const sha1 = (text: string | Uint8Array) =>
	createHash('sha1').update(text).digest('hex').toUpperCase();
const toldSha1 = () => new URLSearchParams(oss.callbacks.at(-1)?.body).get('sha1');

describe('a callback that works', () => {
	test('tells the drive about the object, and the client what the drive said', async () => {
		const answer = await put();
		expect([answer.status, await answer.text()]).toEqual([200, '{"state":true}']);
		expect(answer.headers.get('content-type')).toBe('application/json');
		expect(answer.headers.get('etag')).toBe(`"${upperMd5('bytes')}"`);
		expect(oss.callbacks).toEqual([
			{
				url: 'http://uplb.115.com/done',
				contentType: 'application/x-www-form-urlencoded',
				body: `object=k&size=5&sha1=${sha1('bytes')}&pick=a%26b%20%E7%9B%AE&none=`
			}
		]);
	});

	test('may come by the query of a presigned URL', async () => {
		const query = { callback: callback(), 'callback-var': variables };
		const answer = await fetch(oss.presign({ method: 'PUT', query }), { method: 'PUT' });
		expect(await answer.text()).toBe('{"state":true}');
		expect(toldSha1()).toBe(sha1(''));
	});

	test('may be JSON, with quotes around the values or without', async () => {
		const body = '{"o":${object},"p":"${x:pick_code}","s":${size},"t":"${size}"}';
		await put(callback({ callbackBodyType: 'application/json', callbackBody: body }));
		const [call] = oss.callbacks;
		expect(call?.contentType).toBe('application/json');
		expect(JSON.parse(call!.body)).toEqual({ o: 'k', p: 'a&b 目', s: 5, t: '5' });
	});

	test('goes to the next address when one does not answer', async () => {
		oss.receive = ({ url }) =>
			Promise.resolve(url.endsWith('2') ? { status: 200, body: '{"n":2}' } : null);
		const answer = await put(callback({ callbackUrl: 'http://a.test/1;http://a.test/2' }));
		expect(await answer.text()).toBe('{"n":2}');
	});

	test('passes a refusal of the drive on as it is', async () => {
		oss.receive = () => Promise.resolve({ status: 200, body: '{"state":false}' });
		expect(await (await put()).text()).toBe('{"state":false}');
	});
});

test('without a callback nobody is told', async () => {
	const answer = await oss.send({ method: 'PUT', body: 'bytes' });
	expect([answer.status, await answer.text()]).toEqual([200, '']);
	expect(oss.callbacks).toEqual([]);
});

describe('the SHA-1 of a multipart upload', () => {
	// The vendor's own states after 64 and 1024 bytes of one pattern.
	const pattern = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 131 + 7) % 256);
	const whole = pattern(1030);
	const parts = [[1, whole.subarray(0, 64)], [2, whole.subarray(64, 1024)], [3, whole.subarray(1024)]] as const; // prettier-ignore
	const file = new URL('../../../tests/vectors/oss-checksums.json', import.meta.url);
	const { sha1Context } = JSON.parse(readFileSync(file, 'utf8')) as {
		sha1Context: { headerValue: string }[];
	};
	const [second = '', third = ''] = sha1Context.map(({ headerValue }) => headerValue);
	const contexts = ['', second, third];
	async function upload(query: Record<string, string>, sent: readonly string[] = []) {
		const id = await initiate(oss, query);
		for (const [number, body] of parts) {
			const context = sent[number - 1];
			await putPart(oss, id, number, body, context ? { 'x-oss-hash-ctx': context } : {});
		}
		await complete(oss, id, partList(parts), headers());
		return toldSha1();
	}
	test('is known of a sequential one', async () => {
		expect(await upload({ sequential: '', 'x-oss-enable-sha1': '' })).toBe(sha1(whole));
	});

	test('is empty of a plain one', async () => {
		expect(await upload({})).toBe('');
	});

	test('is known of one whose parts bring the state before them', async () => {
		expect(await upload({ withHashContext: '' }, contexts)).toBe(sha1(whole));
		expect(await upload({}, contexts)).toBe(sha1(whole));
	});

	test('is empty when one state is wrong or missing', async () => {
		expect(await upload({}, ['', third, third])).toBe('');
		expect(await upload({}, ['', second, second])).toBe('');
		expect(await upload({}, ['', '', third])).toBe('');
	});

	test('can’t come from something that is no state', async () => {
		const id = await initiate(oss);
		const answer = await putPart(oss, id, 2, 'a', { 'x-oss-hash-ctx': base64({ h0: '1' }) });
		expect(await codeOf(answer)).toBe('400 InvalidArgument');
	});
});

describe('a callback that fails', () => {
	test.each([
		['nobody is there', null, 'reached'],
		['the drive has an error', { status: 502, body: '{}' }, 'Error status : 502'],
		['the drive answers something else', { status: 200, body: '<html>' }, 'not valid json']
	])('is a 203 when %s, and the object is there', async (_, said, message) => {
		oss.receive = () => Promise.resolve(said);
		const answer = await put();
		expect(answer.status).toBe(203);
		const text = await answer.text();
		expect(field(text, 'Code')).toBe('CallbackFailed');
		expect(field(text, 'Message')).toMatch(message);
		expect((await oss.send({ method: 'HEAD' })).status).toBe(200);
	});

	test('after a completion leaves no upload behind', async () => {
		oss.receive = () => Promise.resolve(null);
		const id = await initiate(oss);
		await putPart(oss, id, 1, 'a');
		const answer = await complete(oss, id, partList([[1, 'a']]), headers());
		expect(await codeOf(answer)).toBe('203 CallbackFailed');
		const again = await complete(oss, id, partList([[1, 'a']]), headers());
		expect(await codeOf(again)).toBe('404 NoSuchUpload');
	});

	test('has taken more than five seconds', async () => {
		oss.receive = () => new Promise(() => {});
		let done = false;
		const answer = put().finally(() => (done = true));
		await expect.poll(() => clock.sleeping).toBe(1);
		await clock.advance(4999);
		await settle();
		expect(done).toBe(false);
		await clock.advance(1);
		expect(field(await (await answer).text(), 'Message')).toMatch('too long');
	});

	test('leaves no timer behind when it works', async () => {
		await put();
		expect(clock.sleeping).toBe(0);
	});

	test.each([
		['unreachable', 0],
		['status', 0],
		['not-json', 1]
	])('by the switch %s reaches the drive %i times', async (callbackFailure, calls) => {
		oss.config.apply({ callbackFailure });
		expect(await codeOf(await put())).toBe('203 CallbackFailed');
		expect(await codeOf(await put())).toBe('203 CallbackFailed');
		expect(oss.callbacks).toHaveLength(calls * 2);
	});

	test('by the switch may fail only so often', async () => {
		oss.config.apply({ callbackFailure: 'status', callbackFailures: 2 });
		expect([(await put()).status, (await put()).status, (await put()).status]).toEqual([
			203, 203, 200
		]);
		expect(oss.config.current.callbackFailure).toBe('none');
	});
});

describe('a callback that is none', () => {
	test.each([
		['no base64', 'not base64!'],
		['base64 in two lines', `${callback().slice(0, 76)}\n${callback().slice(76)}`],
		['no JSON', base64('text')],
		['a list', base64('[]')],
		['without an address', base64({ callbackBody: 'a' })],
		['without a body', base64({ callbackUrl: 'http://a.test/' })],
		['for no web address', callback({ callbackUrl: 'uplb.115.com' })],
		['for six addresses', callback({ callbackUrl: Array(6).fill('http://a.test').join(';') })],
		['of another type', callback({ callbackBodyType: 'text/plain' })],
		['larger than 5 KB', callback({ callbackBody: 'a'.repeat(5000) })]
	])('(%s) is refused before anything is stored', async (_, value) => {
		const query = { callback: value };
		const url = oss.presign({ method: 'PUT', query });
		expect(await codeOf(await fetch(url, { method: 'PUT' }))).toBe('400 InvalidArgument');
		expect((await oss.send({ method: 'HEAD' })).status).toBe(404);
	});

	test.each([
		['in capitals', { 'x:Pick': '1' }],
		['without x:', { pick: '1' }],
		['that are no text', { 'x:pick': 1 }]
	])('with variables %s is refused', async (_, value) => {
		const answer = await oss.send({
			method: 'PUT',
			headers: { ...headers(), 'x-oss-callback-var': base64(value) }
		});
		expect(await codeOf(answer)).toBe('400 InvalidArgument');
	});

	test('does not spend the upload it came with', async () => {
		const id = await initiate(oss);
		await putPart(oss, id, 1, 'a');
		const spoilt = await complete(oss, id, partList([[1, 'a']]), headers('x'));
		expect(await codeOf(spoilt)).toBe('400 InvalidArgument');
		expect((await complete(oss, id, partList([[1, 'a']]), headers())).status).toBe(200);
	});

	test('is nothing to a part, which has no callback', async () => {
		const id = await initiate(oss);
		expect((await putPart(oss, id, 1, 'a', headers('x'))).status).toBe(200);
	});
});
