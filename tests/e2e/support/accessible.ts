import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** expectAccessible finds no violation of the rules of axe on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.target).join(' ')}`)
	).toEqual([]);
}
