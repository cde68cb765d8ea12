import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { aFile, aFolder } from '../../../../tests/support/entries';
import { frame, putAway, showFiles } from '../../../../tests/support/files-view';
import { PageFiles } from '../../../../tests/support/page-files';

const grid = () => page.getByRole('grid', { name: 'Files' });
const row = (name: string) => grid().getByRole('row', { name });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const rows = () => [...document.querySelectorAll<HTMLElement>('[role=row][data-id]')];
const names = () => rows().map((one) => one.dataset['id']);
const chosen = () =>
	rows().flatMap((one) => (one.ariaSelected === 'true' ? [one.dataset['id']!] : []));
const focused = () => document.activeElement?.closest<HTMLElement>('[data-id]')?.dataset['id'];
const keys = async (text: string) => {
	await userEvent.keyboard(text);
	await frame();
};

const six = () =>
	new PageFiles(
		aFolder('photos'),
		...['a', 'b', 'c', 'd', 'e'].map((id, size) => aFile(id, { size: 10 - size }))
	);

afterEach(putAway);

describe('the list', () => {
	test('has a row for each entry, folders first, and says how many and in what order', async () => {
		await showFiles(six());
		expect(names()).toEqual(['photos', 'a', 'b', 'c', 'd', 'e']);
		await expect.element(grid()).toHaveAttribute('aria-rowcount', '7');
		await expect.element(row('a.txt')).toHaveAttribute('aria-rowindex', '3');
		const name = page.getByRole('columnheader', { name: 'Name' });
		const size = page.getByRole('columnheader', { name: 'Size' });
		await expect.element(name).toHaveAttribute('aria-sort', 'ascending');
		await size.getByRole('button').click();
		await frame();
		await expect.element(size).toHaveAttribute('aria-sort', 'descending');
		expect(names()).toEqual(['photos', 'a', 'b', 'c', 'd', 'e']);
		await size.getByRole('button').click();
		await frame();
		expect(names()).toEqual(['photos', 'e', 'd', 'c', 'b', 'a']);
	});

	test('of very many has few rows in the document, wherever it is scrolled to', async () => {
		const many = Array.from({ length: 5000 }, (_, at) => aFile(`f${at}`));
		await showFiles(new PageFiles(...many));
		await vi.waitFor(() => expect(page.getByText('5,000 items').query()).not.toBeNull(), 10_000);
		await row('f0.txt').click();
		await keys('{End}');
		expect([focused(), rows().length < 80]).toEqual(['f4999', true]);
		await keys('{PageUp}{Home}');
		expect([focused(), rows().length < 80]).toEqual(['f0', true]);
		await keys('{Control>}a{/Control}');
		await expect.element(page.getByText('5,000 selected · 4.9 KB')).toBeVisible();
	});

	test('is filtered as one types, and searched with Enter', async () => {
		const { went } = await showFiles(six());
		await page.getByLabelText('Filter by name').fill('B');
		await frame();
		expect(names()).toEqual(['b']);
		await keys('{Enter}');
		expect(went.at(-1)).toMatchObject({ kind: 'search', text: 'B' });
	});
});

