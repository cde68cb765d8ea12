import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { withinLimit } from './time-limit';

const silence = () => new Promise<never>(() => undefined);

test('an answer in time is the answer, and no timer stays behind', async () => {
	const clock = new FakeClock();
	expect(await withinLimit(clock, 1000, undefined, () => Promise.resolve(1))).toBe(1);
	await expect(
		withinLimit(clock, 1000, undefined, () => Promise.reject(new Error('no')))
	).rejects.toThrow('no');
	expect(clock.sleeping).toBe(0);
});

test('silence ends with the limit, and the signal given along aborts', async () => {
	const clock = new FakeClock();
	let inner: AbortSignal | undefined;
	const outcome = withinLimit(clock, 1000, undefined, (signal) => {
		inner = signal;
		return silence();
	}).catch((error: unknown) => error);
	await clock.advance(1000);
	expect(await outcome).toMatchObject({ code: 'server-error', detail: 'no answer within 1 s' });
	expect(inner?.aborted).toBe(true);
});

test("the caller's abort is passed on with its reason, at once", async () => {
	const cancel = new AbortController();
	const outcome = withinLimit(new FakeClock(), 1000, cancel.signal, silence);
	cancel.abort(new Error('enough'));
	await expect(outcome).rejects.toThrow('enough');
	await expect(withinLimit(new FakeClock(), 1, cancel.signal, silence)).rejects.toThrow('enough');
});
