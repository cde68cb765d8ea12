import type { Page } from '@playwright/test';
import { FilesPage } from './support/files-page';
import { expect, test } from './support/test';

const MANY = 50_000;
/** What a person would notice. */
const LONG_MS = 50;

interface Watch {
	longTasks: number[];
	frames: number[];
}

/** watch notes tasks over 50 ms, and how long frames took while it is asked to. */
async function watch(page: Page) {
	await page.evaluate(() => {
		const seen: Watch = { longTasks: [], frames: [] };
		Object.assign(window, { seen });
		new PerformanceObserver((list) => {
			for (const { duration } of list.getEntries()) seen.longTasks.push(Math.round(duration));
		}).observe({ type: 'longtask' });
	});
	return () => page.evaluate(() => (window as unknown as { seen: Watch }).seen.longTasks.splice(0));
}

test('a folder of fifty thousand entries is read and scrolled without a frame that sticks', async ({
	app,
	uploads
}) => {
	test.setTimeout(180_000);
	await app.sandbox.seed({ drive: 'pan123', path: '/many/file.bin', size: 10, count: MANY });
	const files = await FilesPage.open(uploads);
	const { page } = files;
	await files.settled();
	const longTasks = await watch(page);
	const started = Date.now();
	await files.row('many').dblclick();
	await expect(page.getByText(/^Reading [\d,]+ of 50,000…$/)).toBeVisible();
	await expect(page.getByText('50,000 items')).toBeVisible({ timeout: 120_000 });
	const read = Date.now() - started;
	const whileReading = await longTasks();

	const rows = files.grid.locator('[data-id]');
	await rows.first().click();
	for (let step = 0; step < 60; step += 1) {
		await page.mouse.wheel(0, step < 30 ? 600 : 40_000);
		await page.evaluate(() => new Promise(requestAnimationFrame));
	}
	expect(await rows.count()).toBeLessThan(60);
	await files.press('End');
	await expect(files.row(`file ${MANY}.bin`)).toBeFocused();
	await files.press('Home', 'PageDown', 'PageDown', 'Shift+End');
	await expect(files.row(`file ${MANY}.bin`)).toBeFocused();
	const whileScrolling = await longTasks();
	await files.press('Control+a');
	await expect(page.getByText('50,000 selected')).toBeVisible();
	await files.press('Escape', '/');
	await page.keyboard.type('4242');
	await expect(files.row('file 04242.bin')).toBeVisible();
	const whileChoosing = await longTasks();
	await files.press('Escape');
	const sorting = Date.now();
	await files.grid.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
	await expect(rows.and(page.locator('[aria-rowindex="2"]'))).toContainText(`file ${MANY}.bin`, {
		timeout: 20_000
	});
	const sorted = Date.now() - sorting;
	const whileSorting = await longTasks();
	const numbers = { read, sorted, whileReading, whileScrolling, whileChoosing, whileSorting };
	test.info().annotations.push({ type: 'measured', description: JSON.stringify(numbers) });
	process.stdout.write(`${JSON.stringify(numbers)}\n`);
	expect(Math.max(0, ...whileScrolling)).toBeLessThanOrEqual(LONG_MS);
	// On a machine with more to do these are a little longer; nobody waits for a frame then.
	expect(Math.max(0, ...whileReading, ...whileChoosing, ...whileSorting)).toBeLessThan(200);
	expect(uploads.problems).toEqual([]);
});
