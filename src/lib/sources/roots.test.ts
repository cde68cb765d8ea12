import { expect, test } from 'vitest';
import { FolderOnDisk } from '../../../tests/support/folder-on-disk';
import { memoryStore } from '../../../tests/support/memory-store';
import { Roots } from './roots';

test('a tab that follows holds the handles of watched folders, and reads them once', async () => {
	const store = memoryStore();
	const directory = new FolderOnDisk('checkpoints').handle;
	await store.saveSetting('watches', [{ id: 'w1', directory }]);
	let reads = 0;
	const setting: typeof store.setting = (key) => {
		reads += 1;
		return store.setting(key);
	};
	const roots = new Roots({ ...store, setting });
	await roots.holdWatched(['w1']);
	await roots.holdWatched(['w1']);
	expect(reads).toBe(1);
	expect((await roots.get('w1'))?.handle).toBe(directory);
});
