import { execFileSync } from 'node:child_process';
import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/test';
import { MiB, type TestFile } from './support/test-files';

const SIZE = 4096 * MiB;
const ALLOWED = 150 * MiB;

test('4 GiB go up, and the page and its workers grow by no more than 150 MiB', async ({
	app,
	uploads,
	folder
}) => {
	test.skip(process.platform === 'win32', 'memory of a process is read with ps');
	test.setTimeout(240_000);
	// Zeros that take no room on this disk; hashing and sending them is the same work.
	const path = join(folder, 'film.mkv');
	await writeFile(path, '');
	await truncate(path, SIZE);
	const film: TestFile = { path, name: 'film.mkv', size: SIZE, md5: 'not compared: see sizes' };
	const browser = await uploads.page.context().browser()!.newBrowserCDPSession();
	const renderers = async () => {
		const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
		const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => String(id));
		const rss = execFileSync('ps', ['-o', 'rss=', '-p', ids.join(',')], { encoding: 'utf8' });
		return rss
			.trim()
			.split(/\s+/)
			.reduce((sum, kib) => sum + Number(kib) * 1024, 0);
	};
	const idle = await renderers();
	let peak = idle;
	await uploads.drop(film);
	let state: string | null = null;
	while (state !== 'done' && state !== 'failed') {
		await uploads.page.waitForTimeout(500);
		peak = Math.max(peak, await renderers());
		state = await uploads.row(film).getAttribute('data-state');
	}
	expect(state).toBe('done');
	const [stored] = await app.sandbox.files();
	expect(stored?.size).toBe(SIZE);
	console.log(`renderers grew by ${Math.round((peak - idle) / MiB)} MiB for 4 GiB`);
	expect(peak - idle).toBeLessThanOrEqual(ALLOWED);
});
