import { expect, type Locator, type Page } from '@playwright/test';

/** SignIn: the dialog that adds an account of one drive, as a person uses it. */
export class SignIn {
	readonly dialog: Locator;
	readonly code: Locator;
	readonly status: Locator;
	readonly #page: Page;

	private constructor(page: Page) {
		this.#page = page;
		this.dialog = page.getByRole('dialog');
		this.code = this.dialog.getByRole('img', { name: /QR code/ });
		this.status = this.dialog.getByRole('status');
	}

	/** add opens the dialog by way of the settings; `drive` is what its radio button says. */
	static async add(page: Page, drive: string): Promise<SignIn> {
		await page.getByRole('link', { name: 'Settings' }).click();
		await page.getByRole('button', { name: 'Add account' }).click();
		const signIn = new SignIn(page);
		await page.getByRole('radio', { name: drive, exact: true }).check();
		return signIn;
	}

	/** again is the dialog that a row's own button opens. */
	static async again(page: Page): Promise<SignIn> {
		await page.getByRole('button', { name: 'Sign in', exact: true }).first().click();
		return new SignIn(page);
	}

	/** uid waits for a code of 115 that is not `before`, and gives what a phone calls it. */
	async uid(before = '-'): Promise<string> {
		const code = this.code.and(this.dialog.locator(`:not([data-text$="${before}"])`));
		const text = (await code.getAttribute('data-text')) ?? '';
		const uid = /\/scan\/dg-(\w+)$/.exec(text)?.[1];
		if (!uid) throw new Error(`The code says: ${text}`);
		return uid;
	}

	async newCode(before: string): Promise<string> {
		await this.dialog.getByRole('button', { name: 'New code' }).click();
		return this.uid(before);
	}

	/** useAppId changes the app of the person's own, where one is optional. */
	async useAppId(id: string): Promise<void> {
		const fold = this.dialog.locator('details');
		if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
		await fold.getByRole('textbox', { name: 'App ID' }).fill(id);
		await fold.getByRole('button', { name: 'Use', exact: true }).click();
	}

	async paste(cookie: string): Promise<void> {
		await this.dialog.getByRole('button', { name: 'Cookie', exact: true }).click();
		await this.dialog.getByRole('textbox', { name: 'Cookie' }).fill(cookie);
		await this.dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
	}

	/** done waits until somebody is signed in, and goes back to the uploads. */
	async done(): Promise<void> {
		await expect(this.dialog).toBeHidden();
		await this.#page.getByRole('link', { name: 'Uploads' }).click();
	}
}
