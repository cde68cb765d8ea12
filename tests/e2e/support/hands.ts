import { expect, type Locator } from '@playwright/test';
import type { FilesPage } from './files-page';

/** Hand: a way to do things on the Files page. Every action is done with each of them. */
export interface Hand {
	readonly name: 'mouse' | 'keyboard';
	/** choose chooses exactly these rows. */
	choose(files: FilesPage, ...names: readonly string[]): Promise<void>;
	/** act does something with what is chosen, by the name that the contract gives it. */
	act(files: FilesPage, action: string): Promise<void>;
	/** actHere does something with the place in sight. */
	actHere(files: FilesPage, action: string): Promise<void>;
	/** submit ends the open dialog by its button. */
	submit(files: FilesPage, verb: string): Promise<void>;
	/** enter opens a folder of the list, or of the dialog that chooses one. */
	enter(files: FilesPage, name: string): Promise<void>;
	enterInDialog(files: FilesPage, name: string): Promise<void>;
	undo(files: FilesPage): Promise<void>;
	sort(files: FilesPage, column: string): Promise<void>;
}

export const mouse: Hand = {
	name: 'mouse',
	async choose(files, ...names) {
		const [first, ...others] = names;
		await files.row(first!).click();
		for (const name of others) await files.row(name).click({ modifiers: ['ControlOrMeta'] });
	},
	async act(files, action) {
		if (action !== 'Show in its folder') return files.button(action).click();
		await files.grid.locator('[aria-selected=true]').click({ button: 'right' });
		await files.item(action).click();
	},
	actHere: (files, action) => files.button(action).click(),
	submit: (files, verb) => files.submit(verb).click(),
	enter: (files, name) => files.goIn(name),
	enterInDialog: (files, name) => files.dialog.getByRole('button', { name, exact: true }).click(),
	undo: (files) => files.button('Undo').click(),
	sort: (files, column) =>
		files.grid.getByRole('columnheader', { name: column }).getByRole('button').click()
};

/** tabTo presses Tab until this has the focus, as a person would who sees where it is. */
async function tabTo({ page }: FilesPage, selector: string): Promise<void> {
	const isThere = () =>
		page.evaluate((wanted) => !!document.activeElement?.closest(wanted), selector);
	for (let presses = 0; presses < 60; presses += 1) {
		if (await isThere()) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab does not lead to ${selector}`);
}

async function toRow(files: FilesPage, name: string): Promise<void> {
	await tabTo(files, '[role=grid] [data-id]');
	const { page } = files;
	const row = files.row(name);
	const isThere = () => row.evaluate((element) => element === document.activeElement);
	await page.keyboard.press('Control+Home');
	for (let presses = 0; presses < 60; presses += 1) {
		if (await isThere()) return;
		await page.keyboard.press('Control+ArrowDown');
	}
	throw new Error(`The arrows do not lead to ${name}`);
}

async function pressButton(files: FilesPage, button: Locator): Promise<void> {
	await expect(button).toBeEnabled();
	for (let presses = 0; presses < 60; presses += 1) {
		if (await button.evaluate((one) => one === document.activeElement)) {
			return files.press('Enter');
		}
		await files.press('Tab');
	}
	throw new Error(`Tab does not lead to ${button}`);
}

/** fromMenu finds an item by its first letters, as menus let people do. */
async function fromMenu(files: FilesPage, action: string): Promise<void> {
	await files.page.keyboard.press('Shift+F10');
	await expect(files.menu).toBeVisible();
	for (let presses = 0; presses < 12; presses += 1) {
		const text = await files.page.evaluate(() => document.activeElement?.textContent ?? '');
		if (text.trim().startsWith(action)) break;
		await files.page.keyboard.press('ArrowDown');
	}
	await files.page.keyboard.press('Enter');
}

const SHORTCUTS: Readonly<Record<string, string>> = {
	Rename: 'F2',
	Trash: 'Delete',
	'Delete forever': 'Delete'
};

export const keyboard: Hand = {
	name: 'keyboard',
	async choose(files, ...names) {
		await tabTo(files, '[role=grid]');
		await files.press('Escape');
		for (const name of names) {
			await toRow(files, name);
			await files.press('Space');
		}
	},
	async act(files, action) {
		const shortcut = SHORTCUTS[action];
		if (shortcut) await files.press(shortcut);
		else await fromMenu(files, action);
	},
	async actHere(files, action) {
		await pressButton(files, files.button(action));
	},
	async submit(files, verb) {
		await expect(files.submit(verb)).toBeVisible();
		const inField = await files.page.evaluate(
			() => document.activeElement?.matches('dialog input, dialog select') ?? false
		);
		if (inField) await files.press('Enter');
		else await pressButton(files, files.submit(verb));
	},
	async enter(files, name) {
		await toRow(files, name);
		await files.press('Enter');
		await expect(files.page.getByRole('navigation', { name: 'Folder path' })).toContainText(name);
		await files.settled();
	},
	async enterInDialog(files, name) {
		await pressButton(files, files.dialog.getByRole('button', { name, exact: true }));
	},
	undo: (files) => files.press('Control+z'),
	async sort(files, column) {
		await pressButton(
			files,
			files.grid.getByRole('columnheader', { name: column }).getByRole('button')
		);
	}
};

export const HANDS = [mouse, keyboard];
