import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { memoryStore } from '../../../tests/support/memory-store';
import { createPacer } from '../drives/pacer';
import { Paces } from './paces';

test('what a refusal taught is known after a restart, for that account alone', async () => {
	const clock = new FakeClock();
	const store = memoryStore();
	const live = { pacing: { default: 700 }, realm: 'live' } as const;
	const first = new Paces(store);
	await first.load();
	createPacer({ ...live, ...first.of('a') }, clock).refused('open');
	const next = new Paces(store);
	await next.load();
	const gap = (account: string) => next.gap(account, live, 'open', clock.now());
	expect([gap('a'), gap('b')]).toEqual([1400, 700]);
});
