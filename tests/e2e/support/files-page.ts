import { expect, type Locator, type Page } from '@playwright/test';
import type { UploadsPage } from './uploads-page';

/** FilesPage: the Files page as a person uses it. */
export class FilesPage {
	readonly page: Page;

	private constructor(page: Page) {
		this.page = page;
	}

	/** open follows the link of the navigation, and chooses an account where it is named. */
	static async open({ page }: UploadsPage, account?: string): Promise<FilesPage> {
		await page.getByRole('link', { name: 'Files', exact: true }).click();
		const files = new FilesPage(page);
		await expect(files.grid).toBeVisible();
		if (account !== undefined) await files.choose(account);
		return files;
	}

	/** choose shows another account. */
	async choose(account: string): Promise<void> {
		const select = this.page.getByLabel('Account', { exact: true });
		const option = select.locator('option').filter({ hasText: new RegExp(`^\\s*${account}$`) });
		await select.selectOption((await option.getAttribute('value'))!);
		await expect(this.page).toHaveURL(/\/files\/[^/]+$/);
		await this.settled();
	}

	/** settled waits until everything is read. */
	async settled(): Promise<void> {
		await expect(this.grid).toHaveAttribute('aria-busy', 'false');
	}

	get grid(): Locator {
		return this.page.getByRole('grid', { name: 'Files' });
	}
	get dialog(): Locator {
		return this.page.getByRole('dialog');
	}
	get menu(): Locator {
		return this.page.getByRole('menu');
	}

	row(name: string): Locator {
		return this.grid.getByRole('row').filter({ has: this.page.locator(`[title="${name}"]`) });
	}
	button(name: string): Locator {
		return this.page.getByRole('button', { name, exact: true });
	}
	item(name: string): Locator {
		return this.menu.getByRole('menuitem', { name, exact: true });
	}
	/** The submit button of the open dialog. */
	submit(verb: string): Locator {
		return this.dialog.getByRole('button', { name: verb, exact: true });
	}

	/** names lists the rows in sight. */
	names(): Promise<readonly string[]> {
		return this.grid
			.locator('[data-id] .name [title]')
			.evaluateAll((all) => all.map((one) => one.getAttribute('title') ?? ''));
	}

	/** press presses keys one after the other. */
	async press(...keys: readonly string[]): Promise<void> {
		for (const key of keys) await this.page.keyboard.press(key);
	}

	/** goIn opens a folder with the mouse. */
	async goIn(name: string): Promise<void> {
		await this.row(name).dblclick();
		await expect(this.page.getByRole('navigation', { name: 'Folder path' })).toContainText(name);
		await this.settled();
	}
}
