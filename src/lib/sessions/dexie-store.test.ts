import 'fake-indexeddb/auto';
import { memoryStore } from '../../../tests/support/memory-store';
import { describeStore } from '../../../tests/support/store-contract';
import { openDexieStore } from './dexie-store';

let databases = 0;
describeStore('the store in IndexedDB', () => openDexieStore({ name: `test-${databases++}` }));
describeStore('the store in memory that tests use', async () => memoryStore());
