/** What the Files page needs of the rest of the app, and what it holds in its hand. */
import type { FileEntry } from '../../drives/files';
import type { AccountView, EngineApi } from '../../engine/engine-api';
import type { Clock } from '../../kernel/clock';
import type { FolderBrowser } from '../folder-browser.svelte';
import type { Notices } from '../notices.svelte';
import type { MemoryPlace } from './files-memory';

/** Clipping: what was cut or copied, until it is pasted. */
export interface Clipping {
	readonly way: 'copy' | 'move';
	readonly accountId: string;
	readonly entries: readonly FileEntry[];
}

export type FilesDialog =
	| { readonly kind: 'new-folder' | 'empty-bin' }
	| { readonly kind: 'rename' | 'details'; readonly entry: FileEntry }
	| {
			readonly kind: 'download' | 'share' | 'erase';
			readonly entries: readonly FileEntry[];
	  }
	| {
			readonly kind: 'move' | 'copy';
			readonly entries: readonly FileEntry[];
			readonly browser: FolderBrowser;
	  };

/** FilesDoor is the engine, as far as the Files page asks it. */
export type FilesDoor = Pick<EngineApi, 'files' | 'list' | 'createFolder'>;

/** FilesDoors: what the Files page needs of the rest of the app. */
export interface FilesDoors {
	readonly engine: FilesDoor;
	readonly clock: Clock;
	readonly notices: Notices;
	readonly account: (id: string) => AccountView | undefined;
	readonly memory: () => MemoryPlace;
}
