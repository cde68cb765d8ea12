import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { readText } from '../http/body';
import { Crc64 } from './crc64';
import { paced } from './traffic-limit';
import { codeOf, complete, field, initiate, openOss, partList, putPart, rawRequest, upperMd5, type TestOss } from './testing'; // prettier-ignore

const SEQUENTIAL = { sequential: '' };
let clock: FakeClock;
let oss: TestOss;
beforeEach(async () => {
	clock = new FakeClock();
	oss = await openOss(clock);
	oss.config.apply({ ossMinPartSize: 4 });
});
afterEach(() => oss.close());

const list = (uploadId: string, more: Record<string, string> = {}) =>
	oss.send({ method: 'GET', query: { uploadId, ...more } });
const crcOf = (text: string) => {
	const crc = new Crc64();
	crc.update(Buffer.from(text));
	return String(crc.digest());
};
const md5In64 = (text: string) => createHash('md5').update(text).digest('base64');

describe('an object', () => {
	test('is stored whole, with its sums, and read back in ranges', async () => {
		const put = await oss.send({ method: 'PUT', key: '目录/a b+(1).bin', body: '0123456789' });
		expect(put.headers.get('etag')).toBe(`"${upperMd5('0123456789')}"`);
		expect(put.headers.get('x-oss-hash-crc64ecma')).toBe(crcOf('0123456789'));
		expect(put.headers.get('x-oss-request-id')).toMatch(/^[0-9A-F]{24}$/);
		const headers = { range: 'bytes=3-6' };
		const part = await oss.send({ method: 'GET', key: '目录/a b+(1).bin', headers });
		expect([part.status, await part.text()]).toEqual([206, '3456']);
		const head = await oss.send({ method: 'HEAD', key: '目录/a b+(1).bin' });
		expect(head.headers.get('content-length')).toBe('10');
	});

	test('is only stored if it is as Content-MD5 says', async () => {
		const put = (md5: string) =>
			oss.send({ method: 'PUT', body: 'bytes', headers: { 'content-md5': md5 } });
		expect(await codeOf(await put(md5In64('other')))).toBe('400 InvalidDigest');
		expect(await codeOf(await put('x'))).toBe('400 InvalidDigest');
		expect(await codeOf(await oss.send({ method: 'GET' }))).toBe('404 NoSuchKey');
		expect((await put(md5In64('bytes'))).status).toBe(200);
	});

	test('is gone once it is deleted, which works without one too', async () => {
		await oss.send({ method: 'PUT', body: 'a' });
		expect((await oss.send({ method: 'DELETE' })).status).toBe(204);
		expect(await codeOf(await oss.send({ method: 'GET' }))).toBe('404 NoSuchKey');
		expect((await oss.send({ method: 'DELETE' })).status).toBe(204);
	});

	test('is not deleted by who may not', async () => {
		await oss.send({ method: 'PUT', body: 'a' });
		const good = oss.token;
		oss.token = { ...good, accessKeySecret: 'another' };
		expect(await codeOf(await oss.send({ method: 'DELETE' }))).toBe('403 SignatureDoesNotMatch');
		oss.token = good;
		expect((await oss.send({ method: 'GET' })).status).toBe(200);
	});

	test('is not made from another one', async () => {
		const headers = { 'x-oss-copy-source': '/fhnfile/other' };
		expect(await codeOf(await oss.send({ method: 'PUT', headers }))).toBe('501 NotImplemented');
		expect(await codeOf(await oss.send({ method: 'GET' }))).toBe('404 NoSuchKey');
	});

	test('is told with a wrong CRC as often as the switch says, and stored as it is', async () => {
		oss.config.apply({ ossWrongCrc: 2 });
		const upload = await initiate(oss);
		const crcs = [
			await putPart(oss, upload, 1, 'abcd'),
			await oss.send({ method: 'PUT', key: 'b', body: 'abcd' }),
			await oss.send({ method: 'PUT', key: 'c', body: 'abcd' }),
			await oss.send({ method: 'GET', key: 'b' })
		].map(({ headers }) => headers.get('x-oss-hash-crc64ecma') === crcOf('abcd'));
		expect(crcs).toEqual([false, false, true, true]);
	});

	test('is not overwritten where that is forbidden', async () => {
		const headers = { 'x-oss-forbid-overwrite': 'true' };
		expect((await oss.send({ method: 'PUT', body: 'a', headers })).status).toBe(200);
		const again = await oss.send({ method: 'PUT', body: 'b', headers });
		expect(await codeOf(again)).toBe('409 FileAlreadyExists');
	});

	test('of unknown length is refused', async () => {
		const headers = { ...oss.sign({ method: 'PUT' }), 'transfer-encoding': 'chunked' };
		const { status, text } = await rawRequest(`${oss.origin}/fhnfile/k`, 'PUT', headers, ['a']);
		expect([status, field(text, 'Code')]).toEqual([411, 'MissingContentLength']);
	});
});

