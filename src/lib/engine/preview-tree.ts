/** Preview tree: what dropped folders hold, as far as it was looked at. Nothing is read twice. */
import type { Filter } from '../sources/filter';
import type { Identity } from '../sources/source';
import type { Incoming } from './engine-api';

/** FolderReader reads what handles lead to; see sources/walk. */
export interface FolderReader {
	listing(directory: FileSystemDirectoryHandle): Promise<{
		readonly files: readonly FileSystemFileHandle[];
		readonly folders: readonly FileSystemDirectoryHandle[];
	}>;
	opened(
		handles: readonly FileSystemFileHandle[]
	): AsyncIterable<readonly [File, FileSystemFileHandle]>;
}

export class LocalFolder {
	readonly name: string;
	/** Below the dropped folder; empty for that itself. */
	readonly path: readonly string[];
	readonly files: Identity[] = [];
	readonly folders = new Map<string, LocalFolder>();
	readonly #unread: FileSystemDirectoryHandle[] = [];
	#reading: Promise<void> | undefined;

	constructor(name: string, path: readonly string[]) {
		this.name = name;
		this.path = path;
	}

	get isRead(): boolean {
		return this.#unread.length === 0;
	}

	/** Nothing is in it, as far as is known. */
	get isEmpty(): boolean {
		return this.isRead && this.files.length + this.folders.size === 0;
	}

	/** inner gives the folder of that name in this one, new or known. */
	inner(name: string): LocalFolder {
		let folder = this.folders.get(name);
		if (!folder) this.folders.set(name, (folder = new LocalFolder(name, [...this.path, name])));
		return folder;
	}

	/** hold remembers where this folder can be read. */
	hold(handle: FileSystemDirectoryHandle): void {
		this.#unread.push(handle);
	}

	/** read looks into this folder alone. Folders in it are known then, and unread. */
	read(reader: FolderReader): Promise<void> {
		this.#reading ??= this.#readAll(reader).finally(() => (this.#reading = undefined));
		return this.#reading;
	}

	async #readAll(reader: FolderReader): Promise<void> {
		for (let handle; (handle = this.#unread[0]); this.#unread.shift()) {
			const { files, folders } = await reader.listing(handle);
			const found: Identity[] = [];
			for await (const [{ name, size, lastModified }] of reader.opened(files)) {
				found.push({ name, size, lastModified });
			}
			for (const file of found) this.files.push(file);
			for (const folder of folders) this.inner(folder.name).hold(folder);
		}
	}
}

/** PreviewTree: the dropped folders of one preview, by name. */
export class PreviewTree {
	readonly roots = new Map<string, LocalFolder>();

	/** add takes dropped folders; what came by itself is no part of a preview. */
	add(incoming: readonly Incoming[]): void {
		for (const one of incoming) {
			if ('directory' in one) this.#at([one.directory.name]).hold(one.directory);
			else if ('emptyFolder' in one) this.#at(one.emptyFolder);
			else if (one.folders && one.folders.length > 0) {
				const { name, size, lastModified } = one.file;
				this.#at(one.folders).files.push({ name, size, lastModified });
			}
		}
	}

	/** unread gives folders to read, one after another; those that are left out are not looked into. */
	*unread(filter: Filter | undefined): Generator<LocalFolder> {
		const stack = [...this.roots.values()].reverse();
		for (let folder; (folder = stack.pop());) {
			if (filter?.folder(folder.path)) continue;
			if (!folder.isRead) yield folder;
			stack.push(...[...folder.folders.values()].reverse());
		}
	}

	#at([top = '', ...below]: readonly string[]): LocalFolder {
		let folder = this.roots.get(top);
		if (!folder) this.roots.set(top, (folder = new LocalFolder(top, [])));
		for (const name of below) folder = folder.inner(name);
		return folder;
	}
}
