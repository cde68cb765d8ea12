/** Folders: remote folders made once each, however many files ask for them at the same time. */
import type { Drive } from '../drives/drive';
import type { Clock } from '../kernel/clock';

/** How long a count of entries is good enough, in milliseconds. */
const FRESH_MS = 60_000;
/** From so many missing folders on, looking at what is there costs less than asking for each. */
const WORTH_A_LOOK = 3;

/**
 * FoldersWanted counts the folders that rows want directly in the folder `names` below `baseId`, those
 * that are there already too.
 */
export type FoldersWanted = (
	accountId: string,
	baseId: string,
	names: readonly string[]
) => number | Promise<number>;

/** What is known of a folder: ids by name; `whole` when it has no others. */
interface Inside {
	readonly ids: ReadonlyMap<string, string>;
	readonly whole: boolean;
}

const NOTHING: Inside = { ids: new Map(), whole: true };

/** Place: one folder among those that rows want. */
interface Place {
	readonly accountId: string;
	readonly drive: Drive;
	readonly parentId: string;
	readonly name: string;
	/** As FoldersWanted, of the parent. */
	readonly wanted: () => ReturnType<FoldersWanted>;
}

export class Folders {
	/** Folder ids by account, parent and name; a Promise from the moment that someone asks. */
	readonly #ids = new Map<string, Promise<string>>();
	/** What folders hold that were looked into, or that are new, by account and id. */
	readonly #inside = new Map<string, Promise<Inside>>();
	readonly #totals = new Map<string, { total: Promise<number | undefined>; askedAt: number }>();
	readonly #wanted: FoldersWanted;

	constructor(wanted: FoldersWanted = () => 1) {
		this.#wanted = wanted;
	}

	/** ensure gives the id of the folder `names` below `baseId`, making what is missing. */
	async ensure(
		accountId: string,
		drive: Drive,
		baseId: string,
		names: readonly string[]
	): Promise<string> {
		let parentId = baseId;
		for (const [depth, name] of names.entries()) {
			const wanted = () => this.#wanted(accountId, baseId, names.slice(0, depth));
			parentId = await this.#one({ accountId, drive, parentId, name, wanted });
		}
		return parentId;
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
		for (const known of [this.#ids, this.#inside]) {
			for (const key of known.keys()) if (key.startsWith(`${accountId}\n`)) known.delete(key);
		}
	}

	#one(place: Place): Promise<string> {
		const key = `${place.accountId}\n${place.parentId}\n${place.name}`;
		let id = this.#ids.get(key);
		if (!id) {
			// Without the caller's signal: whoever else waits for this folder still wants it.
			id = this.#findOrMake(place);
			id.catch(() => this.#ids.delete(key));
			this.#ids.set(key, id);
		}
		return id;
	}

	async #findOrMake(place: Place): Promise<string> {
		const { accountId, drive, parentId, name } = place;
		const inside = await this.#look(place);
		const found = inside?.ids.get(name);
		if (found !== undefined) return found;
		const { id } = await drive.createFolder(parentId, name);
		// It was not there, so nothing is in it.
		if (inside?.whole) this.#inside.set(`${accountId}\n${id}`, Promise.resolve(NOTHING));
		return id;
	}

	/** look reads a folder where that is cheaper than asking for each one in it. */
	async #look({ accountId, drive, parentId, wanted }: Place): Promise<Inside | undefined> {
		const key = `${accountId}\n${parentId}`;
		try {
			if (!this.#inside.has(key)) {
				const count = await wanted();
				if (count < WORTH_A_LOOK) return undefined;
				if (!this.#inside.has(key)) {
					const inside = foldersIn(drive, parentId, Math.ceil(count / WORTH_A_LOOK));
					inside.catch(() => this.#inside.delete(key));
					this.#inside.set(key, inside);
				}
			}
			return await this.#inside.get(key);
		} catch {
			// The look only saves calls: the call for the folder itself tells what is wrong.
			return undefined;
		}
	}
}

/** foldersIn reads at most `pages` pages of a folder. */
async function foldersIn(drive: Drive, folderId: string, pages: number): Promise<Inside> {
	const ids = new Map<string, string>();
	let next: string | undefined;
	for (let page = 0; page < pages; page++) {
		const { entries, next: after } = await drive.list(folderId, next);
		for (const { kind, name, id } of entries) {
			// Of two with one name the first one, always.
			if (kind === 'folder' && !ids.has(name)) ids.set(name, id);
		}
		next = after;
		if (next === undefined) return { ids, whole: true };
	}
	return { ids, whole: false };
}
