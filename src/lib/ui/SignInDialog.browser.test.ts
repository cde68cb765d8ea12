import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { mount, unmount } from 'svelte';
import { FakeClock } from '../../../tests/support/fake-clock';
import { fakeAccount, FakeEngine } from '../../../tests/support/fake-engine';
import type { QrRequest, SignInRequest } from '../drives/wire';
import type { AccountView } from '../engine/engine-api';
import { i18n } from '../i18n/i18n.svelte';
import { TransferError } from '../kernel/errors';
import SignInDialog from './SignInDialog.svelte';

let engine: FakeEngine;
let clock: FakeClock;
let requests: SignInRequest[];
let mounted: Record<string, unknown> | undefined;

beforeEach(() => {
	engine = new FakeEngine();
	clock = new FakeClock();
	requests = [];
	localStorage.clear();
	i18n.choose('en');
});

afterEach(async () => {
	if (mounted) await unmount(mounted);
});

interface Scene {
	readonly sandbox?: boolean;
	readonly hasPan115ClientId?: boolean;
	readonly account?: AccountView;
	readonly onsubmit?: (request: SignInRequest) => Promise<void>;
}

function show({ sandbox = false, hasPan115ClientId = false, account, onsubmit }: Scene = {}): void {
	const keep = (request: SignInRequest) => Promise.resolve(void requests.push(request));
	mounted = mount(SignInDialog, {
		target: document.body,
		props: {
			account,
			server: { sandbox, hasPan115ClientId },
			qrDoors: { engine, clock, isHidden: () => false, onsignedin: () => {} },
			onsubmit: onsubmit ?? keep,
			onclose: () => {}
		}
	});
}

const submit = page.getByRole('button', { name: 'Sign in', exact: true });
const drive = (name: string) => page.getByRole('radio', { name, exact: true });
const code = page.getByRole('img', { name: /QR code/ });
const appId = page.getByRole('textbox', { name: 'App ID' });
const asked = () => engine.called('startQr').map(([, request]) => request as QrRequest);

async function showPassword(scene?: Scene): Promise<void> {
	show(scene);
	await drive('123Pan').click();
	await page.getByRole('button', { name: 'Password', exact: true }).click();
}

test('a password goes with what was chosen, and is not kept unless asked', async () => {
	await showPassword();
	await page.getByLabelText('Phone or e-mail').fill(' me@example.org ');
	await page.getByLabelText('Password', { exact: true }).fill('secret');
	await submit.click();
	const to = { drive: 'pan123', flavour: 'web', realm: 'live' };
	expect(requests).toEqual([
		{ ...to, way: 'password', user: 'me@example.org', password: 'secret', keep: false }
	]);
	await expect.element(page.getByLabelText('Password', { exact: true })).toHaveValue('');
});

