import { mount, unmount } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { enFiles as copy } from '../../i18n/en-files';
import CopyButton from './CopyButton.svelte';

let mounted: ReturnType<typeof mount> | undefined;

afterEach(async () => {
	vi.restoreAllMocks();
	if (mounted) await unmount(mounted);
});

const show = () => {
	const props = { label: 'Copy link', text: 'https://example.com/x', copy };
	mounted = mount(CopyButton, { target: document.body, props });
};

test('what was copied is said', async () => {
	const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
	show();
	await page.getByRole('button', { name: 'Copy link' }).click();
	await expect.element(page.getByRole('button', { name: 'Copied' })).toBeVisible();
	expect(write).toHaveBeenCalledWith('https://example.com/x');
});

test('a browser that does not let the page copy is no silence', async () => {
	vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no'));
	show();
	await page.getByRole('button', { name: 'Copy link' }).click();
	await expect.element(page.getByRole('button', { name: 'Not copied' })).toBeVisible();
	await expect.element(page.getByRole('status')).toHaveTextContent('copy it yourself');
});
