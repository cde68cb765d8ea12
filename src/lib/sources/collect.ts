/**
 * collect turns a pick, a drop or a paste into files. Handles come along where the browser has
 * them: only they survive a restart.
 */

/** Collected: a file now, and the handle that opens it again later. */
export interface Collected {
	readonly file: File;
	readonly handle?: FileSystemFileHandle | undefined;
}

/** Collection: what a drop held. Folders are counted, not read. */
export interface Collection {
	readonly files: readonly Collected[];
	readonly folders: number;
}

type Picker = Pick<Window, 'showOpenFilePicker'>;

/** canPick tells whether the browser's picker gives handles. Else a file input has to do. */
export function canPick(scope: Picker = globalThis.window): boolean {
	return typeof scope.showOpenFilePicker === 'function';
}

/** pickFiles opens the picker; gives nothing when the person changes their mind. */
export async function pickFiles(scope: Picker = globalThis.window): Promise<readonly Collected[]> {
	try {
		const handles = (await scope.showOpenFilePicker?.({ multiple: true })) ?? [];
		return await Promise.all(
			handles.map(async (handle) => ({ file: await handle.getFile(), handle }))
		);
	} catch (error) {
		if (error instanceof Error && error.name === 'AbortError') return [];
		throw error;
	}
}

/** fromFiles takes what a file input or a paste gives. */
export function fromFiles(files: Iterable<File> | null | undefined): readonly Collected[] {
	return [...(files ?? [])].map((file) => ({ file }));
}

/**
 * fromDrop reads a drop. Everything is asked of the DataTransfer before the first await: the
 * browser empties it when the event is over.
 */
export async function fromDrop(transfer: DataTransfer): Promise<Collection> {
	const drops = [...transfer.items]
		.filter((item) => item.kind === 'file')
		.map((item) => ({
			isFolder: item.webkitGetAsEntry?.()?.isDirectory ?? false,
			file: item.getAsFile(),
			handle: item.getAsFileSystemHandle?.().catch(() => null)
		}));
	const read = await Promise.all(
		drops.map(async ({ isFolder, file, handle }) => readDrop(isFolder, file, await handle))
	);
	return {
		files: read.filter((one) => one !== 'folder' && one !== undefined),
		folders: read.filter((one) => one === 'folder').length
	};
}

async function readDrop(
	isFolder: boolean,
	file: File | null,
	handle: FileSystemHandle | null | undefined
): Promise<Collected | 'folder' | undefined> {
	if (isFolder || handle?.kind === 'directory') return 'folder';
	if (handle?.kind !== 'file') return file ? { file } : undefined;
	const fileHandle = handle as FileSystemFileHandle;
	return { file: file ?? (await fileHandle.getFile()), handle: fileHandle };
}