test('a refusal is said in a sentence, and what was typed stays', async () => {
	await showPassword({ onsubmit: () => Promise.reject(new TransferError('wrong-password')) });
	await page.getByLabelText('Phone or e-mail').fill('me');
	await page.getByLabelText('Password', { exact: true }).fill('wrong');
	await submit.click();
	await expect.element(page.getByRole('alert')).toHaveTextContent(/password.*try again/i);
	await expect.element(page.getByLabelText('Phone or e-mail')).toHaveValue('me');
	await expect.element(page.getByLabelText('Password', { exact: true })).toHaveValue('wrong');
	await page.getByRole('button', { name: 'Token' }).click();
	await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

test('a token is enough', async () => {
	show({ sandbox: true });
	await drive('123Pan Sandbox').click();
	await page.getByRole('button', { name: 'Token' }).click();
	await page.getByLabelText('Token', { exact: true }).fill('abc');
	await submit.click();
	expect(requests).toEqual([
		{ drive: 'pan123', flavour: 'web', realm: 'sandbox', way: 'token', token: 'abc' }
	]);
});

const LIVE = ['115 Open', '123Pan Open', '115', '123Pan'];
const SANDBOX = LIVE.map((name) => `${name} Sandbox`);
test.each<[string, Scene, readonly string[], string, string]>([
	['the server has no app id', {}, LIVE, '115', 'needs your own app ID'],
	['the server has an app id', { hasPan115ClientId: true }, LIVE, '115 Open', 'official API'],
	// Where a sandbox runs, nothing should leave the machine by accident.
	['a sandbox runs', { sandbox: true }, [...SANDBOX, ...LIVE], '115 Open Sandbox', 'official API']
])('official APIs come first, and where %s', async (_, scene, names, preselected, note) => {
	show(scene);
	await expect.element(page.getByRole('radio').first()).toBeVisible();
	const seen = page.getByRole('radio').elements();
	const nameOf = (element: Element) =>
		(element.getAttribute('aria-labelledby') ?? '')
			.split(' ')
			.map((id) => document.getElementById(id)!.textContent)
			.join(' ');
	expect(seen.map(nameOf)).toEqual(names);
	await expect.element(drive(preselected)).toBeChecked();
	await expect.element(page.getByRole('radio').first()).toHaveAccessibleDescription(note);
	// No way needs less of a person than the first.
	await expect.element(code).toBeVisible();
});

test('without an app id there is no code; with one there is, and the browser remembers it', async () => {
	show();
	await drive('115 Open').click();
	await expect.element(appId).toBeVisible();
	await page.getByRole('button', { name: 'Show QR code' }).click();
	await expect.element(code).not.toBeInTheDocument();
	const before = asked().length;
	await appId.fill(' 100195 ');
	expect(asked()).toHaveLength(before);
	await page.getByRole('button', { name: 'Show QR code' }).click();
	await expect.element(code).toBeVisible();
	const to = { drive: 'pan115', flavour: 'open', realm: 'live' };
	expect(asked().slice(before)).toEqual([{ ...to, clientId: '100195' }]);
	await unmount(mounted!);
	show();
	await drive('115 Open').click();
	await expect.element(code).toBeVisible();
	expect(asked().at(-1)).toEqual({ ...to, clientId: '100195' });
});

test('the sandbox needs no app id, and takes one', async () => {
	show({ sandbox: true });
	await expect.element(code).toBeVisible();
	const to = { drive: 'pan115', flavour: 'open', realm: 'sandbox' };
	expect(asked()).toEqual([to]);
	await page.getByText('the sandbox’s own').click();
	await appId.fill('7');
	await page.getByRole('button', { name: 'Use' }).click();
	await expect.poll(() => asked()[1]).toEqual({ ...to, clientId: '7' });
	await appId.fill('');
	await page.getByRole('button', { name: 'Use' }).click();
	await expect.poll(() => asked()[2]).toEqual(to);
});

test('another slot is another code, and one that does not last is said to be so', async () => {
	show();
	await expect.element(code).toBeVisible();
	const first = code.element().getAttribute('data-text');
	const to = { drive: 'pan115', flavour: 'cookie', realm: 'live' };
	expect(asked()).toEqual([{ ...to, slot: 'wechatmini' }]);
	await page.getByText('Which session slot').click();
	const slots = page.getByRole('combobox', { name: 'Which session slot' });
	await expect.element(slots).toHaveAccessibleDescription(/ends the one that is there/);
	await slots.selectOptions('tv');
	await expect.poll(() => code.element().getAttribute('data-text')).not.toBe(first);
	expect(asked().slice(1)).toEqual([{ ...to, slot: 'tv' }]);
	await expect.element(slots).not.toHaveAccessibleDescription(/refuses/);
	await slots.selectOptions('web');
	await expect.element(slots).toHaveAccessibleDescription(/refuses/);
	// The codes before are over: only the last one is asked about.
	await clock.advance(1_500);
	expect(engine.called('pollQr')).toEqual([['pollQr', 't3']]);
});

test('cookies that lack something are not sent, and what they lack is named', async () => {
	show();
	await page.getByRole('button', { name: 'Cookie' }).click();
	const field = page.getByRole('textbox', { name: 'Cookie' });
	await field.fill('UID=1_R1_2; KID=4');
	await submit.click();
	await expect.element(page.getByRole('alert')).toHaveTextContent('CID, SEID');
	expect(requests).toEqual([]);
	await expect.element(field).toHaveValue('UID=1_R1_2; KID=4');
	await field.fill('UID=1_R1_2\nCID=2\nSEID=3\nKID=4\nother=5');
	await submit.click();
	expect(requests).toEqual([
		{
			drive: 'pan115',
			flavour: 'cookie',
			realm: 'live',
			way: 'cookie',
			cookie: 'UID=1_R1_2; CID=2; SEID=3; KID=4'
		}
	]);
	await expect.element(field).toHaveValue('');
	await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
});

test('a client id and secret go as typed, and a refusal is said in their own words', async () => {
	let refuse = true;
	show({
		onsubmit(request) {
			if (refuse) return Promise.reject(new TransferError('app-id-refused'));
			return Promise.resolve(void requests.push(request));
		}
	});
	await drive('123Pan Open').click();
	await expect
		.element(drive('123Pan Open'))
		.toHaveAccessibleDescription('needs your own client ID');
	const id = page.getByRole('textbox', { name: 'Client ID' });
	const secret = page.getByLabelText('Client secret');
	await expect.element(id).toHaveAccessibleDescription(/paid plan.*sealed.*nobody but 123Pan/);
	await id.fill(' 3f1c ');
	await secret.fill(' quiet ');
	await submit.click();
	const refused = '123Pan Open does not accept this client ID and secret.';
	await expect.element(page.getByRole('alert')).toHaveTextContent(refused);
	await expect.element(secret).toHaveValue(' quiet ');
	refuse = false;
	await submit.click();
	const to = { drive: 'pan123', flavour: 'open', realm: 'live' };
	expect(requests).toEqual([{ ...to, way: 'client', clientId: '3f1c', clientSecret: 'quiet' }]);
	await expect.element(secret).toHaveValue('');
});

test('an account that was signed out is offered its own drive alone', async () => {
	show({ account: fakeAccount({ drive: 'pan115', flavour: 'cookie', realm: 'live' }) });
	await expect.element(page.getByRole('radio')).toHaveLength(1);
	await expect.element(drive('115')).toBeChecked();
});

test('a QR code is large, dark on light, and says what to do with it', async () => {
	show();
	document.documentElement.dataset['theme'] = 'dark';
	await expect.element(page.getByRole('status')).toHaveTextContent(/115 app, not with WeChat/);
	await drive('123Pan').click();
	const image = page.getByRole('img', { name: 'QR code to sign in to 123Pan' });
	await expect.element(image).toBeVisible();
	const svg = image.element();
	expect(svg.getBoundingClientRect().width).toBeGreaterThanOrEqual(200);
	const fill = (part: string) => getComputedStyle(svg.querySelector(part)!).fill;
	expect([fill('rect'), fill('path')]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
	expect(svg.getAttribute('data-text')).toContain('uniID=');
	await expect.element(submit).not.toBeInTheDocument();
	await expect.element(page.getByRole('status')).toHaveTextContent(/scan it.*WeChat/i);
	engine.phone = { state: 'scanned' };
	await clock.advance(1_500);
	await expect.element(page.getByRole('status')).toHaveTextContent('Confirm on your phone');
	engine.phone = { state: 'refused' };
	await clock.advance(1_500);
	await page.getByRole('button', { name: 'New code' }).click();
	await expect.element(image).toBeVisible();
	delete document.documentElement.dataset['theme'];
});
