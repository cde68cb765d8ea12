import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { createPacer } from './pacer';

test('calls of one operation are apart, those of another do not wait', async () => {
	const clock = new FakeClock(0);
	const pacer = createPacer({ default: 700, list: 100 }, 'live', clock);
	const turns: string[] = [];
	const take = (operation: string) =>
		void pacer.turn(operation).then(() => turns.push(`${operation} ${clock.now()}`));
	for (const operation of ['open', 'open', 'open', 'list', 'list']) take(operation);
	await clock.advance(2000);
	expect(turns).toEqual(['open 0', 'list 0', 'list 100', 'open 700', 'open 1400']);
});

test('the sandbox is not paced', async () => {
	const clock = new FakeClock();
	const pacer = createPacer({ default: 700 }, 'sandbox', clock);
	await Promise.all([pacer.turn('open'), pacer.turn('open')]);
	expect(clock.sleeping).toBe(0);
});

test('waiting ends with its signal', async () => {
	const clock = new FakeClock();
	const pacer = createPacer({ default: 700 }, 'live', clock);
	const cancel = new AbortController();
	await pacer.turn('open');
	const waiting = pacer.turn('open', cancel.signal);
	await settle();
	cancel.abort();
	await expect(waiting).rejects.toThrow('aborted');
	await expect(pacer.turn('open', cancel.signal)).rejects.toThrow('aborted');
	expect(clock.sleeping).toBe(0);
});