describe('choosing', () => {
	test('with the mouse: one, more with Ctrl, a range with Shift', async () => {
		await showFiles(six());
		await row('b.txt').click();
		expect(chosen()).toEqual(['b']);
		await row('d.txt').click({ modifiers: ['Control'] });
		expect(chosen()).toEqual(['b', 'd']);
		await row('a.txt').click({ modifiers: ['Shift'] });
		expect(chosen()).toEqual(['a', 'b', 'c', 'd']);
		await row('e.txt').click();
		expect(chosen()).toEqual(['e']);
	});

	test('with the keyboard, in one Tab stop', async () => {
		await showFiles(six());
		await row('a.txt').click();
		await keys('{ArrowDown}');
		expect([chosen(), focused()]).toEqual([['b'], 'b']);
		await keys('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
		expect([chosen(), focused()]).toEqual([['b', 'c', 'd'], 'd']);
		await keys('{Control>}{ArrowDown}{/Control}');
		expect([chosen(), focused()]).toEqual([['b', 'c', 'd'], 'e']);
		await keys(' ');
		expect(chosen()).toEqual(['b', 'c', 'd', 'e']);
		await keys('{Escape}');
		expect([chosen(), focused()]).toEqual([[], 'e']);
		await keys('{Shift>}{Home}{/Shift}');
		expect(chosen()).toEqual(['photos', 'a', 'b', 'c', 'd', 'e']);
		expect(rows().filter((one) => one.tabIndex === 0)).toHaveLength(1);
	});

	test('Enter opens a folder, Backspace goes back up and stands on it', async () => {
		const drive = new PageFiles(
			aFolder('photos'),
			aFile('a'),
			aFile('inside', { folderId: 'photos' })
		);
		const { went } = await showFiles(drive);
		await row('photos').click();
		await keys('{Enter}');
		await vi.waitFor(() => expect(focused()).toBe('inside'));
		expect(went.at(-1)).toMatchObject({ kind: 'folder', folderId: 'photos' });
		await expect.element(page.getByRole('link', { name: 'photos' })).toBeVisible();
		await keys('{Backspace}');
		await vi.waitFor(() => expect(focused()).toBe('photos'));
	});
});

describe('a change', () => {
	test('is shown before the drive answers, and undone', async () => {
		const drive = six();
		const done = Promise.withResolvers<void>();
		drive.waits.set('trash', done.promise);
		const { undo } = await showFiles(drive);
		await row('b.txt').click();
		await keys('{Shift>}{ArrowDown}{/Shift}{Delete}');
		expect([names(), focused()]).toEqual([['photos', 'a', 'd', 'e'], 'd']);
		expect(drive.names('bin')).toEqual([]);
		undo();
		done.resolve();
		await vi.waitFor(() => expect(names()).toEqual(['photos', 'a', 'b', 'c', 'd', 'e']));
		expect([chosen(), drive.names('bin')]).toEqual([['b', 'c'], []]);
	});

	test('that is refused comes back, and says why for each entry', async () => {
		const drive = six();
		drive.stubborn.set('b', 'file-missing');
		drive.stubborn.set('c', 'drive-refused');
		await showFiles(drive);
		await row('a.txt').click();
		await keys('{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Delete}');
		const alert = page.getByRole('alert');
		await expect.element(alert).toHaveTextContent('2 items were not moved to the bin');
		await expect.element(alert).toHaveTextContent('b.txt 123Pan no longer has it.');
		await expect.element(alert).toHaveTextContent('c.txt 123Pan said no.');
		expect(names()).toEqual(['photos', 'b', 'c', 'd', 'e']);
		drive.stubborn.clear();
		await button('Try again').click();
		await vi.waitFor(() => expect(drive.names('bin')).toEqual(['a.txt', 'b.txt', 'c.txt']));
		await expect.element(alert).not.toBeInTheDocument();
	});

	test('of a name is made in a dialog, which says what is wrong with it', async () => {
		const drive = six();
		await showFiles(drive);
		await row('a.txt').click();
		await keys('{F2}');
		const field = page.getByRole('dialog').getByLabelText('Name', { exact: true });
		await expect.element(field).toHaveValue('a.txt');
		await keys('b');
		await keys('{Enter}');
		const alert = page.getByRole('alert');
		await expect.element(alert).toHaveTextContent('Something of this name is there already.');
		await field.fill('z.txt');
		await keys('{Enter}');
		await vi.waitFor(() => expect(focused()).toBe('a'));
		expect(drive.names()).toContain('z.txt');
		await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
	});

	test('an extension that the drive keeps is not in the field', async () => {
		const drive = six();
		await showFiles(drive, { account: { drive: 'pan115', flavour: 'cookie', brand: '115' } });
		await row('a.txt').click();
		await keys('{F2}');
		await expect.element(page.getByLabelText('Name', { exact: true })).toHaveValue('a');
		await keys('film{Enter}');
		await vi.waitFor(() => expect(drive.names()).toContain('film.txt'));
	});

	test('a cut entry is pasted elsewhere, and brought home by Undo', async () => {
		const drive = six();
		const { undo } = await showFiles(drive);
		await row('a.txt').click();
		await keys('{Control>}x{/Control}');
		await row('photos').dblClick();
		await vi.waitFor(() => expect(button('Paste here').query()).not.toBeNull());
		grid().element().focus();
		await keys('{Control>}v{/Control}');
		await vi.waitFor(() => expect(drive.names('photos')).toEqual(['a.txt']));
		expect([names(), focused()]).toEqual([['a'], 'a']);
		undo();
		await vi.waitFor(() => expect(drive.names()).toContain('a.txt'));
		expect(names()).toEqual([]);
	});

	test('is dragged onto a folder', async () => {
		const drive = six();
		await showFiles(drive);
		await row('a.txt').click();
		await row('c.txt').click({ modifiers: ['Shift'] });
		await userEvent.dragAndDrop(row('b.txt'), row('photos'));
		await vi.waitFor(() => expect(drive.names('photos')).toEqual(['a.txt', 'b.txt', 'c.txt']));
		expect(names()).toEqual(['photos', 'd', 'e']);
	});
});

describe('the menu', () => {
	test('opens at a row by mouse and by keyboard, and gives the focus back', async () => {
		await showFiles(six());
		await row('c.txt').click({ button: 'right' });
		const menu = page.getByRole('menu');
		await expect.element(menu).toBeVisible();
		expect(chosen()).toEqual(['c']);
		await keys('{ArrowDown}{End}');
		expect(document.activeElement?.textContent).toContain('Trash');
		await keys('r');
		expect(document.activeElement?.textContent).toContain('Rename');
		await keys('{Escape}');
		await expect.element(menu).not.toBeInTheDocument();
		expect(focused()).toBe('c');
		await keys('{Shift>}{F10}{/Shift}');
		await expect.element(menu).toBeVisible();
		await keys('{End}{Enter}');
		await vi.waitFor(() => expect(names()).toEqual(['photos', 'a', 'b', 'd', 'e']));
		await vi.waitFor(() => expect(focused()).toBe('d'));
	});

	test('offers what can be done in the folder where there is no row', async () => {
		await showFiles(six());
		grid()
			.element()
			.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true }));
		const items = page.getByRole('menuitem');
		await expect.element(items.first()).toHaveTextContent('New folder');
	});
});