describe('a part', () => {
	test.each(['0', '10001', 'x', ''])('numbered "%s" is refused', async (partNumber) => {
		const query = { partNumber, uploadId: await initiate(oss) };
		const answer = await oss.send({ method: 'PUT', query, body: 'a' });
		expect(await codeOf(answer)).toBe('400 InvalidArgument');
	});

	test('of a plain upload is replaced by another of its number', async () => {
		const id = await initiate(oss);
		expect(id).toMatch(/^[0-9A-F]{32}$/);
		await putPart(oss, id, 3, 'xxxx');
		const put = await putPart(oss, id, 3, '0123');
		expect(put.headers.get('etag')).toBe(`"${upperMd5('0123')}"`);
		const xml = await (await list(id)).text();
		expect(xml.match(/<ETag>[^<]*/g)).toEqual([`<ETag>&quot;${upperMd5('0123')}&quot;`]);
		expect(field(xml, 'HashCrc64ecma')).toBe(crcOf('0123'));
	});

	test('of a sequential upload comes in its turn, and once', async () => {
		const id = await initiate(oss, SEQUENTIAL);
		expect(await codeOf(await putPart(oss, id, 2, 'late'))).toBe('400 PartNotSequential');
		expect((await putPart(oss, id, 1, '0123')).status).toBe(200);
		const repeat = await (await putPart(oss, id, 1, 'else')).text();
		expect(field(repeat, 'Code')).toBe('PartAlreadyExist');
		expect(field(repeat, 'PartNumber')).toBe('1');
		expect(field(repeat, 'PartEtag')).toBe(`&quot;${upperMd5('0123')}&quot;`);
		expect(await codeOf(await putPart(oss, id, 3, 'gap'))).toBe('400 PartNotSequential');
		expect((await putPart(oss, id, 2, '4567')).status).toBe(200);
	});

	test('of a sequential upload keeps others out until it has arrived or broken off', async () => {
		const id = await initiate(oss, SEQUENTIAL);
		const query = { partNumber: '1', uploadId: id };
		const url = oss.presign({ method: 'PUT', query });
		const slow = request(url, { method: 'PUT', headers: { 'content-length': '8' } });
		slow.on('error', () => {});
		slow.write('half');
		await expect.poll(() => oss.oss.store.upload(id, 'fhnfile', 'k').busy).toBe(true);
		expect(await codeOf(await putPart(oss, id, 1, 'x'))).toBe('400 PartNotSequential');
		expect(await codeOf(await putPart(oss, id, 2, 'x'))).toBe('400 PartNotSequential');
		slow.destroy();
		await expect.poll(async () => (await putPart(oss, id, 1, 'whole')).status).toBe(200);
	});

	test('that arrived though its answer was lost is there, and its repeat says so', async () => {
		const id = await initiate(oss, SEQUENTIAL);
		oss.faults.replace([{ match: { method: 'PUT' }, do: { kind: 'drop-response' } }]);
		await expect(putPart(oss, id, 1, '0123')).rejects.toThrow();
		expect(await codeOf(await putPart(oss, id, 1, '0123'))).toBe('409 PartAlreadyExist');
		expect(field(await (await list(id)).text(), 'ETag')).toContain(upperMd5('0123'));
	});

	test('that was cut off leaves nothing', async () => {
		const id = await initiate(oss, SEQUENTIAL);
		oss.faults.replace([{ match: { method: 'PUT' }, do: { kind: 'drop', bytes: 2 } }]);
		await expect(putPart(oss, id, 1, '0123')).rejects.toThrow();
		expect((await putPart(oss, id, 1, '0123')).status).toBe(200);
	});

	test('spoilt on the wire is not taken for what Content-MD5 says', async () => {
		const id = await initiate(oss, SEQUENTIAL);
		const put = () => putPart(oss, id, 1, '0123', { 'content-md5': md5In64('0123') });
		oss.faults.replace([{ match: { method: 'PUT' }, do: { kind: 'corrupt' } }]);
		expect(await codeOf(await put())).toBe('400 InvalidDigest');
		expect((await put()).status).toBe(200);
	});

	test.each(['245759', '838860801', 'x'])('may not be limited to %s', async (limit) => {
		const id = await initiate(oss);
		const answer = await putPart(oss, id, 1, 'a', { 'x-oss-traffic-limit': limit });
		expect(await codeOf(answer)).toBe('400 InvalidArgument');
	});
});

test('a request that is limited takes its time', async () => {
	async function* body() {
		yield new Uint8Array(2 * 30_720);
	}
	const asked = { headers: {}, query: new URLSearchParams('x-oss-traffic-limit=245760') };
	let done = false;
	const reading = readText(paced(asked, clock, body())).then(() => (done = true));
	await clock.advance(1999);
	expect(done).toBe(false);
	await clock.advance(1);
	expect(await reading).toBe(true);
});

