import { describe, expect, test } from 'vitest';
import { memoryStore } from '../../../tests/support/memory-store';
import { planUpload } from '../server/pan115/plan';
import { daysToKeep, DEFAULT_SETTINGS, openSettings, wishOf } from './settings';

const MiB = 1024 * 1024;

describe('settings', () => {
	test('of an earlier version get the defaults that it did not know', async () => {
		const store = memoryStore();
		await store.saveSetting('engine', { filesAtOnce: 2, conflict: 'skip' });
		expect((await openSettings(store)).now).toEqual({
			...DEFAULT_SETTINGS,
			filesAtOnce: 2,
			conflict: 'skip'
		});
	});

	test('that are out of their limits stay as they were, and the others are kept', async () => {
		const store = memoryStore();
		const settings = await openSettings(store);
		await settings.change({ partSize: 20 * MiB });
		const wrong = { filesAtOnce: 7, partsPerFile: 0, partSize: 1000, sessionDays: 91 };
		await settings.change({ ...wrong, singlePut: 5 * MiB });
		const wanted = { ...DEFAULT_SETTINGS, partSize: 20 * MiB, singlePut: 5 * MiB };
		expect(settings.now).toEqual(wanted);
		expect((await openSettings(store)).now).toEqual(wanted);
	});

	test('that are changed twice before the first change is stored have both', async () => {
		const store = memoryStore();
		const settings = await openSettings(store);
		const both = [settings.change({ partSize: 20 * MiB }), settings.change({ singlePut: 0 })];
		const wanted = { ...DEFAULT_SETTINGS, partSize: 20 * MiB, singlePut: 0 };
		expect(settings.now).toEqual(wanted);
		await Promise.all(both);
		expect((await openSettings(store)).now).toEqual(wanted);
	});

	test('say how long sessions stay', () => {
		expect(daysToKeep(DEFAULT_SETTINGS)).toBe(7);
		expect(daysToKeep({ ...DEFAULT_SETTINGS, sessionDays: 'never' })).toBeUndefined();
	});

	test('of parts are what an upload to 115 is planned by', () => {
		const wish = wishOf({ ...DEFAULT_SETTINGS, partSize: 20 * MiB, singlePut: 50 * MiB });
		expect(planUpload(50 * MiB, wish)).toMatchObject({ mode: 'single' });
		expect(planUpload(51 * MiB, wish)).toEqual({ mode: 'multi', partSize: 20 * MiB, parts: 3 });
		expect(planUpload(MiB, wishOf({ ...DEFAULT_SETTINGS, singlePut: 0 }))).toMatchObject({
			mode: 'multi'
		});
		expect(wishOf(DEFAULT_SETTINGS)).toEqual({});
	});
});
