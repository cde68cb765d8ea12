import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { encode } from '../s3/encoding';
import { signV1 } from './signature-v1';
import { readV4Header, readV4Query, signV4 } from './signature-v4';
import { bytesOf, codeOf, field, openOss, rawRequest, type TestOss } from './testing';

const MINUTE = 60_000;
let clock: FakeClock;
let oss: TestOss;
beforeEach(async () => {
	clock = new FakeClock();
	oss = await openOss(clock);
});
afterEach(() => oss.close());

const PUT = { method: 'PUT', body: bytesOf('bytes') } as const;

describe('temporary credentials', () => {
	test('work until their end, to the second, and are then refused by name', async () => {
		oss.token = oss.oss.tokens.issue(10);
		await clock.advance(9999);
		expect((await oss.send(PUT)).status).toBe(200);
		await clock.advance(1);
		const dead = await oss.send(PUT);
		expect(dead.headers.get('x-oss-ec')).toBe('0002-00000007');
		expect(await codeOf(dead)).toBe('403 SecurityTokenExpired');
	});

	test('stay valid when newer ones are issued', async () => {
		oss.oss.tokens.issue(3600);
		expect((await oss.send(PUT)).status).toBe(200);
	});

	test('are nothing without their token, or with another', async () => {
		const { accessKeyId, accessKeySecret } = oss.token;
		const other = oss.oss.tokens.issue(3600);
		oss.token = { accessKeyId, accessKeySecret };
		expect(await codeOf(await oss.send(PUT))).toBe('403 InvalidAccessKeyId');
		oss.token = { accessKeyId, accessKeySecret, securityToken: other.securityToken };
		expect(await codeOf(await oss.send(PUT))).toBe('403 InvalidSecurityToken');
	});

	test('of an unknown key are refused', async () => {
		oss.token = { ...oss.token, accessKeyId: 'STS.unknown' };
		const answer = await oss.send(PUT);
		expect(field(await answer.text(), 'OSSAccessKeyId')).toBe('STS.unknown');
	});

	test('are not needed with a long-lived key', async () => {
		oss.token = { accessKeyId: 'LTAI1', accessKeySecret: 'secret' };
		oss.oss.addKey(oss.token);
		expect((await oss.send(PUT)).status).toBe(200);
	});
});

describe('a signature', () => {
	const sent = (headers: Record<string, string>) =>
		fetch(`${oss.origin}/fhnfile/k`, { ...PUT, headers });

	test('with one wrong byte is refused, and the string to sign shown', async () => {
		const headers = oss.sign(PUT);
		const at = headers.authorization!.length - 5;
		const flipped = headers.authorization![at] === 'A' ? 'B' : 'A';
		const authorization = headers.authorization!.slice(0, at) + flipped + headers.authorization!.slice(at + 1); // prettier-ignore
		const answer = await (await sent({ ...headers, authorization })).text();
		expect(field(answer, 'Code')).toBe('SignatureDoesNotMatch');
		const [first] = field(answer, 'StringToSign').split('\n');
		expect(first).toBe('PUT');
		expect(field(answer, 'StringToSignBytes')).toMatch(/^50 55 54 0a/);
		expect(field(answer, 'SignatureProvided')).toBe(authorization.split(':')[1]);
		expect(field(answer, 'RequestId')).toMatch(/^[0-9A-F]{24}$/);
		expect(field(answer, 'HostId')).toBe('127.0.0.1');
	});

	test('does not cover a header that was added later', async () => {
		const answer = await sent({ ...oss.sign(PUT), 'x-oss-meta-late': '1' });
		expect(await codeOf(answer)).toBe('403 SignatureDoesNotMatch');
	});

	test.each([14.9, -14.9])('made %f minutes off is taken', async (minutes) => {
		const headers = oss.sign(PUT);
		oss.config.apply({ clockOffset: minutes * 60 });
		expect((await sent(headers)).status).toBe(200);
	});

	test.each([15.1, -15.1])('made %f minutes off is refused, and the time told', async (minutes) => {
		const headers = oss.sign(PUT);
		oss.config.apply({ clockOffset: minutes * 60 });
		const answer = await (await sent(headers)).text();
		expect(field(answer, 'Code')).toBe('RequestTimeTooSkewed');
		const off = Date.parse(field(answer, 'ServerTime')) - Date.parse(field(answer, 'RequestTime'));
		expect(off).toBe(minutes * MINUTE);
	});

	test('without a date, or at all, is refused', async () => {
		const { 'x-oss-date': _, ...undated } = oss.sign(PUT);
		const answer = await (await sent(undated)).text();
		expect(field(answer, 'Message')).toMatch('valid Date');
		expect(await codeOf(await sent({}))).toBe('403 AccessDenied');
	});

	test('in two places at once is refused', async () => {
		const answer = await fetch(oss.presign(PUT), { ...PUT, headers: oss.sign(PUT) });
		expect(await codeOf(answer)).toBe('400 InvalidArgument');
	});

	test('of the version that is switched off is refused by its name', async () => {
		oss.config.apply({ ossSignatures: 'v4' });
		const answer = await oss.send(PUT);
		expect(answer.status).toBe(403);
		expect(field(await answer.text(), 'Message')).toMatch('ignature version V1');
	});

	test('that is wrong is told to HEAD in a header', async () => {
		const answer = await fetch(`${oss.origin}/fhnfile/k`, { method: 'HEAD' });
		const told = Buffer.from(answer.headers.get('x-oss-err') ?? '', 'base64').toString();
		expect(field(told, 'Code')).toBe('AccessDenied');
	});
});

