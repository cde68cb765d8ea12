import { beforeEach, expect, test, vi } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { fakeAccount, FakeEngine } from '../../../tests/support/fake-engine';
import { TransferError } from '../kernel/errors';
import { QrSignIn } from './qr-sign-in.svelte';

const request = { drive: 'pan123', flavour: 'web', realm: 'sandbox' } as const;
let engine: FakeEngine;
let clock: FakeClock;
let hidden: boolean;
let signedIn: number;

beforeEach(() => {
	engine = new FakeEngine();
	clock = new FakeClock();
	hidden = false;
	signedIn = 0;
});

async function begin(): Promise<QrSignIn> {
	const qr = new QrSignIn(request, {
		engine,
		clock,
		isHidden: () => hidden,
		onsignedin: () => (signedIn += 1)
	});
	await vi.waitFor(() => expect(qr.view.state).toBe('waiting'));
	return qr;
}

const polls = () => engine.called('pollQr').length;

test('the phone is asked every 1.5 seconds until it says yes', async () => {
	const qr = await begin();
	expect(qr.view).toMatchObject({ text: expect.stringContaining('uniID=') as string });
	await clock.advance(1_400);
	expect(polls()).toBe(0);
	await clock.advance(100);
	await clock.advance(1_500);
	expect(polls()).toBe(2);
	engine.phone = { state: 'scanned' };
	await clock.advance(1_500);
	expect(qr.view.state).toBe('scanned');
	engine.phone = { state: 'signed-in', account: fakeAccount() };
	await clock.advance(1_500);
	expect(qr.view.state).toBe('signed-in');
	expect(signedIn).toBe(1);
	await clock.advance(10_000);
	expect(polls()).toBe(4);
});

test('a refusal ends the questions, and a new code begins them again', async () => {
	const qr = await begin();
	engine.phone = { state: 'refused' };
	await clock.advance(1_500);
	expect(qr.view.state).toBe('refused');
	await clock.advance(10_000);
	expect(polls()).toBe(1);
	engine.phone = { state: 'waiting' };
	qr.renew();
	await vi.waitFor(() => expect(qr.view.state).toBe('waiting'));
	await clock.advance(1_500);
	expect(engine.called('pollQr').at(-1)).toEqual(['pollQr', 't2']);
});

test('after two minutes the code is too old', async () => {
	const qr = await begin();
	for (let second = 0; second < 125; second++) await clock.advance(1_000);
	expect(qr.view.state).toBe('expired');
	expect(polls()).toBeLessThanOrEqual(80);
});

test('an answer may take its time: the next question comes after it, never beside it', async () => {
	const qr = await begin();
	let answer = () => {};
	let asked = 0;
	engine.pollQr = () => {
		asked += 1;
		return new Promise((resolve) => (answer = () => resolve({ state: 'waiting' })));
	};
	await clock.advance(1_500);
	for (let second = 0; second < 15; second++) await clock.advance(1_000);
	expect(asked).toBe(1);
	answer();
	await clock.advance(0);
	await clock.advance(1_400);
	expect(asked).toBe(1);
	await clock.advance(100);
	expect(asked).toBe(2);
	qr.stop();
	answer();
	await clock.advance(10_000);
	expect(asked).toBe(2);
});

test('open questions about codes that are gone do not pile up', async () => {
	const answers: (() => void)[] = [];
	engine.pollQr = () => new Promise((resolve) => answers.push(() => resolve({ state: 'waiting' })));
	for (let code = 0; code < 4; code++) {
		const earlier = await begin();
		await clock.advance(1_500);
		earlier.stop();
	}
	expect(answers).toHaveLength(2);
	const last = await begin();
	await clock.advance(1_500);
	expect(answers).toHaveLength(2);
	answers[0]!();
	await clock.advance(0);
	expect(answers).toHaveLength(3);
	last.stop();
});

test('closing ends the questions', async () => {
	const qr = await begin();
	qr.stop();
	await clock.advance(10_000);
	expect(polls()).toBe(0);
});

test('a page that is hidden for a minute stops asking until it is seen again', async () => {
	const qr = await begin();
	hidden = true;
	for (let second = 0; second < 70; second++) await clock.advance(1_000);
	const asked = polls();
	for (let second = 0; second < 15; second++) await clock.advance(1_000);
	expect(polls()).toBe(asked);
	hidden = false;
	await clock.advance(1_500);
	expect(polls()).toBe(asked + 1);
	qr.stop();
});

test('a lost answer changes nothing; one that nobody can help is said', async () => {
	const qr = await begin();
	const answers = [new TransferError('offline'), new TransferError('drive-refused')];
	engine.pollQr = () => Promise.reject(answers.shift()!);
	await clock.advance(1_500);
	expect(qr.view.state).toBe('waiting');
	await clock.advance(1_500);
	expect(qr.view).toMatchObject({ state: 'failed', error: { code: 'drive-refused' } });
});
