import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { mount, unmount } from 'svelte';
import { FakeClock } from '../../../tests/support/fake-clock';
import { FakeEngine } from '../../../tests/support/fake-engine';
import { QrSignIn } from '../app/qr-sign-in.svelte';
import type { QrRequest, SignInRequest } from '../drives/wire';
import { i18n } from '../i18n/i18n.svelte';
import { TransferError } from '../kernel/errors';
import SignInDialog from './SignInDialog.svelte';

const engine = new FakeEngine();
const clock = new FakeClock();
let mounted: Record<string, unknown> | undefined;

function show(onsubmit: (request: SignInRequest) => Promise<void>, withSandbox = false): void {
	i18n.choose('en');
	const onqr = (request: QrRequest) => {
		return new QrSignIn(request, { engine, clock, isHidden: () => false, onsignedin: () => {} });
	};
	const props = { account: undefined, withSandbox, onsubmit, onqr, onclose: () => {} };
	mounted = mount(SignInDialog, { target: document.body, props });
}

afterEach(async () => {
	if (mounted) await unmount(mounted);
});

const submit = page.getByRole('button', { name: 'Sign in', exact: true });

test('a password goes with what was chosen, and is not kept unless asked', async () => {
	const requests: SignInRequest[] = [];
	show((request) => Promise.resolve(void requests.push(request)));
	await page.getByLabelText('Phone or e-mail').fill(' me@example.org ');
	await page.getByLabelText('Password', { exact: true }).fill('secret');
	await submit.click();
	const drive = { drive: 'pan123', flavour: 'web', realm: 'live' };
	expect(requests).toEqual([
		{ ...drive, way: 'password', user: 'me@example.org', password: 'secret', keep: false }
	]);
	await expect.element(page.getByLabelText('Password', { exact: true })).toHaveValue('');
});

test('a refusal is said in a sentence, and what was typed stays', async () => {
	show(() => Promise.reject(new TransferError('wrong-password')));
	await page.getByLabelText('Phone or e-mail').fill('me');
	await page.getByLabelText('Password', { exact: true }).fill('wrong');
	await submit.click();
	await expect.element(page.getByRole('alert')).toHaveTextContent(/password.*try again/i);
	await expect.element(page.getByLabelText('Phone or e-mail')).toHaveValue('me');
	await expect.element(page.getByLabelText('Password', { exact: true })).toHaveValue('wrong');
});

test('a token is enough, and where a sandbox runs nothing leaves the machine by accident', async () => {
	const requests: SignInRequest[] = [];
	show((request) => Promise.resolve(void requests.push(request)), true);
	await page.getByRole('button', { name: 'Token' }).click();
	await page.getByLabelText('Token', { exact: true }).fill('abc');
	await submit.click();
	expect(requests).toEqual([
		{ drive: 'pan123', flavour: 'web', realm: 'sandbox', way: 'token', token: 'abc' }
	]);
});

test('a QR code is large, dark on light, and says what to do with it', async () => {
	show(() => Promise.reject(new Error('nothing to submit')));
	document.documentElement.dataset['theme'] = 'dark';
	await page.getByRole('button', { name: 'QR code' }).click();
	const image = page.getByRole('img', { name: 'QR code to sign in to 123Pan' });
	await expect.element(image).toBeVisible();
	const svg = image.element();
	expect(svg.getBoundingClientRect().width).toBeGreaterThanOrEqual(200);
	const fill = (part: string) => getComputedStyle(svg.querySelector(part)!).fill;
	expect([fill('rect'), fill('path')]).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
	expect(svg.getAttribute('data-text')).toContain('uniID=');
	await expect.element(submit).not.toBeInTheDocument();
	await expect.element(page.getByRole('status')).toHaveTextContent(/scan it/i);
	engine.phone = { state: 'scanned' };
	await clock.advance(1_500);
	await expect.element(page.getByRole('status')).toHaveTextContent('Confirm on your phone');
	engine.phone = { state: 'refused' };
	await clock.advance(1_500);
	await page.getByRole('button', { name: 'New code' }).click();
	await expect.element(image).toBeVisible();
	delete document.documentElement.dataset['theme'];
});