describe('a presigned URL', () => {
	test('works to the second it says', async () => {
		const url = oss.presign(PUT, 10);
		await clock.advance(10_000);
		expect((await fetch(url, PUT)).status).toBe(200);
		await clock.advance(1000);
		const answer = await (await fetch(url, PUT)).text();
		expect(field(answer, 'Message')).toBe('Request has expired.');
		expect(field(answer, 'ServerTime')).not.toBe('');
	});

	test('dies with its token, before its own end', async () => {
		oss.token = oss.oss.tokens.issue(5);
		const url = oss.presign(PUT, 600);
		await clock.advance(6000);
		expect(await codeOf(await fetch(url, PUT))).toBe('403 SecurityTokenExpired');
	});

	test('is not for a body with a type that was not signed', async () => {
		const headers = { 'content-type': 'text/plain' };
		const answer = await fetch(oss.presign({ method: 'PUT' }), { ...PUT, headers });
		expect(await codeOf(answer)).toBe('403 SignatureDoesNotMatch');
		const signed = oss.presign({ method: 'PUT', headers });
		expect((await fetch(signed, { ...PUT, headers })).status).toBe(200);
	});
});

describe('signature version 4', () => {
	/** A presigned PUT; `change` spoils its query before it is signed. */
	function presignV4(
		change: Record<string, string> = {},
		scopeOf = (day: string) => `${day}/cn-shenzhen/oss/aliyun_v4_request`
	) {
		const date = new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, '');
		const scope = scopeOf(date.slice(0, 8));
		const { accessKeyId, accessKeySecret, securityToken } = oss.token;
		const query: Record<string, string> = {
			'x-oss-signature-version': 'OSS4-HMAC-SHA256',
			'x-oss-credential': `${accessKeyId}/${scope}`,
			'x-oss-date': date,
			'x-oss-expires': '60',
			'x-oss-security-token': securityToken ?? '',
			'x-oss-signature': 'unknown'
		};
		const request = { method: 'PUT', bucket: 'fhnfile', key: 'k', headers: {} };
		const rules = { now: clock.now(), region: scope.split('/')[1]! };
		const claim = readV4Query({ ...request, query: Object.entries(query) }, rules);
		const signature = signV4(accessKeySecret, scope, claim.stringToSign);
		const all = { ...query, 'x-oss-signature': signature, ...change };
		const pairs = Object.entries(all).map(([name, value]) => `${name}=${encode(value)}`);
		return `${oss.origin}/fhnfile/k?${pairs.join('&')}`;
	}
	const put = (url: string) => fetch(url, PUT);

	test('lasts as long as it says, and begins 15 minutes early', async () => {
		const url = presignV4();
		expect((await put(url)).status).toBe(200);
		oss.config.apply({ clockOffset: -15 * 60 });
		expect((await put(url)).status).toBe(200);
		oss.config.apply({ clockOffset: -15 * 60 - 1 });
		expect(await codeOf(await put(url))).toBe('403 RequestTimeTooSkewed');
		oss.config.apply({ clockOffset: 61 });
		expect(field(await (await put(url)).text(), 'Message')).toBe('Request has expired.');
	});

	test.each(['604801', '0', 'x', ''])('may not last %s seconds', async (life) => {
		expect(await codeOf(await put(presignV4({ 'x-oss-expires': life })))).toBe(
			'400 InvalidArgument'
		);
	});

	test('shows the canonical request of what does not match', async () => {
		const answer = await (await put(presignV4({ 'x-oss-expires': '61' }))).text();
		expect(field(answer, 'Code')).toBe('SignatureDoesNotMatch');
		expect(field(answer, 'CanonicalRequest')).toMatch(/^PUT\n\/fhnfile\/k\n/);
	});

	test('is refused for another region or day', async () => {
		const other = presignV4({}, (day) => `${day}/cn-beijing/oss/aliyun_v4_request`);
		expect(await codeOf(await put(other))).toBe('400 InvalidArgument');
		const { accessKeyId } = oss.token;
		const credential = `${accessKeyId}/20200101/cn-shenzhen/oss/aliyun_v4_request`;
		expect(await codeOf(await put(presignV4({ 'x-oss-credential': credential })))).toBe(
			'400 InvalidArgument'
		);
	});

	test.each([',AdditionalHeaders=', ',AdditionalHeaders=host;'])(
		'refuses a header form with %s',
		(additional) => {
			const date = '20260101T000000Z';
			const credential = 'id/20260101/cn-shenzhen/oss/aliyun_v4_request';
			const headers = {
				authorization: `OSS4-HMAC-SHA256 Credential=${credential}${additional},Signature=x`,
				'x-oss-date': date,
				'x-oss-content-sha256': 'UNSIGNED-PAYLOAD'
			};
			const request = { method: 'PUT', bucket: 'b', key: 'k', query: [], headers };
			const rules = { now: Date.UTC(2026, 0, 1), region: 'cn-shenzhen' };
			expect(() => readV4Header(request, rules)).toThrow('AdditionalHeaders');
			const fine = { ...headers, authorization: headers.authorization.replace(additional, '') };
			expect(readV4Header({ ...request, headers: fine }, rules).signature).toBe('x');
		}
	);
});

