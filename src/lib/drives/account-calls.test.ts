import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { accountCalls } from './account-calls';
import { pan123WebTraits } from './pan123/traits';

test.each(['rate-limited', 'blocked'] as const)(
	'an operation that met %s is called half as often from then on, and not before it may',
	async (code) => {
		const clock = new FakeClock();
		const start = clock.now();
		const calls: number[] = [];
		const error = { code, retryAfter: 5000 };
		const fetch = async () => {
			calls.push(clock.now() - start);
			return Response.json(calls.length === 1 ? { error } : { output: {} });
		};
		const learnt = {};
		const account = {
			id: 'a1',
			realm: 'live' as const,
			learnt: { learnt },
			credential: async () => 'sealed',
			replaceCredential: async () => {},
			renew: async () => undefined,
			signedOut() {}
		};
		const run = accountCalls(pan123WebTraits, account, { fetch: fetch as never, clock });
		await expect(run('open', {})).rejects.toMatchObject({ code });
		for (let i = 0; i < 3; i++) void run('open', {});
		await clock.advance(10_000);
		await settle();
		expect(calls).toEqual([0, 5000, 6400, 7800]);
		expect(learnt).toEqual({ open: { gap: 1400, at: start } });
	}
);
