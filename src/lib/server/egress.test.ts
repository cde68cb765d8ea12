import { describe, expect, test, vi } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import type { TransferError } from '../kernel/errors';
import { createEgress, retryAfterOf } from './egress';

const clock = new FakeClock();
const answering = (status: number, body = '{}', headers: Record<string, string> = {}) =>
	vi.fn(() => Promise.resolve(new Response(body, { status, headers }))) as unknown as typeof fetch;
const codeOf = (promise: Promise<unknown>) =>
	promise.then(
		() => 'resolved',
		(error: unknown) => (error as TransferError).code
	);

describe('hosts', () => {
	const egress = createEgress({
		clock,
		sandboxOrigin: 'http://127.0.0.1:4174',
		sandboxStorageOrigin: 'http://127.0.0.1:4175',
		storageHosts: 'minio.lan:9000, http://10.0.0.2:9000'
	});

	test.each([
		['www.123pan.cn', true],
		['api.123278.com', true],
		['login.123pan.com', true],
		['evil123pan.cn', false],
		['123pan.cn.evil.example', false],
		['127.0.0.1', false],
		['www.123pan.cn:8080', false],
		['www.123pan.cn/x', false],
		['x@www.123pan.cn', false],
		['evil.example?.123pan.cn', false],
		['uplb.115.com', true],
		['captchaapi.115.com', false],
		['uplb.115.com.evil.example', false]
	])('an API host: %s → %s', (host, allowed) => {
		expect(egress.allowsHost(host)).toBe(allowed);
	});

	test.each([
		['live', 'https://m78.123624.com/b/k?X-Amz-Signature=1', true],
		['live', 'http://m78.123624.com/b/k', false],
		['live', 'https://m78.123624.com:8443/b/k', false],
		['live', 'https://m78.123624.com.evil.example/b/k', false],
		['live', 'http://127.0.0.1:4175/b/k', false],
		['live', 'https://minio.lan:9000/b', true],
		['live', 'http://10.0.0.2:9000/b', true],
		['live', 'javascript:alert(1)', false],
		['live', 'https://fhnfile.oss-cn-shenzhen.aliyuncs.com/o?callback=x', true],
		['live', 'https://fhnfile.cn-shenzhen.oss.aliyuncs.com/o', true],
		['live', 'http://fhnfile.oss-cn-shenzhen.aliyuncs.com/o', false],
		['live', 'https://evil.oss-cn-shenzhen.aliyuncs.com/o', false],
		['live', 'https://oss-cn-shenzhen.aliyuncs.com/fhnfile/o', false],
		['live', 'https://x.fhnfile.oss-cn-shenzhen.aliyuncs.com/o', false],
		['live', 'https://fhnfile.oss-cn-hangzhou.aliyuncs.com/o', false],
		['sandbox', 'http://127.0.0.1:4175/b/k', true],
		['sandbox', 'https://m78.123624.com/b/k', false],
		['sandbox', 'not a url', false]
	] as const)('storage, %s: %s → %s', (realm, url, allowed) => {
		expect(egress.allowsStorage(realm, url)).toBe(allowed);
	});

	test('a call outside the list is not sent', async () => {
		const fetch = answering(200);
		const refused = createEgress({ clock, fetch }).call('live', 'evil.example', '/', {});
		expect(await codeOf(refused)).toBe('host-not-allowed');
		expect(fetch).not.toHaveBeenCalled();
	});

	test('the sandbox keeps the provider host as the first segment', async () => {
		const fetch = answering(200);
		const egress = createEgress({ clock, fetch, sandboxOrigin: 'http://127.0.0.1:4174' });
		await egress.call('sandbox', 'www.123pan.cn', '/b/api/user/info?1=2', {});
		expect(vi.mocked(fetch).mock.calls[0]?.[0]).toBe(
			'http://127.0.0.1:4174/www.123pan.cn/b/api/user/info?1=2'
		);
	});

	test('a sandbox account has nowhere to go while the sandbox is off', async () => {
		const call = createEgress({ clock, fetch: answering(200) }).call(
			'sandbox',
			'www.123pan.cn',
			'/',
			{}
		);
		expect(await codeOf(call)).toBe('signed-out');
	});
});

