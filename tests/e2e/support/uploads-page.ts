import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import type { TestFile } from './test-files';

/** UploadsPage: the page as a person uses it. */
export class UploadsPage {
	readonly page: Page;
	readonly #context: BrowserContext;
	/** Errors of the page's console, and exceptions that nobody caught. */
	readonly problems: string[] = [];

	private constructor(page: Page, context: BrowserContext) {
		this.page = page;
		this.#context = context;
		page.on('console', (message) => {
			if (message.type() === 'error') this.problems.push(message.text());
		});
		page.on('pageerror', (error) => this.problems.push(String(error)));
	}

	static async open(context: BrowserContext, origin: string): Promise<UploadsPage> {
		const page = context.pages()[0] ?? (await context.newPage());
		const uploads = new UploadsPage(page, context);
		await page.goto(origin);
		return uploads;
	}

	/** openNew opens a further tab of the same browser. */
	static async openNew(context: BrowserContext, origin: string): Promise<UploadsPage> {
		const uploads = new UploadsPage(await context.newPage(), context);
		await uploads.page.goto(origin);
		return uploads;
	}

	/** ready waits until files can be dropped: the sandbox account is connected. */
	async ready(): Promise<this> {
		await expect(this.page.getByLabel('Upload to')).toContainText('123Pan');
		return this;
	}

	/** sendTo makes the account of this name the target. */
	async sendTo(name: string): Promise<void> {
		const target = this.page.getByLabel('Upload to');
		const option = target.locator('option').filter({ hasText: new RegExp(`^\\s*${name}( —|$)`) });
		await target.selectOption((await option.getAttribute('value'))!);
	}

	/** drop lets real files and folders of this machine fall on the window, as a person's mouse does. */
	async drop(...files: readonly { readonly path: string }[]): Promise<void> {
		await this.dropAt({ x: 200, y: 400 }, ...files);
	}

	/** dropAt does so at a point of the page. */
	async dropAt(
		{ x, y }: { readonly x: number; readonly y: number },
		...files: readonly { readonly path: string }[]
	): Promise<void> {
		// Chromium lets no input through before a page has drawn itself.
		await this.page.evaluate(
			() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
		);
		const cdp = await this.#context.newCDPSession(this.page);
		const data = { items: [], files: files.map(({ path }) => path), dragOperationsMask: 1 };
		for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
			await cdp.send('Input.dispatchDragEvent', { type, x, y, data });
		}
		await cdp.detach();
	}

	/** All rows in sight, those of open folders too. */
	get rows(): Locator {
		return this.page.getByRole('list', { name: 'Uploads' }).getByRole('listitem');
	}

	row(file: Pick<TestFile, 'name'>): Locator {
		return this.rows.and(this.page.locator(`[data-path="/${file.name}"]`));
	}

	async waitFor(
		file: Pick<TestFile, 'name'>,
		state: string,
		{ cause, timeout = 60_000 }: { cause?: string; timeout?: number } = {}
	): Promise<void> {
		await expect(this.row(file)).toHaveAttribute('data-state', state, { timeout });
		if (cause) await expect(this.row(file)).toHaveAttribute('data-cause', cause);
	}

	button(name: string): Locator {
		return this.page.getByRole('button', { name, exact: true });
	}
}

/** unfinished reads from the store how many rows there are, and the status of those that are not done. */
export function unfinished(page: Page): Promise<readonly string[]> {
	return page.evaluate(
		() =>
			new Promise<readonly string[]>((resolve, reject) => {
				const opening = indexedDB.open('panlift');
				opening.onerror = () => reject(new Error('no store'));
				opening.onsuccess = () => {
					const all = opening.result.transaction('uploads').objectStore('uploads').getAll();
					all.onsuccess = () => {
						opening.result.close();
						const rows = all.result as { name: string; status: { state: string } }[];
						const open = rows.filter(({ status }) => status.state !== 'done');
						resolve([
							`${rows.length} rows`,
							...open.map((row) => `${row.name} ${JSON.stringify(row.status)}`)
						]);
					};
				};
			})
	);
}