describe('a bucket', () => {
	const at = async (host: string, path: string) => {
		const headers = oss.sign({ method: 'PUT' });
		const { status, text } = await rawRequest(oss.origin + path, 'PUT', { ...headers, host, 'content-length': '0' }); // prettier-ignore
		return `${status} ${field(text, 'Code')}`;
	};

	test.each([
		['fhnfile.oss-cn-shenzhen.aliyuncs.com', '/k'],
		['fhnfile.oss-cn-shenzhen.aliyuncs.com:4175', '/k'],
		['fhnfile.cn-shenzhen.oss.aliyuncs.com', '/k'],
		['fhnfile.oss-accelerate.aliyuncs.com', '/k'],
		['fhnfile.oss.localhost:4175', '/k'],
		['oss.localhost:4175', '/fhnfile/k'],
		['localhost:4175', '/fhnfile/k']
	])('is found at %s%s', async (host, path) => {
		expect(await at(host, path)).toBe('200 ');
	});

	test('is not found in the path on hosts of the real service', async () => {
		expect(await at('oss-cn-shenzhen.aliyuncs.com', '/fhnfile/k')).toBe(
			'403 SecondLevelDomainForbidden'
		);
	});

	test('of another name does not exist', async () => {
		oss.token = { accessKeyId: 'LTAI1', accessKeySecret: 'secret' };
		oss.oss.addKey(oss.token);
		// Signed for the other bucket by being signed over its path.
		const date = new Date(clock.now()).toUTCString();
		const signature = signV1('secret', `GET\n\n\n${date}\nx-oss-date:${date}\n/other/k`);
		const answer = await fetch(`${oss.origin}/other/k`, {
			headers: { 'x-oss-date': date, authorization: `OSS LTAI1:${signature}` }
		});
		expect(await codeOf(answer)).toBe('404 NoSuchBucket');
	});
});
