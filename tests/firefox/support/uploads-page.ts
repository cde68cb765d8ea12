import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { TestFile } from '../../e2e/support/test-files';

type Named = Pick<TestFile, 'name'>;

const patience = { timeout: 60_000, interval: 50 };

/** UploadsPage: the page in Firefox, as a person uses it. */
export class UploadsPage {
	readonly page: Page;
	/** Errors of the page's console, and exceptions that nobody caught. */
	readonly problems: string[] = [];

	private constructor(page: Page) {
		this.page = page;
		page.on('console', (message) => {
			if (message.type() === 'error') this.problems.push(message.text());
		});
		page.on('pageerror', (error) => this.problems.push(String(error)));
		// Leaving with uploads under way asks; these tests mean it.
		page.on('dialog', (dialog) => void dialog.accept());
	}

	/** open waits until files can be given: the sandbox's account is connected. */
	static async open(browser: Browser, origin: string): Promise<UploadsPage> {
		const uploads = new UploadsPage(await browser.newPage());
		await uploads.page.goto(origin);
		await uploads.ready();
		return uploads;
	}

	async ready(): Promise<void> {
		await expect.poll(() => this.#targets(), patience).toContain('123Pan');
	}

	async reload(): Promise<void> {
		await this.page.reload();
		await this.ready();
	}

	/** pick gives files through the input that stands behind "Add files". */
	async pick(...files: readonly Pick<TestFile, 'path'>[]): Promise<void> {
		const input = await this.#one('input[type=file][multiple]');
		await (input as ElementHandle<HTMLInputElement>).uploadFile(...files.map(({ path }) => path));
	}

	/** sendTo makes the account of this name the target. */
	async sendTo(name: string): Promise<void> {
		await expect.poll(() => this.#targets(), patience).toContain(name);
		const select = await this.#one(`::-p-aria([name="Upload to"][role="combobox"])`);
		const value = await select.evaluate((element, wanted) => {
			const options = [...(element as HTMLSelectElement).options];
			const text = (option: HTMLOptionElement) => option.label.trim().replace(/ —.*$/, '');
			return options.find((option) => text(option) === wanted)?.value ?? '';
		}, name);
		await (select as ElementHandle<HTMLSelectElement>).select(value);
	}

	async press(name: string): Promise<void> {
		await this.page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
	}

	async follow(name: string): Promise<void> {
		await this.page.locator(`::-p-aria([name="${name}"][role="link"])`).click();
	}

	/** choose picks a radio button; what is drawn of it may be something else. */
	async choose(name: string): Promise<void> {
		const radio = await this.#one(`::-p-aria([name="${name}"][role="radio"])`);
		await (radio as ElementHandle<HTMLInputElement>).evaluate((element) => element.click());
	}

	async type(name: string, text: string): Promise<void> {
		const field = await this.#one(`::-p-aria([name="${name}"][role="textbox"])`);
		await field.type(text);
	}

	/** attribute of a file's row, such as `data-state`; undefined while there is no row. */
	attribute(file: Named, name: string): Promise<string | undefined> {
		return this.#inRow(file, (row, attribute) => row.getAttribute(attribute) ?? undefined, name);
	}

	async text(file: Named): Promise<string> {
		return (await this.#inRow(file, (row) => row.innerText, '')) ?? '';
	}

	/** rows counts those that show a file of this name. */
	rows(file: Named): Promise<number> {
		return this.page.$$eval(rowOf(file), (rows) => rows.length);
	}

	/** waitFor waits for a state, "done", or for a cause, "waiting source-missing". */
	async waitFor(file: Named, wanted: string, timeout = patience.timeout): Promise<void> {
		const state = async () => {
			const states = [
				await this.attribute(file, 'data-state'),
				await this.attribute(file, 'data-cause')
			];
			return wanted.includes(' ') ? states.join(' ') : states[0];
		};
		await expect
			.poll(state, { ...patience, timeout })
			.toBe(wanted)
			.catch(async (error: unknown) => {
				throw new Error(`${String(error)}\nThe page says:\n${await this.all()}`, { cause: error });
			});
	}

	/** shows waits for text anywhere in the page. */
	async shows(text: RegExp, timeout = patience.timeout): Promise<void> {
		await expect.poll(() => this.all(), { ...patience, timeout }).toMatch(text);
	}

	/** all that the page says. */
	all(): Promise<string> {
		return this.page.$eval('body', (body) => body.innerText);
	}

	#targets(): Promise<string> {
		return this.page
			.$$eval('select', (all) => all.map((one) => one.innerText || one.textContent).join())
			.catch(() => '');
	}

	async #one(selector: string): Promise<ElementHandle> {
		const element = await this.page.waitForSelector(selector);
		if (!element) throw new Error(`The page has no ${selector}`);
		return element;
	}

	/** A row may go while it is being asked: then the next question finds the new one. */
	#inRow<T>(
		file: Named,
		ask: (row: HTMLElement, more: string) => T,
		more: string
	): Promise<T | undefined> {
		return this.page
			.$eval(rowOf(file), ask as (row: Element, more: string) => T, more)
			.catch(() => undefined);
	}
}

function rowOf({ name }: Named): string {
	return `[role="listitem"][data-path="/${name}"]`;
}
