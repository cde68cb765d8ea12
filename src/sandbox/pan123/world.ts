import { contentOf, type Content } from '../content';
import type { ConfigStore } from '../config';
import type { Disk } from '../disk';
import type { ObjectStore } from '../s3/store';
import type { SandboxTime } from '../time';
import { ACCOUNTS, type Account } from './accounts';
import { CopyTasks } from './files/copies';
import { OpenState } from './open/state';
import { Phones } from './phones';
import { SessionList } from './sessions';
import { Shares } from './shares/shares';
import { Tree, type Item } from './tree';

/** Draft is an Item before it has an id and dates. `overwrite` is the entry that it takes over. */
export interface Draft {
	readonly parent: number;
	readonly name: string;
	readonly etag: string;
	readonly content: Content;
	readonly overwrite?: Item | undefined;
}

/** World is all state of the emulated 123Pan: trees, known bytes, upload sessions. */
export class World {
	readonly sessions = new SessionList();
	readonly phones = new Phones();
	readonly copies = new CopyTasks();
	readonly shares = new Shares();
	readonly revoked = new Set<string>();
	/** What the Open Platform knows besides. */
	readonly open = new OpenState();
	readonly store: ObjectStore;
	readonly disk: Disk;
	readonly config: ConfigStore;
	readonly time: SandboxTime;
	/** Where URLs of the provider's own pages point, for example `http://127.0.0.1:4174`. */
	origin = '';
	/** Where presigned URLs point, for example `http://127.0.0.1:4175`. */
	storageOrigin = '';
	#trees = new Map(ACCOUNTS.map(({ uid }) => [uid, new Tree()]));
	#known = new Map<string, Content>();
	#nextId = 31000101;

	constructor(parts: Pick<World, 'store' | 'disk' | 'config' | 'time'>) {
		this.store = parts.store;
		this.disk = parts.disk;
		this.config = parts.config;
		this.time = parts.time;
	}

	tree(account: Account): Tree {
		const tree = this.#trees.get(account.uid);
		if (!tree) throw new Error(`no tree for account ${account.uid}`);
		return tree;
	}

	/** knownContent gives bytes that are here already, by claimed MD5 and size: instant upload. */
	knownContent(etag: string, size: number): Content | undefined {
		const known = this.#known.get(`${etag}:${size}`);
		// Every drive of this kind has seen the empty file (123pan.md §9.11).
		return known ?? (size === 0 && etag === EMPTY_MD5 ? contentOf([]) : undefined);
	}

	/**
	 * putFile makes an entry, under a free name if its own is taken, or gives new bytes to
	 * `overwrite`, which keeps its id and creation date (§9.3).
	 */
	putFile(account: Account, draft: Draft): Item {
		const tree = this.tree(account);
		const { etag, content } = draft;
		this.#known.set(`${etag}:${content.size}`, content);
		const old = draft.overwrite && tree.get(draft.overwrite.id);
		if (old) return Object.assign(old, { etag, content, ...this.#bytes(content) });
		return tree.add(this.#item(draft.parent, tree.freeName(draft.parent, draft.name), draft));
	}

	/**
	 * putFiles makes many files of the same bytes at once, without looking at every name each time;
	 * gives the last one. Undefined, and nothing made, when a name is taken.
	 */
	putFiles(
		account: Account,
		parent: number,
		names: readonly string[],
		{ etag, content }: Pick<Draft, 'etag' | 'content'>
	): Item | undefined {
		const tree = this.tree(account);
		const taken = new Set(tree.children(parent).map(({ name }) => name));
		if (names.some((name) => taken.has(name))) return undefined;
		this.#known.set(`${etag}:${content.size}`, content);
		return names.map((name) => tree.add(this.#item(parent, name, { etag, content }))).at(-1);
	}

	putFolder(account: Account, parent: number, name: string): Item {
		const tree = this.tree(account);
		return tree.add(this.#item(parent, tree.freeName(parent, name), null));
	}

	/** clear forgets files and sessions; accounts, tokens and root folders stay. */
	clear(): void {
		for (const tree of this.#trees.values()) tree.clear();
		this.#known.clear();
		this.sessions.clear();
		this.open.clear();
		this.copies.clear();
		this.shares.clear();
	}

	/** One literal, so that fifty thousand of them have one form and are quick to go through. */
	#item(parent: number, name: string, bytes: Pick<Draft, 'etag' | 'content'> | null): Item {
		const now = this.time.now();
		return {
			id: this.#nextId++,
			parent,
			name,
			folder: bytes === null,
			etag: bytes?.etag ?? '',
			size: bytes?.content.size ?? 0,
			content: bytes?.content ?? null,
			createdAt: now,
			updatedAt: now,
			trashedAt: null
		};
	}

	#bytes(content: Content) {
		return { size: content.size, updatedAt: this.time.now() };
	}
}

const EMPTY_MD5 = 'd41d8cd98f00b204e9800998ecf8427e';
