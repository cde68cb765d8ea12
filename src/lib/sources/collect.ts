/**
 * collect turns a pick, a drop or a paste into what the engine takes. Handles come along where the
 * browser has them: only they survive a restart.
 */
import type { Incoming } from '../engine/engine-api';
import type { Skip } from './walk-entry';

type FilePicker = Pick<Window, 'showOpenFilePicker'>;
type FolderPicker = Pick<Window, 'showDirectoryPicker'>;

/** canPick tells whether the browser's picker gives handles. Else a file input has to do. */
export function canPick(scope: FilePicker = globalThis.window): boolean {
	return typeof scope.showOpenFilePicker === 'function';
}

/** canPickFolder tells the same of folders. */
export function canPickFolder(scope: FolderPicker = globalThis.window): boolean {
	return typeof scope.showDirectoryPicker === 'function';
}

/** pickFiles opens the picker; gives nothing when the person changes their mind. */
export function pickFiles(scope: FilePicker = globalThis.window): Promise<readonly Incoming[]> {
	return unlessAborted(async () => {
		const handles = (await scope.showOpenFilePicker?.({ multiple: true })) ?? [];
		return Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
	});
}

/** pickFolder opens the picker of folders, as pickFiles. */
export function pickFolder(scope: FolderPicker = globalThis.window): Promise<readonly Incoming[]> {
	return unlessAborted(async () => {
		const directory = await scope.showDirectoryPicker?.({ id: 'panlift', mode: 'read' });
		return directory ? [{ directory, group: groups()(directory.name) }] : [];
	});
}

/** fromFiles takes what a file input gives. One for folders tells where in them a file was. */
export function* fromFiles(files: Iterable<File> | null | undefined): Generator<Incoming> {
	const groupOf = groups();
	for (const file of files ?? []) {
		const folders = file.webkitRelativePath.split('/').slice(0, -1);
		yield folders.length > 0 ? { file, folders, group: groupOf(folders[0]!) } : { file };
	}
}

/**
 * fromTransfer reads a drop or a paste. Everything is asked of the DataTransfer before the first
 * await: the browser empties it when the event is over. Folders that `skips` names are not looked into.
 */
export async function* fromTransfer(
	transfer: DataTransfer,
	skips: () => Promise<Skip | undefined> = async () => undefined
): AsyncGenerator<Incoming> {
	const items = [...transfer.items]
		.filter((item) => item.kind === 'file')
		.map((item) => ({
			handle: item.getAsFileSystemHandle?.().catch(() => null),
			entry: item.webkitGetAsEntry?.() ?? null,
			file: item.getAsFile()
		}));
	const groupOf = groups();
	for (const { handle: asked, entry, file } of items) {
		const handle = (await asked) ?? undefined;
		if (handle?.kind === 'directory') {
			const directory = handle as FileSystemDirectoryHandle;
			const group = groups()(directory.name);
			const one = { directory, group };
			if (!entry) {
				yield one;
				continue;
			}
			const { lookAgain, walkUnseen, skip } = await loadWalks(skips);
			yield lookAgain(one, () => walkUnseen(entry, directory, group));
			yield* walkUnseen(entry, directory, group, [], skip);
		} else if (handle) yield await fromHandle(handle as FileSystemFileHandle, file);
		else if (entry?.isDirectory) {
			const { walkEntry, skip } = await loadWalks(skips);
			yield* walkEntry(entry, groupOf(entry.name), [], skip);
		} else if (file) yield { file };
	}
}

/** What walks folders is loaded with the first one. */
async function loadWalks(skips: () => Promise<Skip | undefined>) {
	const [entry, unseen, skip] = await Promise.all([
		import('./walk-entry'),
		import('./walk-unseen'),
		skips()
	]);
	return { ...entry, ...unseen, skip };
}

async function fromHandle(handle: FileSystemFileHandle, file: File | null): Promise<Incoming> {
	return { file: file ?? (await handle.getFile()), handle };
}

/** Folders that come as single files: all of one drop that have a name share a group. */
function groups(): (name: string) => { readonly id: string; readonly name: string } {
	const known = new Map<string, { readonly id: string; readonly name: string }>();
	return (name) => {
		let group = known.get(name);
		if (!group) known.set(name, (group = { id: crypto.randomUUID(), name }));
		return group;
	};
}

async function unlessAborted(
	pick: () => Promise<readonly Incoming[]>
): Promise<readonly Incoming[]> {
	try {
		return await pick();
	} catch (error) {
		if (error instanceof Error && error.name === 'AbortError') return [];
		throw error;
	}
}
