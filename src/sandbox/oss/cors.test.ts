import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { openSandbox, type TestSandbox } from '../testing';
import { codeOf, openOss, type TestOss } from './testing';

const PAGE = 'https://app.example';
let oss: TestOss;
beforeEach(async () => void (oss = await openOss(new FakeClock())));
afterEach(() => oss.close());

const ask = (origin: string, method = 'PUT', at = `${oss.origin}/fhnfile/not-there`) =>
	fetch(at, {
		method: 'OPTIONS',
		headers: {
			origin,
			'access-control-request-method': method,
			'access-control-request-headers': 'authorization,x-oss-date'
		}
	});
const put = (origin = PAGE) => {
	const request = { method: 'PUT', body: 'bytes', headers: { origin } };
	return oss.send(request);
};
const mayRead = (answer: Response) => answer.headers.get('access-control-allow-origin');

describe('a preflight', () => {
	test.each([
		['reflect', PAGE, 200],
		['official', PAGE, 403],
		['official', 'https://115.com', 200],
		['official', 'https://yun.123pan.cn', 403],
		['none', 'https://115.com', 403]
	])('in mode %s of %s is answered %i', async (mode, origin, status) => {
		oss.config.apply({ cors: { storage: mode } });
		const answer = await ask(origin);
		expect(answer.status).toBe(status);
		expect(mayRead(answer)).toBe(status === 200 ? origin : null);
	});

	test('that is refused says so in XML', async () => {
		oss.config.apply({ cors: { storage: 'none' } });
		const answer = await ask(PAGE);
		const text = await answer.clone().text();
		expect(text).toMatch('<Message>CORSResponse: ');
		expect(await codeOf(answer)).toBe('403 AccessForbidden');
	});

	test('needs no signature and allows the headers that it names', async () => {
		const answer = await ask(PAGE);
		expect(answer.headers.get('access-control-allow-headers')).toBe('authorization,x-oss-date');
	});

	test('for a method that no rule can name is refused', async () => {
		expect((await ask(PAGE, 'PATCH')).status).toBe(403);
	});
});

describe('an answer', () => {
	test('to a page that may not read it has still happened', async () => {
		oss.config.apply({ cors: { storage: 'official' } });
		expect(mayRead(await put())).toBeNull();
		expect((await oss.send({ method: 'HEAD' })).status).toBe(200);
	});

	test('exposes its sums by switch', async () => {
		expect((await put()).headers.get('access-control-expose-headers')).toBeNull();
		oss.config.apply({ exposeETag: true });
		expect((await put()).headers.get('access-control-expose-headers')).toBe(
			'ETag, x-oss-request-id, x-oss-hash-crc64ecma'
		);
	});

	test.each([
		[true, PAGE],
		[false, null]
	])('with an error is readable: %s', async (ossErrorsHaveCors, origin) => {
		oss.config.apply({ ossErrorsHaveCors });
		const headers = { origin: PAGE };
		const refused = await fetch(`${oss.origin}/fhnfile/k`, { headers });
		expect([refused.status, mayRead(refused)]).toEqual([403, origin]);
		oss.faults.replace([{ match: {}, do: { kind: 'status', status: 403 } }]);
		const fault = await fetch(`${oss.origin}/fhnfile/k`, { headers });
		expect([fault.status, mayRead(fault)]).toEqual([403, origin]);
		expect(mayRead(await put())).toBe(PAGE);
	});

	test('of a failed callback is no error, so a page can read it', async () => {
		oss.config.apply({ ossErrorsHaveCors: false, callbackFailure: 'status' });
		const callback = Buffer.from('{"callbackUrl":"http://a.test","callbackBody":"a"}');
		const headers = { origin: PAGE, 'x-oss-callback': callback.toString('base64') };
		const answer = await oss.send({ method: 'PUT', headers });
		expect([answer.status, mayRead(answer)]).toEqual([203, PAGE]);
	});
});

describe('on the storage origin of the sandbox', () => {
	let sandbox: TestSandbox;
	beforeEach(async () => void (sandbox = await openSandbox(new FakeClock())));
	afterEach(() => sandbox.close());

	test('the buckets of both storages have their own rules', async () => {
		await sandbox.admin('config', { cors: { storage: 'official' } });
		const statusOf = async (origin: string, path: string) =>
			(await ask(origin, 'PUT', sandbox.storageOrigin + path)).status;
		expect(await statusOf('https://115.com', '/fhnfile/k')).toBe(200);
		expect(await statusOf('https://115.com', '/other/k')).toBe(403);
		expect(await statusOf('https://yun.123pan.cn', '/other/k')).toBe(200);
	});

	test('each storage answers in its own words', async () => {
		const at = (path: string) => fetch(sandbox.storageOrigin + path);
		expect((await at('/fhnfile/k')).headers.get('x-oss-request-id')).not.toBeNull();
		expect((await at('/other/k')).headers.get('x-amz-request-id')).not.toBeNull();
	});

	test('no secret of a signature gets into the log', async () => {
		const names = ['security-token', 'OSSAccessKeyId', 'Signature', 'x-oss-signature', 'x-oss-credential', 'x-oss-security-token']; // prettier-ignore
		const query = names.map((name) => `${name}=secret`).join('&');
		await fetch(`${sandbox.storageOrigin}/fhnfile/k?partNumber=7&${query}`);
		const log = await (await sandbox.admin('log')).text();
		expect(log).toMatch('"part":7');
		expect(log).not.toMatch('secret');
	});

	test('a switch that is none is refused', async () => {
		for (const patch of [
			{ ossSignatures: 'v2' },
			{ ossMinPartSize: -1 },
			{ ossErrorsHaveCors: 1 },
			{ callbackFailure: 'x' },
			{ callbackFailures: 0.5 },
			{ stsLifetime: '1' }
		])
			// prettier-ignore
			expect((await sandbox.admin('config', patch)).status).toBe(400);
	});
});
