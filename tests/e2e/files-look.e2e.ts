import { FilesPage } from './support/files-page';
import { test, expect } from './support/test';
const OUT = '/tmp/filesui-shots';
test('look', async ({ app, uploads }) => {
	test.setTimeout(180_000);
	const { page } = uploads;
	const names = [
		'photos/2026/a.jpg',
		'documents/report final version.pdf',
		'电影/流浪地球 第二部 导演剪辑版.mkv',
		'project.zip',
		'notes.md',
		'music.flac',
		'IMG_2041.jpg',
		'IMG_2042.jpg',
		'IMG_204.jpg',
		'a very long name of a file that does not fit into the column because it goes on and on and on until it is really long, more than that even.tar.gz',
		'checkpoint-00100.safetensors',
		'backup.tar.gz',
		'说明.txt',
		'空文件.bin'
	];
	let i = 0;
	for (const n of names)
		await app.sandbox.seed({
			drive: 'pan123',
			path: '/' + n,
			size: ((i * 7919 + 13) * (1 + i * 300)) % 9_000_000,
			seed: ++i
		});
	await page.setViewportSize({ width: 1280, height: 800 });
	const files = await FilesPage.open(uploads);
	await files.settled();
	await page.waitForTimeout(300);
	await page.screenshot({ path: `${OUT}/1-list.png` });
	await files.row('IMG_204.jpg').click();
	await page.keyboard.press('Shift+ArrowDown');
	await page.keyboard.press('Shift+ArrowDown');
	await page.screenshot({ path: `${OUT}/2-selected.png` });
	await files.row('notes.md').click({ button: 'right' });
	await page.screenshot({ path: `${OUT}/3-menu.png` });
	await files.item('Details').click();
	await page.waitForTimeout(500);
	await page.screenshot({ path: `${OUT}/4-details.png` });
	await page.keyboard.press('Escape');
	await page.keyboard.press('F2');
	await page.screenshot({ path: `${OUT}/5-rename.png` });
	await page.keyboard.press('Escape');
	await files.button('Share').click();
	await page.screenshot({ path: `${OUT}/6-share.png` });
	await files.submit('Share').click();
	await page.waitForTimeout(600);
	await page.screenshot({ path: `${OUT}/7-shared.png` });
	await page.keyboard.press('Escape');
	await files.button('Move').click();
	await page.waitForTimeout(600);
	await page.screenshot({ path: `${OUT}/8-move.png` });
	await page.keyboard.press('Escape');
	await files.button('Download').click();
	await page.waitForTimeout(600);
	await page.screenshot({ path: `${OUT}/9-download.png` });
	await page.keyboard.press('Escape');
	await files.row('notes.md').click();
	await page.keyboard.press('Delete');
	await page.waitForTimeout(200);
	await page.screenshot({ path: `${OUT}/10-trash.png` });
	await page.emulateMedia({ colorScheme: 'dark' });
	await files.goIn('photos');
	await page.screenshot({ path: `${OUT}/11-dark-sub.png` });
	await page.goBack();
	await files.settled();
	await files.row('IMG_204.jpg').click();
	await page.screenshot({ path: `${OUT}/12-dark.png` });
	await page.getByRole('link', { name: 'Bin' }).click();
	await files.settled();
	await page.waitForTimeout(300);
	await page.screenshot({ path: `${OUT}/13-bin.png` });
	await page.getByRole('link', { name: 'Shared links' }).click();
	await page.waitForTimeout(600);
	await page.screenshot({ path: `${OUT}/14-shares.png` });
	await page.evaluate(() => localStorage.setItem('panlift.language', 'zh-CN'));
	await page.emulateMedia({ colorScheme: 'light' });
	await page.goto(app.origin + '/files');
	await page.waitForTimeout(2500);
	await page.screenshot({ path: `${OUT}/15-zh.png` });
	await page.setViewportSize({ width: 390, height: 780 });
	await page.waitForTimeout(300);
	await page.screenshot({ path: `${OUT}/16-zh-390.png` });
	await page.reload();
	await page.waitForTimeout(2500);
	await page.screenshot({ path: `${OUT}/17-zh-390.png` });
	await page.locator('[data-id]').nth(3).click();
	await page.waitForTimeout(300);
	await page.screenshot({ path: `${OUT}/18-zh-390-sel.png` });
	expect(uploads.problems).toEqual([]);
});