describe('the list of parts', () => {
	test('comes in pages', async () => {
		const id = await initiate(oss);
		for (const n of [1, 5, 9]) await putPart(oss, id, n, String(n));
		const first = await (await list(id, { 'max-parts': '2' })).text();
		expect(field(first, 'IsTruncated')).toBe('true');
		expect(field(first, 'NextPartNumberMarker')).toBe('5');
		const second = await (await list(id, { 'part-number-marker': '5' })).text();
		expect(second.match(/<PartNumber>\d+/g)).toEqual(['<PartNumber>9']);
		expect(field(second, 'IsTruncated')).toBe('false');
	});

	test.each(['0', '1001', '-1', 'x'])('has no pages of %s', async (max) => {
		const answer = await list(await initiate(oss), { 'max-parts': max });
		expect(await codeOf(answer)).toBe('400 InvalidArgument');
	});

	test('encodes the key on request', async () => {
		const key = 'a b/ü';
		const opened = await oss.send({ method: 'POST', key, query: { uploads: '' } });
		const uploadId = field(await opened.text(), 'UploadId');
		const query = { uploadId, 'encoding-type': 'url' };
		const xml = await (await oss.send({ method: 'GET', key, query })).text();
		expect(field(xml, 'Key')).toBe('a%20b/%C3%BC');
	});
});

describe('a completion', () => {
	const two = [[1, '0123'], [2, '45']] as const; // prettier-ignore
	async function stored(parts: readonly (readonly [number, string])[] = two) {
		const id = await initiate(oss);
		for (const [number, body] of parts) await putPart(oss, id, number, body);
		return id;
	}

	test('joins the parts, tells the sums of the whole, and ends the upload', async () => {
		const id = await stored();
		const answer = await complete(oss, id, partList(two));
		expect(field(await answer.text(), 'ETag')).toMatch(/^&quot;[0-9A-F]{32}-2&quot;$/);
		expect(answer.headers.get('x-oss-hash-crc64ecma')).toBe(crcOf('012345'));
		expect(await (await oss.send({ method: 'GET' })).text()).toBe('012345');
		expect(await codeOf(await complete(oss, id, partList(two)))).toBe('404 NoSuchUpload');
		expect(await codeOf(await putPart(oss, id, 1, 'x'))).toBe('404 NoSuchUpload');
	});

	test.each([
		['no quotes', /"/g, ''],
		['named entities', /"/g, '&quot;'],
		['numbers for quotes', /"/g, '&#34;']
	])('takes ETags with %s', async (_, from, to) => {
		const answer = await complete(oss, await stored(), partList(two).replace(from, to));
		expect(answer.status).toBe(200);
	});

	test.each([
		['parts in the wrong order', [[2, '45'], [1, '0123']], '400 InvalidPartOrder'],
		['another ETag', [[1, 'else'], [2, '45']], '400 InvalidPart'],
		['a part that is not there', [[1, '0123'], [3, '45']], '400 InvalidPart'],
		['a part twice', [[1, '0123'], [1, '0123']], '400 InvalidPartOrder'],
		['no part', [], '400 MalformedXML']
	] as const)('with %s is refused and the upload stays', async (_, parts, code) => {
		const id = await stored();
		expect(await codeOf(await complete(oss, id, partList(parts)))).toBe(code);
		expect((await complete(oss, id, partList(two))).status).toBe(200);
	}); // prettier-ignore

	test('refuses a small part that is not the last', async () => {
		const parts = [[1, '012'], [2, '45']] as const; // prettier-ignore
		const id = await stored(parts);
		const answer = await (await complete(oss, id, partList(parts))).text();
		expect(field(answer, 'Code')).toBe('EntityTooSmall');
		expect(field(answer, 'MinSizeAllowed')).toBe('4');
		expect(field(answer, 'ProposedSize')).toBe('3');
		expect(field(answer, 'PartNumber')).toBe('1');
	});

	test('of all parts needs no list, and takes none', async () => {
		const id = await stored();
		const headers = { 'x-oss-complete-all': 'yes' };
		const both = await complete(oss, id, partList(two), headers);
		expect(await codeOf(both)).toBe('400 InvalidArgument');
		expect((await complete(oss, id, '', headers)).status).toBe(200);
	});

	test('whose answer was lost has happened', async () => {
		const id = await stored();
		oss.faults.replace([{ match: { method: 'POST' }, do: { kind: 'drop-response' } }]);
		await expect(complete(oss, id, partList(two))).rejects.toThrow();
		expect(await codeOf(await complete(oss, id, partList(two)))).toBe('404 NoSuchUpload');
		expect((await oss.send({ method: 'HEAD' })).status).toBe(200);
	});
});

test('an upload that is aborted is gone', async () => {
	const id = await initiate(oss);
	await putPart(oss, id, 1, 'a');
	const abort = () => oss.send({ method: 'DELETE', query: { uploadId: id } });
	expect((await abort()).status).toBe(204);
	const again = await (await abort()).text();
	expect(field(again, 'Code')).toBe('NoSuchUpload');
	expect(field(again, 'UploadId')).toBe(id);
});
