import { expect, test } from 'vitest';
import { listen } from './app-server';

const policy = () => "default-src 'none'";

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
