import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { mount, unmount } from 'svelte';
import { fakeAccount, FakeEngine, fakeRow } from '../../../tests/support/fake-engine';
import { FakeClock } from '../../../tests/support/fake-clock';
import { bannersOf } from '../app/banners';
import { Panlift } from '../app/panlift.svelte';
import type { UploadRow } from '../engine/engine-api';
import { i18n } from '../i18n/i18n.svelte';
import BannerStrip from './BannerStrip.svelte';

const mounted: Record<string, unknown>[] = [];
let stop: (() => void) | undefined;

function show(change: Partial<UploadRow>, clock = new FakeClock()) {
	i18n.choose('en');
	const rows = ['1', '2', '3'].map((id) => fakeRow({ id, state: 'waiting', ...change }));
	const engine = new FakeEngine({ accounts: [fakeAccount()], rows });
	const panlift = new Panlift(engine, clock);
	stop = panlift.start();
	const banners = bannersOf(rows, [fakeAccount()]);
	for (const banner of banners) {
		const props = { banner, commands: panlift.rows, now: panlift.now };
		mounted.push(mount(BannerStrip, { target: document.body, props }));
	}
	return { engine, panlift, banners };
}

afterEach(async () => {
	stop?.();
	for (const one of mounted.splice(0)) await unmount(one);
});

const all = ['1', '2', '3'];
const texts = () =>
	page
		.getByRole('group')
		.elements()
		.map(({ textContent }) => textContent);

test.each([
	['offline', 'Try now', 'retry', /offline.*will continue when you are back/i],
	['proxy', 'Try now', 'retry', /server does not answer.*will continue/],
	['space', 'Try again', 'retry', /123Pan is full.*free some space/i],
	['storage-quota', 'Try again', 'retry', /free some disk space/i],
	['source-changed', 'Upload the new versions', 'acceptChange', /changed since/]
] as const)('%s: one button acts for all rows', async (cause, button, command, text) => {
	const { engine, banners } = show({ cause });
	expect(banners).toHaveLength(1);
	expect(texts()[0]).toMatch(text);
	expect(texts()[0]).toContain('3 uploads');
	await page.getByRole('button', { name: button, exact: true }).click();
	expect(engine.called(command)).toEqual([[command, all]]);
});

test('a taken name: one answer for all rows', async () => {
	for (const [name, policy] of [
		['Keep both', 'keep-both'],
		['Overwrite', 'overwrite'],
		['Skip', 'skip']
	] as const) {
		const { engine } = show({ cause: 'conflict' });
		await page.getByRole('button', { name, exact: true }).click();
		expect(engine.called('resolveConflict')).toEqual([['resolveConflict', all, policy]]);
		for (const one of mounted.splice(0)) await unmount(one);
	}
});

test('what needs the person opens what the person needs', async () => {
	const { panlift } = show({ cause: 'signed-out' });
	await page.getByRole('button', { name: 'Sign in' }).click();
	expect(panlift.signInDialog?.account?.id).toBe(fakeAccount().id);
	const missing = show({ cause: 'source-missing' });
	let picked = 0;
	missing.panlift.openPicker = () => (picked += 1);
	await page.getByRole('button', { name: 'Add files again…' }).click();
	expect(picked).toBe(1);
	const { engine } = show({ cause: 'permission' });
	await page.getByRole('button', { name: 'Allow access' }).click();
	await expect.poll(() => engine.called('permissionChanged')).toHaveLength(1);
});

test.each(['rate-limited', 'blocked'] as const)(
	'%s: the seconds are counted down, and nothing hurries them',
	async (cause) => {
		const clock = new FakeClock();
		show({ cause, until: clock.now() + 20_000 }, clock);
		await expect.poll(() => texts()[0]).toMatch(/in 20 sec/);
		await clock.advance(1_000);
		await expect.poll(() => texts()[0]).toMatch(/in 19 sec/);
		await clock.advance(18_000);
		await expect.poll(() => texts()[0]).toMatch(/in 1 sec/);
		expect(page.getByRole('button').elements()).toHaveLength(0);
	}
);

test('a line that breaks is not called offline', () => {
	show({ cause: 'offline', code: 'stalled' });
	expect(texts()[0]).toMatch(/keeps breaking.*will try again/);
});
