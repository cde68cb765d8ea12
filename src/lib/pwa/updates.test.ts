import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import type { RegistrationEvents } from './registration';
import { Updates } from './updates';

const MINUTE = 60_000;

async function started() {
	const clock = new FakeClock();
	const told = { waiting: 0, reloads: 0, checks: 0, letIn: 0 };
	const state = { quiet: false, waits: true };
	let events: RegistrationEvents | undefined;
	const updates = new Updates({
		clock,
		register: (given) => {
			events = given;
			return Promise.resolve({
				check: () => Promise.resolve(void told.checks++),
				letIn: () => {
					told.letIn += 1;
					return state.waits;
				}
			});
		},
		isQuiet: () => state.quiet,
		onwaiting: () => told.waiting++,
		reload: () => told.reloads++
	});
	await updates.start();
	await settle();
	return { clock, told, state, updates, events: events! };
}

test('asks for a new version every hour, until it is stopped', async () => {
	const { clock, told, updates } = await started();
	await clock.advance(180 * MINUTE);
	expect(told.checks).toBe(3);
	updates.stop();
	await clock.advance(180 * MINUTE);
	expect(told.checks).toBe(3);
});

test('a new version is told once, and nothing restarts while somebody looks or something runs', async () => {
	const { clock, told, events } = await started();
	events.onwaiting();
	events.onwaiting();
	await clock.advance(24 * 60 * MINUTE);
	expect(told).toMatchObject({ waiting: 1, letIn: 0, reloads: 0 });
});

test('Restart lets it in, and the page reloads once when it is in charge', async () => {
	const { told, updates, events } = await started();
	events.onwaiting();
	updates.restart();
	expect(told).toMatchObject({ letIn: 1, reloads: 0 });
	events.onreplaced();
	events.onreplaced();
	expect(told.reloads).toBe(1);
});

test('Restart also works when another tab has let it in already', async () => {
	const { told, state, updates, events } = await started();
	events.onwaiting();
	state.waits = false;
	updates.restart();
	expect(told.reloads).toBe(1);
});

test('after ten quiet minutes in a row it comes in by itself', async () => {
	const { clock, told, state, events } = await started();
	events.onwaiting();
	state.quiet = true;
	await clock.advance(9 * MINUTE);
	state.quiet = false;
	await clock.advance(MINUTE);
	state.quiet = true;
	await clock.advance(9 * MINUTE);
	expect(told.letIn).toBe(0);
	await clock.advance(MINUTE);
	expect(told.letIn).toBe(1);
});
