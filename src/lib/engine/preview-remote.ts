/** Preview remote: what the drive has where dropped folders would go. Each folder is read once. */
import type { Drive, RemoteFile } from '../drives/drive';
import { singleFlight } from '../kernel/single-flight';

/** RemoteListing: one folder of the drive. */
export interface RemoteListing {
	readonly files: ReadonlyMap<string, RemoteFile>;
	/** Ids of folders by name. */
	readonly folders: ReadonlyMap<string, string>;
}

/** RemoteState: `unknown` until it is read. */
export type RemoteState = RemoteListing | 'absent' | 'unknown';

type List = Pick<Drive, 'list'>;

export class PreviewRemote {
	readonly #drive: () => List;
	readonly #flight = singleFlight<RemoteListing>();
	readonly #listings = new Map<string, RemoteListing>();

	constructor(drive: () => List) {
		this.#drive = drive;
	}

	/** Folders that have been read. */
	get size(): number {
		return this.#listings.size;
	}

	/** known gives what was read of a folder. */
	known(folderId: string): RemoteState {
		return this.#listings.get(folderId) ?? 'unknown';
	}

	/** inner gives what is known of a folder by its name in another one. */
	inner(outer: RemoteState, name: string): RemoteState {
		if (typeof outer === 'string') return outer;
		const id = outer.folders.get(name);
		return id === undefined ? 'absent' : this.known(id);
	}

	/** read lists a folder, all pages, unless it is known. */
	async read(folderId: string): Promise<RemoteListing> {
		return this.#listings.get(folderId) ?? this.#flight(folderId, () => this.#list(folderId));
	}

	async #list(folderId: string): Promise<RemoteListing> {
		const files = new Map<string, RemoteFile>();
		const folders = new Map<string, string>();
		let next: string | undefined;
		do {
			const page = await this.#drive().list(folderId, next);
			for (const entry of page.entries) {
				const { kind, name, id } = entry;
				// Of two with one name the first one, as when folders are made.
				if (kind === 'folder' && !folders.has(name)) folders.set(name, id);
				else if (kind === 'file' && !files.has(name)) files.set(name, entry);
			}
			next = page.next;
		} while (next !== undefined);
		const listing = { files, folders };
		this.#listings.set(folderId, listing);
		return listing;
	}
}
