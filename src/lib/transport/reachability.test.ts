import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { reachability } from './reachability';

const clock = new FakeClock();

test('a host that answers is there, though the page may read nothing of it', async () => {
	const seen: unknown[] = [];
	const reaches = reachability(clock, async (...call) => {
		seen.push(...call);
		return Response.error();
	});
	expect(await reaches('https://storage.test')).toBe(true);
	expect(seen).toMatchObject(['https://storage.test/', { mode: 'no-cors', cache: 'no-store' }]);
});

test('a host that can’t be reached is not', async () => {
	const reaches = reachability(clock, () => Promise.reject(new TypeError('Failed to fetch')));
	expect(await reaches('https://storage.test')).toBe(false);
});

test('a host that takes more than five seconds is not either, and nothing waits for it', async () => {
	let given: AbortSignal | null | undefined;
	const reaches = reachability(clock, (_, init) => {
		given = init?.signal;
		return new Promise(() => {});
	});
	const answer = reaches('https://storage.test');
	await clock.advance(5_000);
	expect(await answer).toBe(false);
	expect(given?.aborted).toBe(true);
});
