import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { MiB } from '../kernel/bytes';
import { ListMark } from '../app/list-mark';
import { StorageNews } from '../app/storage-news.svelte';
import { i18n } from '../i18n/i18n.svelte';
import type { Keeping } from '../sessions/session-store';
import StorageStrip from './StorageStrip.svelte';

const mounted: Record<string, unknown>[] = [];

afterEach(async () => {
	for (const one of mounted.splice(0)) await unmount(one);
	i18n.choose('en');
});

const kept = new Map<string, string>();
const mark = () =>
	new ListMark(() => ({
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => void kept.set(key, value)
	}));

function show(keeping: Keeping, { elsewhere = false, unfinished = 0 } = {}) {
	const news = new StorageNews(mark());
	news.take(keeping, unfinished);
	const onreload = vi.fn();
	const { trouble, left } = news;
	if (trouble) {
		const ondismiss = () => news.dismiss();
		const props = { trouble, left, elsewhere, onreload, ondismiss };
		mounted.push(mount(StorageStrip, { target: document.body, props }));
		flushSync();
	}
	return { news, onreload };
}

test.each([
	['full', false, /lost when you close this tab\. Free some disk space/],
	['full', true, /lost when you close the tab that uploads/],
	['blocked', false, /Uploads work while this tab is open.*leave private browsing/],
	['blocked', true, /while the tab that uploads is open/]
] as const)(
	'%s (another tab uploads: %s) is an alert that stays',
	async (state, elsewhere, text) => {
		show({ state }, { elsewhere });
		await expect.element(page.getByRole('alert')).toHaveTextContent(text);
		expect(page.getByRole('button').elements()).toHaveLength(0);
	}
);

test.each([
	['rewritten', /close all of Panlift’s tabs first/],
	['low', /only 12 MB left/]
] as const)('%s is told until it has been read', async (state, text) => {
	const { news } = show({ state, left: 12 * MiB });
	await expect.element(page.getByRole('status')).toHaveTextContent(text);
	await page.getByRole('button', { name: 'OK' }).click();
	expect(news.trouble).toBeUndefined();
	// What is new is told again.
	news.take({ state: 'full' }, 0);
	expect(news.trouble).toBe('full');
});

test('an earlier list that could not be read is one reload away', async () => {
	const { onreload } = show({ state: 'unread' });
	await page.getByRole('button', { name: 'Reload' }).click();
	expect(onreload).toHaveBeenCalledOnce();
});

test('a cleared list is told of when the disk works, not while it can’t be read', async () => {
	show({ state: 'disk', listId: 'first' }, { unfinished: 2 });
	expect(show({ state: 'blocked' }).news.trouble).toBe('blocked');
	expect(show({ state: 'disk', listId: 'first' }, { unfinished: 2 }).news.trouble).toBeUndefined();
	const { news } = show({ state: 'disk', listId: 'second' });
	expect(news.trouble).toBe('evicted');
	await expect.element(page.getByText(/cleared Panlift’s list/)).toBeVisible();
	news.dismiss();
	expect(news.trouble).toBeUndefined();
});

test('it is told in Chinese as well', async () => {
	i18n.choose('zh-CN');
	await i18n.load();
	show({ state: 'full' });
	await expect.element(page.getByRole('alert')).toHaveTextContent(/请清理一些磁盘空间/);
});
