type Node = File | Map<string, Node>;

const error = (name: string) => new DOMException(name, name);

/**
 * FolderOnDisk: a folder in memory that changes as one on a disk does, behind a directory handle whose
 * permission comes and goes.
 */
export class FolderOnDisk {
	readonly name: string;
	/** Whether the handle may be read. */
	allowed = true;
	/** Files that somebody holds locked, by their path. */
	readonly locked = new Set<string>();
	/** Times that the folder itself was listed. */
	listings = 0;
	readonly #root = new Map<string, Node>();

	constructor(name: string) {
		this.name = name;
	}

	/** The handle as a store gives it back: another object each time. */
	get handle(): FileSystemDirectoryHandle {
		return this.#directory(this.name, this.#root, []);
	}

	/** write replaces a file, at a time in milliseconds. */
	write(path: string, bytes: Uint8Array | string, lastModified: number): void {
		const names = path.split('/');
		const name = names.pop()!;
		let folder = this.#root;
		for (const inner of names) {
			const next = folder.get(inner) ?? new Map<string, Node>();
			folder.set(inner, next);
			folder = next as Map<string, Node>;
		}
		const content = typeof bytes === 'string' ? bytes : bytes.slice();
		folder.set(name, new File([content], name, { lastModified }));
	}

	/** remove deletes a file at the top. */
	remove(name: string): void {
		this.#root.delete(name);
	}

	#read(): void {
		if (!this.allowed) throw error('NotAllowedError');
	}

	#directory(
		name: string,
		content: Map<string, Node>,
		path: readonly string[]
	): FileSystemDirectoryHandle {
		const of = (inner: string, node: Node | undefined) => {
			if (!node) throw error('NotFoundError');
			const below = [...path, inner];
			return node instanceof File
				? this.#file(inner, content, below)
				: this.#directory(inner, node, below);
		};
		const get = async (inner: string) => {
			this.#read();
			return of(inner, content.get(inner));
		};
		const directory = {
			kind: 'directory',
			name,
			folder: this,
			isSameEntry: async (other: { folder?: FolderOnDisk }) => other.folder === this,
			getFileHandle: get,
			getDirectoryHandle: get,
			values: async function* (this: void) {}
		};
		const read = () => {
			this.#read();
			if (path.length === 0) this.listings += 1;
		};
		directory.values = async function* () {
			read();
			for (const [inner, node] of [...content]) yield of(inner, node) as never;
		};
		return directory as unknown as FileSystemDirectoryHandle;
	}

	#file(name: string, content: Map<string, Node>, path: readonly string[]): FileSystemFileHandle {
		const getFile = async () => {
			this.#read();
			if (this.locked.has(path.join('/'))) throw error('NotReadableError');
			const file = content.get(name);
			if (!(file instanceof File)) throw error('NotFoundError');
			return file;
		};
		return { kind: 'file', name, getFile } as unknown as FileSystemFileHandle;
	}
}
