import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { mount, unmount } from 'svelte';
import type { SignInRequest } from '../drives/wire';
import { i18n } from '../i18n/i18n.svelte';
import { TransferError } from '../kernel/errors';
import SignInDialog from './SignInDialog.svelte';

let mounted: Record<string, unknown> | undefined;

function show(onsubmit: (request: SignInRequest) => Promise<void>, withSandbox = false): void {
	i18n.choose('en');
	const props = { account: undefined, withSandbox, onsubmit, onclose: () => {} };
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