describe('where there is nothing to show', () => {
	test.each([
		['network', 'This folder can’t be shown', 'Try again'],
		['offline', 'You are offline', 'Try again'],
		['signed-out', '123Pan signed you out.', 'Sign in']
	] as const)('after %s it says so, with a way out', async (code, words, way) => {
		const drive = six();
		drive.refuses.set('entries', code);
		await showFiles(drive);
		await expect.element(page.getByText(words)).toBeVisible();
		drive.refuses.clear();
		await button(way).click();
		if (way === 'Try again') await expect.element(row('a.txt')).toBeVisible();
	});

	test('an empty folder still takes the keyboard, and makes folders', async () => {
		const drive = new PageFiles();
		await showFiles(drive);
		await expect.element(page.getByText('This folder is empty')).toBeVisible();
		grid().element().focus();
		await keys('{Shift>}{F10}{/Shift}{Enter}');
		await page.getByLabelText('Name', { exact: true }).fill('first');
		await keys('{Enter}');
		await vi.waitFor(() => expect(drive.names()).toEqual(['first']));
		await vi.waitFor(() => expect(focused()).toMatch(/^new-/));
	});

	test('what was there stays in sight when it can’t be read again', async () => {
		const drive = six();
		const { files } = await showFiles(drive);
		drive.refuses.set('entries', 'server-error');
		files.refresh();
		await expect.element(page.getByRole('alert')).toHaveTextContent('what was here before');
		await expect.element(row('a.txt')).toBeVisible();
	});
});

test('a share has a good password before anybody thinks of one, and gives both to copy', async () => {
	const drive = six();
	await showFiles(drive);
	await row('photos').click();
	await button('Share').click();
	const field = page.getByRole('dialog').getByLabelText('Password', { exact: true });
	await expect.element(field).toHaveValue(expect.stringMatching(/^[A-Za-z0-9]{4}$/));
	await field.fill('no!');
	const submit = page.getByRole('dialog').getByRole('button', { name: 'Share', exact: true });
	await expect.element(submit).toBeDisabled();
	await field.fill('ab12');
	await submit.click();
	await expect
		.element(page.getByLabelText('Link', { exact: true }))
		.toHaveValue(drive.shared[0]!.url);
	expect(drive.shared).toMatchObject([{ name: 'photos', password: 'ab12' }]);
});
