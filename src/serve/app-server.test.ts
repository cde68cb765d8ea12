import { expect, test } from 'vitest';
import { listen } from './app-server';

const policy = { csp: () => "default-src 'none'", bodyLimit: 1024 };

test('scripts carry the policy, other answers are left to the app', async () => {
	const server = await listen('127.0.0.1', 0, policy);
	server.use((request, response) => response.end(request.headers['x-forwarded-proto']));
	const origin = `http://127.0.0.1:${server.port}`;
	const script = await fetch(`${origin}/_app/immutable/workers/engine.js`);
	expect(script.headers.get('content-security-policy')).toBe("default-src 'none'");
	const page = await fetch(`${origin}/settings`);
	expect(page.headers.has('content-security-policy')).toBe(false);
	expect(await page.text()).toBe('http');
	const proxied = { headers: { 'x-forwarded-proto': 'https, http' } };
	expect(await (await fetch(origin, proxied)).text()).toBe('https');
	await server.close();
});

test('a request that comes before the app waits for it', async () => {
	const server = await listen('127.0.0.1', 0, policy);
	const early = fetch(`http://127.0.0.1:${server.port}/`);
	server.use((_, response) => response.end('here'));
	expect(await (await early).text()).toBe('here');
	await server.close();
});

test('a port in use is one sentence with what to do', async () => {
	const first = await listen('127.0.0.1', 0, policy);
	await expect(listen('127.0.0.1', first.port, policy)).rejects.toThrow(
		`Port ${first.port} is in use: stop what runs there, or choose another with PORT`
	);
	await first.close();
});

test('close does not wait for a client that never lets go', async () => {
	const server = await listen('127.0.0.1', 0, policy);
	server.use((_, response) => void response.write('half'));
	const answer = await fetch(`http://127.0.0.1:${server.port}/`);
	const rest = expect(answer.text()).rejects.toThrow();
	await server.close();
	await rest;
});

test('a body beyond the limit never reaches the app, a part that passes through does', async () => {
	const server = await listen('127.0.0.1', 0, policy);
	server.use((request, response) => {
		let size = 0;
		request.on('data', (piece: Buffer) => (size += piece.length));
		request.on('end', () => response.end(String(size)));
	});
	const put = (path: string, size: number) =>
		fetch(`http://127.0.0.1:${server.port}${path}`, { method: 'PUT', body: 'x'.repeat(size) });
	expect((await put('/api/drives/new/sign-in', 1025)).status).toBe(413);
	expect(await (await put('/api/drives/new/sign-in', 1024)).text()).toBe('1024');
	expect(await (await put('/api/relay', 2_000_000)).text()).toBe('2000000');
	await server.close();
});