describe('trouble', () => {
	test.each([
		[302, 'unreadable-answer'],
		[429, 'rate-limited'],
		[500, 'server-error'],
		[503, 'server-error'],
		[200, 'resolved'],
		[404, 'resolved']
	])('HTTP %i is %s', async (status, code) => {
		const egress = createEgress({ clock, fetch: answering(status) });
		expect(await codeOf(egress.call('live', 'www.123pan.cn', '/', {}))).toBe(code);
	});

	test('no connection is network, without the URL in it', async () => {
		const egress = createEgress({
			clock,
			fetch: () => Promise.reject(new TypeError('fetch failed'))
		});
		const error = await egress
			.call('live', 'www.123pan.cn', '/a?key=1', {})
			.catch((e: unknown) => e);
		expect(error).toMatchObject({ code: 'network', detail: 'no connection to www.123pan.cn' });
	});

	test('an answer that is no text comes byte for byte', async () => {
		const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
		const fetch = () => Promise.resolve(new Response(bytes));
		const answer = await createEgress({ clock, fetch }).call('live', 'uplb.115.com', '/', {});
		expect(answer.bytes).toEqual(bytes);
	});

	test('silence ends after 20 s', async () => {
		const clock = new FakeClock();
		const egress = createEgress({ clock, fetch: () => new Promise(() => undefined) });
		const code = codeOf(egress.call('live', 'www.123pan.cn', '/', {}));
		await settle();
		await clock.advance(20_000);
		expect(await code).toBe('server-error');
		expect(clock.sleeping).toBe(0);
	});

	test.each([
		['3', 3000],
		['0', 1000],
		['3600', 60_000],
		[new Date(clock.now() + 5000).toUTCString(), 5000],
		['soon', undefined]
	])('Retry-After %s waits %s ms', (text, ms) => {
		expect(retryAfterOf(new Headers({ 'retry-after': text }), clock)).toBe(ms);
	});
});

describe('where a download leads', () => {
	const leading = (send: typeof fetch) =>
		createEgress({ clock, fetch: send, sandboxStorageOrigin: 'http://127.0.0.1:4175' });

	test.each([
		['live', 'https://download-cdn.cjjd19.com/a', true],
		['live', 'https://cnc-pro-cd.123pan.cn/a', true],
		['live', 'http://download-cdn.cjjd19.com/a', false],
		['live', 'https://cjjd19.com.evil.example/a', false],
		['live', 'https://169.254.169.254/a', false],
		['live', 'http://127.0.0.1:4175/a', false],
		['sandbox', 'http://127.0.0.1:4175/a', true],
		['sandbox', 'http://127.0.0.1:4174/a', false],
		['sandbox', 'https://download-cdn.cjjd19.com/a', false]
	] as const)('is asked, %s: %s → %s', async (realm, url, allowed) => {
		const send = answering(302, '', { location: 'https://example.com/b' });
		const lead = leading(send).lead(realm, url, {});
		if (allowed) await expect(lead).resolves.toMatchObject({ location: 'https://example.com/b' });
		else await expect(lead).rejects.toMatchObject({ code: 'host-not-allowed' });
		expect(send).toHaveBeenCalledTimes(allowed ? 1 : 0);
	});

	test('is not followed, and nothing of the URL but its host is told', async () => {
		const send = vi.fn(() => Promise.reject(new TypeError('no'))) as unknown as typeof fetch;
		const lead = leading(send).lead('live', 'https://download-cdn.cjjd19.com/a?s=secret', {});
		await expect(lead).rejects.toMatchObject({
			...{ code: 'network', detail: 'no connection to download-cdn.cjjd19.com' }
		});
		expect(send).toHaveBeenCalledWith(
			expect.anything(),
			expect.objectContaining({ redirect: 'manual' })
		);
	});
});
