import { describe, expect, test } from 'vitest';
import { regionOf } from './address';
import { ossSigner, ossUrl, type OssRequest } from './signer';

const NOW = Date.UTC(2026, 0, 15, 8, 30);
const target = (endpoint: string, object = 'a b/目') => ({ endpoint, bucket: 'fhnfile', object });
const request = (endpoint: string): OssRequest => ({
	method: 'PUT',
	target: target(endpoint),
	query: { partNumber: '1', uploadId: 'ID' }
});
const KEYS = {
	accessKeyId: 'STS.id',
	accessKeySecret: 'secret',
	securityToken: 'to/ken==',
	expiresAt: NOW + 3600_000,
	endpoint: 'https://oss-cn-shenzhen.aliyuncs.com'
};

describe('the URL of an object', () => {
	const PATH = 'a%20b/%E7%9B%AE';
	test.each([
		['http://oss-cn-shenzhen.aliyuncs.com', `https://fhnfile.oss-cn-shenzhen.aliyuncs.com/${PATH}`],
		['oss-cn-shenzhen.aliyuncs.com', `https://fhnfile.oss-cn-shenzhen.aliyuncs.com/${PATH}`],
		[
			'https://cn-shenzhen.oss.aliyuncs.com/',
			`https://fhnfile.cn-shenzhen.oss.aliyuncs.com/${PATH}`
		],
		['http://127.0.0.1:4175', `http://127.0.0.1:4175/fhnfile/${PATH}`],
		['http://[::1]:4175', `http://[::1]:4175/fhnfile/${PATH}`],
		['http://localhost:4175', `http://localhost:4175/fhnfile/${PATH}`],
		['https://10.0.0.7', `https://10.0.0.7/fhnfile/${PATH}`],
		['https://1.2.3.4.example.com', `https://fhnfile.1.2.3.4.example.com/${PATH}`]
	])('at %s is %s', (endpoint, url) => {
		expect(ossUrl(target(endpoint))).toBe(url);
	});

	test('tells a name without a value from an empty value', () => {
		const query = { uploads: null, prefix: '', 'a/b': "it's (1)*!" };
		expect(ossUrl(target('http://127.0.0.1:1', 'k'), query)).toBe(
			'http://127.0.0.1:1/fhnfile/k?uploads&prefix=&a%2Fb=it%27s%20%281%29%2A%21'
		);
	});
});

test.each([
	['http://oss-cn-shenzhen.aliyuncs.com', 'cn-shenzhen'],
	['https://oss-cn-shenzhen-internal.aliyuncs.com', 'cn-shenzhen'],
	['https://cn-hangzhou.oss.aliyuncs.com', 'cn-hangzhou'],
	['https://oss-accelerate.aliyuncs.com', undefined],
	['https://oss-accelerate-overseas.aliyuncs.com', undefined],
	['https://storage.example.com', undefined],
	['http://127.0.0.1:4175', undefined]
])('the region of %s is %s', (endpoint, region) => {
	expect(regionOf(endpoint)).toBe(region);
});

describe('a presigned URL', () => {
	const parameters = async (version: 'v1' | 'v4', life: number) => {
		const url = await ossSigner(version).presign(request(KEYS.endpoint), KEYS, NOW, life);
		return new URL(url).searchParams;
	};

	test('of V1 ends at a second of the clock', async () => {
		expect((await parameters('v1', 59.9)).get('Expires')).toBe(String(NOW / 1000 + 59));
	});

	test('of V4 lives for whole seconds, and for a week at most', async () => {
		expect((await parameters('v4', 59.9)).get('x-oss-expires')).toBe('59');
		expect((await parameters('v4', 1e9)).get('x-oss-expires')).toBe('604800');
	});

	test('carries the token of temporary keys', async () => {
		expect((await parameters('v1', 60)).get('security-token')).toBe(KEYS.securityToken);
		expect((await parameters('v4', 60)).get('x-oss-security-token')).toBe(KEYS.securityToken);
	});
});

describe('V4', () => {
	const local = request('http://127.0.0.1:4175');

	test('takes a region where the endpoint tells none', async () => {
		const { authorization } = await ossSigner('v4', 'cn-shenzhen').headers(local, KEYS, NOW);
		expect(authorization).toContain('Credential=STS.id/20260115/cn-shenzhen/oss/');
	});

	test('says so when there is no region at all', async () => {
		await expect(ossSigner('v4').headers(local, KEYS, NOW)).rejects.toThrow('no region');
		await expect(ossSigner('v4').presign(local, KEYS, NOW, 60)).rejects.toThrow('no region');
	});
});

test.each(['v1', 'v4'] as const)('keys without a token send none with %s', async (version) => {
	const keys = { ...KEYS, securityToken: '' };
	const headers = await ossSigner(version).headers(request(KEYS.endpoint), keys, NOW);
	expect(headers).not.toHaveProperty('x-oss-security-token');
	const url = await ossSigner(version).presign(request(KEYS.endpoint), keys, NOW, 60);
	expect(url).not.toContain('token');
});
