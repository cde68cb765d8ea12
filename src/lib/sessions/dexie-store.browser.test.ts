import { expect, test } from 'vitest';
import { describeStore } from '../../../tests/support/store-contract';
import { anUpload } from '../../../tests/support/uploads';
import { openDexieStore } from './dexie-store';

let databases = 0;
const fresh = () => openDexieStore({ name: `browser-${databases++}-${performance.timeOrigin}` });
describeStore('the store in the browser’s own IndexedDB', fresh);

test('a file handle comes back from the store as the same entry', async () => {
	const directory = await navigator.storage.getDirectory();
	const handle = await directory.getFileHandle('kept.bin', { create: true });
	const name = `reopened-${performance.timeOrigin}`;
	const first = await openDexieStore({ name });
	await first.addUploads([anUpload()], [{ id: 'r1', handle }]);
	first.close();
	const second = await openDexieStore({ name });
	const root = await second.root('r1');
	expect(await root?.handle?.isSameEntry(handle)).toBe(true);
});
