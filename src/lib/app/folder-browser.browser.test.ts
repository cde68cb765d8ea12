import { expect, test, vi } from 'vitest';
import { fakeFolder, FakeEngine } from '../../../tests/support/fake-engine';
import { TransferError } from '../kernel/errors';
import { FolderBrowser } from './folder-browser.svelte';

function browsing() {
	const engine = new FakeEngine();
	engine.folders.set('', [
		fakeFolder('1', 'movies'),
		{ ...fakeFolder('9', 'a.txt'), kind: 'file' }
	]);
	engine.folders.set('1', [fakeFolder('2', '2026', '1')]);
	return { engine, browser: new FolderBrowser(engine, 'account') };
}

const names = (browser: FolderBrowser) => browser.folders.map(({ name }) => name);

test('walks down and up, and shows folders alone', async () => {
	const { browser } = browsing();
	await vi.waitFor(() => expect(names(browser)).toEqual(['movies']));
	await browser.open({ id: '1', name: 'movies' });
	expect(names(browser)).toEqual(['2026']);
	await browser.open({ id: '2', name: '2026' });
	expect(browser.target).toEqual({
		accountId: 'account',
		folderId: '2',
		folderPath: '/movies/2026'
	});
	await browser.climb(-1);
	expect(browser.target.folderPath).toBe('/');
});

test('goes into the folder that it made', async () => {
	const { browser, engine } = browsing();
	expect(await browser.create('new')).toBe(true);
	expect(engine.called('createFolder')).toEqual([['createFolder', '', 'new']]);
	expect(browser.target.folderPath).toBe('/new');
});

test('shows the answer to the last click, not the last answer', async () => {
	const { browser, engine } = browsing();
	const slow = Promise.withResolvers<{ entries: [] }>();
	const list = engine.list.bind(engine);
	engine.list = (account, id) => (id === 'slow' ? slow.promise : list(account, id));
	const first = browser.open({ id: 'slow', name: 'slow' });
	await browser.climb(-1);
	slow.resolve({ entries: [] });
	await first;
	expect(names(browser)).toEqual(['movies']);
});

test('says what went wrong and can try again', async () => {
	const { browser, engine } = browsing();
	const list = engine.list.bind(engine);
	engine.list = () => Promise.reject(new TransferError('network'));
	await browser.climb(-1);
	expect(browser.error?.code).toBe('network');
	engine.list = list;
	await browser.more();
	expect([browser.error, names(browser)]).toEqual([undefined, ['movies']]);
});
