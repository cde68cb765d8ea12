/** Folders: remote folders made once each, however many files ask for them at the same time. */
import type { Drive } from '../drives/drive';
import type { Clock } from '../kernel/clock';

/** How long a count of entries is good enough, in milliseconds. */
const FRESH_MS = 60_000;

export class Folders {
	/** Folder ids by account, parent and name; a Promise from the moment that someone asks. */
	readonly #ids = new Map<string, Promise<string>>();
	readonly #totals = new Map<string, { total: Promise<number | undefined>; askedAt: number }>();

	/** ensure gives the id of the folder `names` below `baseId`, making what is missing. */
	async ensure(
		accountId: string,
		drive: Drive,
		baseId: string,
		names: readonly string[]
	): Promise<string> {
		let id = baseId;
		for (const name of names) id = await this.#one(accountId, drive, id, name);
		return id;
	}

	/** total gives the entries of a folder, at most a minute old; undefined where the drive tells none. */
	async total(
		accountId: string,
		drive: Drive,
		folderId: string,
		clock: Clock
	): Promise<number | undefined> {
		const key = `${accountId}\n${folderId}`;
		const known = this.#totals.get(key);
		if (known && clock.now() - known.askedAt < FRESH_MS) return known.total;
		// Without the caller's signal, as below.
		const total = drive.list(folderId).then((page) => page.total);
		total.catch(() => this.#totals.delete(key));
		this.#totals.set(key, { total, askedAt: clock.now() });
		return total;
	}

	/** forget drops what is known of an account: one of its folders is gone. */
	forget(accountId: string): void {
		for (const key of this.#ids.keys()) {
			if (key.startsWith(`${accountId}\n`)) this.#ids.delete(key);
		}
	}

	#one(accountId: string, drive: Drive, parentId: string, name: string): Promise<string> {
		const key = `${accountId}\n${parentId}\n${name}`;
		let id = this.#ids.get(key);
		if (!id) {
			// Without the caller's signal: whoever else waits for this folder still wants it.
			id = drive.createFolder(parentId, name).then((folder) => folder.id);
			id.catch(() => this.#ids.delete(key));
			this.#ids.set(key, id);
		}
		return id;
	}
}
