/** What a person chooses for a watched folder: the folder itself, and where its files go. */
import { canPickFolder, pickFolder } from '../sources/collect';

/** canKeepFolders tells whether this browser gives folders that outlive a visit. */
export function canKeepFolders(): boolean {
	return canPickFolder();
}

/** pickDirectory must be called in a click; gives nothing when the person changes their mind. */
export async function pickDirectory(): Promise<FileSystemDirectoryHandle | undefined> {
	const [picked] = await pickFolder();
	return picked && 'directory' in picked ? picked.directory : undefined;
}

/** droppedDirectory must be called within the event; gives nothing for files. */
export async function droppedDirectory(
	transfer: DataTransfer
): Promise<FileSystemDirectoryHandle | undefined> {
	// Asked of all at once: the browser empties the transfer when the event is over.
	const asked = [...transfer.items].map(async (item) =>
		item.getAsFileSystemHandle?.().catch(() => null)
	);
	for (const handle of await Promise.all(asked)) {
		if (handle?.kind === 'directory') return handle as FileSystemDirectoryHandle;
	}
	return undefined;
}
