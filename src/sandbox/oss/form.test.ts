import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { authenticateForm } from './form-signature';
import { signV1 } from './signature-v1';
import { signV4 } from './signature-v4';
import { base64, codeOf, field, openOss, upperMd5, type TestOss } from './testing';

let clock: FakeClock;
let oss: TestOss;
beforeEach(async () => {
	clock = new FakeClock();
	oss = await openOss(clock);
	oss.token = { accessKeyId: 'LTAI1', accessKeySecret: 'secret' };
	oss.oss.addKey(oss.token);
});
afterEach(() => oss.close());

const ANY_SIZE = ['content-length-range', 0, 5_368_709_120];
const policyOf = (...conditions: unknown[]) =>
	base64({ expiration: new Date(clock.now() + 60_000).toISOString(), conditions });

/** Fields of a form as 115's web page sends them; null leaves one out. */
function fieldsOf(policy = policyOf(ANY_SIZE), more: Record<string, string | null> = {}) {
	const signature = signV1('secret', policy);
	const fields = { name: 'a.bin', key: 'k', policy, OSSAccessKeyId: 'LTAI1', signature, ...more };
	return Object.entries(fields).filter((field): field is [string, string] => field[1] !== null);
}

function post(
	fields: readonly (readonly [string, string])[],
	file: Blob | null = new Blob(['bytes'])
) {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	if (file) form.append('file', file, '文件.bin');
	return fetch(`${oss.origin}/fhnfile/`, { method: 'POST', body: form });
}

const stored = async () => (await oss.send({ method: 'GET' })).text();

