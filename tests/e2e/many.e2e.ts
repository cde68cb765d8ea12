import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

const MANY = 10_000;

/** watchTasks notes how long the page was busy at a stretch: whatever is over 50 ms. */
async function watchTasks(page: Page): Promise<() => Promise<readonly number[]>> {
	await page.evaluate(() => {
		const found: number[] = ((globalThis as unknown as { longTasks: number[] }).longTasks = []);
		new PerformanceObserver((list) => {
			for (const { duration } of list.getEntries()) found.push(Math.round(duration));
		}).observe({ type: 'longtask' });
	});
	return () =>
		page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0));
}

test('ten thousand files are added, scrolled and removed while the page stays quick', async ({
	uploads,
	folder
}) => {
	const { page } = uploads;
	const path = join(folder, 'many');
	await mkdir(path);
	for (let start = 0; start < MANY; start += 500) {
		const names = Array.from({ length: 500 }, (_, index) => `file ${start + index}.txt`);
		await Promise.all(names.map((name) => writeFile(join(path, name), '')));
	}
	const longTasks = await watchTasks(page);
	const started = Date.now();
	await uploads.drop({ path });
	const row = uploads.row({ name: 'many' });
	await expect(row).toBeVisible();
	const seen = Date.now() - started;
	await uploads.button('Pause all').click();
	await expect(row).toContainText('10,000 files', { timeout: 40_000 });
	const added = Date.now() - started;
	await uploads
		.button('Pause all')
		.click({ timeout: 1000 })
		.catch(() => {});
	await expect(row).toHaveAttribute('data-state', 'paused', { timeout: 20_000 });
	const whileAdding = await longTasks();

	await row.getByRole('button', { name: 'Files in many' }).click();
	const { rows } = uploads;
	await expect(rows.nth(8)).toBeVisible();
	for (let step = 0; step < 20; step += 1) {
		await page.mouse.wheel(0, 20_000);
		await page.evaluate(() => new Promise(requestAnimationFrame));
		expect(await rows.count()).toBeLessThan(100);
	}
	await page.evaluate(() => window.scrollTo(0, 0));
	await row.focus();
	await page.keyboard.press('End');
	await expect(page.locator(':focus')).toHaveAttribute('aria-posinset', String(MANY));
	await page.keyboard.press('Home');
	await expect(row).toBeFocused();
	const whileScrolling = await longTasks();

	await page.keyboard.press('ArrowLeft');
	const removing = Date.now();
	await page.keyboard.press('Delete');
	await expect(row).toHaveCount(0, { timeout: 20_000 });
	const removed = Date.now() - removing;
	const whileRemoving = await longTasks();
	const numbers = { seen, added, removed, whileAdding, whileScrolling, whileRemoving };
	test.info().annotations.push({ type: 'measured', description: JSON.stringify(numbers) });
	process.stdout.write(`${JSON.stringify(numbers)}\n`);
	expect(Math.max(0, ...whileAdding)).toBeLessThan(200);
	// Twenty jumps across half of the list, each of which draws every row in sight anew.
	expect(Math.max(0, ...whileScrolling)).toBeLessThan(400);
	expect(Math.max(0, ...whileRemoving)).toBeLessThan(200);
	expect(uploads.problems).toEqual([]);
});
