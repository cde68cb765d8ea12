import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { mount, unmount } from 'svelte';
import type { EngineSettings } from '../../engine/engine-api';
import { DEFAULT_SETTINGS } from '../../engine/settings';
import { i18n } from '../../i18n/i18n.svelte';
import TransferSettings from './TransferSettings.svelte';

let mounted: Record<string, unknown>;
afterEach(() => unmount(mounted));

test('parallel parts are off until somebody wants the experiment, and it says what it does', async () => {
	i18n.choose('en');
	const changes: Partial<EngineSettings>[] = [];
	mounted = mount(TransferSettings, {
		target: document.body,
		props: {
			settings: DEFAULT_SETTINGS,
			onchange: (change: Partial<EngineSettings>) => changes.push(change)
		}
	});
	const box = page.getByRole('checkbox', { name: 'Parallel parts (experimental)' });
	await expect.element(box).not.toBeChecked();
	await expect.element(box).toHaveAccessibleDescription(/115 refuses.*one after another/);
	await box.click();
	expect(changes).toEqual([{ parallelParts: true }]);
});