describe('a form', () => {
	test('stores its file', async () => {
		const answer = await post(fieldsOf());
		expect([answer.status, await answer.text()]).toEqual([204, '']);
		expect(answer.headers.get('etag')).toBe(`"${upperMd5('bytes')}"`);
		expect(await stored()).toBe('bytes');
	});

	test.each(['', '\r\n--', '\r\n\r\n--x\r\n', 'x'.repeat(300_000) + '\r\n-'])(
		'stores a file byte for byte, whatever is in it',
		async (content) => {
			await post(fieldsOf(), new Blob([content]));
			expect(await stored()).toBe(content);
		}
	);

	test('is answered as it asks', async () => {
		expect((await post(fieldsOf(undefined, { success_action_status: '200' }))).status).toBe(200);
		const created = await post(fieldsOf(undefined, { success_action_status: '201' }));
		expect(field(await created.text(), 'Key')).toBe('k');
	});

	test('may take the name of its file for the key', async () => {
		const answer = await post(fieldsOf(undefined, { key: 'in/${filename}', success_action_status: '201' })); // prettier-ignore
		expect(field(await answer.text(), 'Key')).toBe('in/文件.bin');
	});

	test('makes its callback, with its own variables and the SHA-1', async () => {
		const callbackBody = '${sha1}|${x:user}|${mimeType}';
		const callback = base64({ callbackUrl: 'http://uplb.115.com/s', callbackBody });
		const fields = fieldsOf(undefined, { callback, 'x:user': 'me', success_action_status: '200' });
		const answer = await post(fields, new Blob(['bytes'], { type: 'video/mp4' }));
		expect([answer.status, await answer.text()]).toEqual([200, '{"state":true}']);
		const sha1 = createHash('sha1').update('bytes').digest('hex').toUpperCase();
		expect(oss.callbacks[0]?.body).toBe(`${sha1}|me|video%2Fmp4`);
	});

	test('without a file is refused', async () => {
		expect(await codeOf(await post(fieldsOf(), null))).toBe(
			'400 IncorrectNumberOfFilesInPOSTRequest'
		);
	});

	test('that breaks off stores nothing', async () => {
		const headers = { 'content-type': 'multipart/form-data; boundary=x' };
		const part = (name: string, value: string) =>
			`--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
		const body = fieldsOf().map(([name, value]) => part(name, value)).join('') + part('file', 'half').trimEnd(); // prettier-ignore
		const answer = await fetch(`${oss.origin}/fhnfile`, { method: 'POST', headers, body });
		expect(await codeOf(answer)).toBe('400 MalformedPOSTRequest');
		expect((await oss.send({ method: 'HEAD' })).status).toBe(404);
	});
});

describe('the policy of a form', () => {
	test.each([
		['another bucket', { bucket: 'other' }],
		['another key', ['eq', '$key', 'other']],
		['another key, short', { key: 'other' }],
		['another start of the key', ['starts-with', '$key', 'p/']],
		['a field that is not there', ['eq', '$x:user', 'me']],
		['a value that is not on the list', ['in', '$name', ['b.bin']]],
		['a value that is on the list', ['not-in', '$name', ['a.bin']]]
	])('that wants %s refuses it', async (_, condition) => {
		const answer = await post(fieldsOf(policyOf(ANY_SIZE, condition)));
		const text = await answer.text();
		expect([answer.status, field(text, 'Code')]).toEqual([403, 'AccessDenied']);
		expect(field(text, 'Message')).toMatch('Invalid according to Policy: Policy Condition failed');
		expect((await oss.send({ method: 'HEAD' })).status).toBe(404);
	});

	test('that fits lets it in', async () => {
		const conditions = [{ bucket: 'fhnfile' }, ['starts-with', '$key', ''], ['eq', '$Name', 'a.bin'], ['in', '$name', ['a.bin']]]; // prettier-ignore
		expect((await post(fieldsOf(policyOf(...conditions)))).status).toBe(204);
	});

	test.each([
		[0, 4, '400 EntityTooLarge'],
		[6, 9, '400 EntityTooSmall'],
		[5, 5, '204 ']
	])('for %i to %i bytes answers five bytes with %s', async (min, max, code) => {
		const answer = await post(fieldsOf(policyOf(['content-length-range', min, max])));
		expect(await codeOf(answer)).toBe(code);
	});

	test('ends when it says', async () => {
		const fields = fieldsOf();
		await clock.advance(60_001);
		expect(field(await (await post(fields)).text(), 'Message')).toMatch('Policy expired');
	});

	test.each([
		['no JSON', base64('x')],
		['no conditions', base64({ expiration: '2099-01-01T00:00:00Z' })],
		['an unknown condition', base64({ expiration: '2099-01-01T00:00:00Z', conditions: [['like', '$key', 'k']] })] // prettier-ignore
	])('with %s is no policy', (_, policy) =>
		expect(post(fieldsOf(policy)).then(codeOf)).resolves.toBe('400 InvalidPolicyDocument')
	);
});

describe('the signature of a form', () => {
	test('covers the policy', async () => {
		const wider = policyOf(['content-length-range', 0, 1]);
		const answer = await (await post(fieldsOf(undefined, { policy: wider }))).text();
		expect(field(answer, 'Code')).toBe('SignatureDoesNotMatch');
		expect(field(answer, 'StringToSign')).toBe(wider);
	});

	test.each(['policy', 'signature', 'OSSAccessKeyId'])('is nothing without %s', async (name) => {
		expect(await codeOf(await post(fieldsOf(undefined, { [name]: null })))).toBe(
			'403 AccessDenied'
		);
	});

	test('by a temporary key needs the token among the fields', async () => {
		const token = oss.oss.tokens.issue(60);
		const policy = policyOf(ANY_SIZE);
		const mine = { OSSAccessKeyId: token.accessKeyId, signature: signV1(token.accessKeySecret, policy) }; // prettier-ignore
		expect(await codeOf(await post(fieldsOf(policy, mine)))).toBe('403 InvalidAccessKeyId');
		const whole = { ...mine, 'x-oss-security-token': token.securityToken };
		expect((await post(fieldsOf(policy, whole))).status).toBe(204);
		await clock.advance(60_000);
		expect(await codeOf(await post(fieldsOf(policy, whole)))).toBe('403 SecurityTokenExpired');
	});

	test('may be of version 4, for a week at most', async () => {
		const date = '20260101T000000Z';
		const scope = '20260101/cn-shenzhen/oss/aliyun_v4_request';
		const expiration = '2099-01-01T00:00:00Z';
		const policy = base64({ expiration, conditions: [{ 'x-oss-date': date }] });
		const fields = fieldsOf(policy, {
			...{ OSSAccessKeyId: null, signature: null },
			'x-oss-signature-version': 'OSS4-HMAC-SHA256',
			'x-oss-credential': `LTAI1/${scope}`,
			'x-oss-date': date,
			'x-oss-signature': signV4('secret', scope, policy)
		});
		expect((await post(fields)).status).toBe(204);
		oss.config.apply({ ossSignatures: 'v1' });
		expect(field(await (await post(fields)).text(), 'Message')).toMatch('ignature version V4');
		oss.config.apply({ ossSignatures: 'both', clockOffset: 604_801 });
		expect(field(await (await post(fields)).text(), 'Message')).toBe('Request has expired.');
	});

	const text = readFileSync(new URL('../../../tests/vectors/oss-post-policy.json', import.meta.url), 'utf8'); // prettier-ignore
	const { vectors } = JSON.parse(text) as {
		vectors: {
			name: string;
			input: {
				now: string;
				credentials: { accessKeyId: string; accessKeySecret: string; securityToken: string };
			};
			expected: { policy: string; formFields: Record<string, string> };
		}[];
	};
	test.each(vectors)('by the vendor’s own code is accepted: $name', ({ input, expected }) => {
		const named = Object.entries(expected.formFields).map(([name, value]) => [name.toLowerCase(), value] as const); // prettier-ignore
		const rules = {
			now: Date.parse(input.now),
			region: 'cn-shenzhen',
			signatures: 'both',
			keyOf: () => input.credentials
		} as const;
		expect(authenticateForm(new Map(named), rules)).toBe(expected.policy);
		const other = { ...input.credentials, accessKeySecret: 'other' };
		expect(() => authenticateForm(new Map(named), { ...rules, keyOf: () => other })).toThrow(
			'does not match'
		);
	});
});
