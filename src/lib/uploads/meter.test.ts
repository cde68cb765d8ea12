import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { Meter } from './meter';

async function run(meter: Meter, clock: FakeClock, seconds: number, rate: number, from = 0) {
	let bytes = from;
	meter.record(bytes);
	for (let i = 0; i < seconds * 4; i++) {
		await clock.advance(250);
		meter.record((bytes += rate / 4));
	}
	return bytes;
}

test('a steady line shows its speed and the time left', async () => {
	const clock = new FakeClock();
	const meter = new Meter(clock);
	await run(meter, clock, 10, 1000);
	expect(meter.speed()).toBeCloseTo(1000, 0);
	expect(meter.eta(5000)).toBeCloseTo(5000, -2);
});

test('no estimate is given before five seconds', async () => {
	const clock = new FakeClock();
	const meter = new Meter(clock);
	await run(meter, clock, 4, 1000);
	expect(meter.eta(5000)).toBeUndefined();
});

test('a slow first moment does not linger in the speed', async () => {
	const clock = new FakeClock();
	const meter = new Meter(clock);
	meter.record(0);
	await clock.advance(500);
	await run(meter, clock, 2, 1000);
	// 2000 bytes in 2.5 seconds.
	expect(meter.speed()).toBeCloseTo(800, -2);
});

test('half of a change of speed shows after three seconds', async () => {
	const clock = new FakeClock();
	const meter = new Meter(clock);
	const bytes = await run(meter, clock, 20, 1000);
	await run(meter, clock, 3, 3000, bytes);
	expect(meter.speed()).toBeGreaterThan(1900);
	expect(meter.speed()).toBeLessThan(2100);
});

test('speed falls when nothing comes', async () => {
	const clock = new FakeClock();
	const meter = new Meter(clock);
	await run(meter, clock, 10, 1000);
	await clock.advance(30_000);
	expect(meter.speed()).toBeLessThan(10);
});

test('a part that starts again is not counted as negative speed', async () => {
	const clock = new FakeClock();
	const meter = new Meter(clock);
	await run(meter, clock, 10, 1000);
	await clock.advance(250);
	meter.record(0);
	expect(meter.speed()).toBeGreaterThanOrEqual(0);
});
