/** Preview: walks dropped folders and compares them with the drive, while a person looks on. */
import type { Drive } from '../drives/drive';
import type { Clock } from '../kernel/clock';
import { asTransferError } from '../kernel/errors';
import type { Filter, FilterRules } from '../sources/filter';
import { retrying } from '../uploads/retrying';
import type { Target } from './engine-api';
import type { PreviewAsk, PreviewReport, PreviewWish } from './preview-api';
import { count, remoteName, type Counting } from './preview-count';
import { PreviewRemote, type RemoteListing } from './preview-remote';
import { PreviewTree, type FolderReader, type LocalFolder } from './preview-tree';

/** Changes within so many milliseconds are told together. */
const TOGETHER_MS = 120;
/** A preview that nobody has asked about for so long belongs to a page that is gone. */
const FORGOTTEN_MS = 300_000;

export interface PreviewTools {
	readonly clock: Clock;
	/** Throws `signed-out` where there is no such account. */
	readonly drive: (accountId: string) => Drive;
	readonly maxFileSize: (accountId: string) => number | undefined;
	readonly filter: (rules: FilterRules) => Promise<Filter>;
	readonly readFolders: () => Promise<FolderReader>;
}

class Preview {
	readonly #tools: PreviewTools;
	readonly #target: Target;
	readonly #tree = new PreviewTree();
	readonly #remote: PreviewRemote;
	#wish: PreviewWish | undefined;
	/** Until it is fulfilled, what is known belongs to an earlier wish. */
	#begun = Promise.resolve();
	#filter: Filter | undefined;
	#version = 1;
	#state: PreviewReport['state'] = 'walking';
	#trouble: PreviewReport['trouble'];
	/** Ends with the wish that it works for. */
	#work = new AbortController();
	/** Looks that wait for something new. */
	readonly #waiting = new Set<() => void>();
	/** Milliseconds since the epoch. */
	askedAt: number;

	constructor(target: Target, tools: PreviewTools) {
		this.#tools = tools;
		this.#target = target;
		this.#remote = new PreviewRemote(() => tools.drive(target.accountId));
		this.askedAt = tools.clock.now();
	}

	add({ files }: Extract<PreviewAsk, { step: 'add' }>): void {
		this.#tree.add(files);
		// Browsers without handles give a folder piece by piece.
		if (this.#wish) this.#begun = this.#begin(this.#wish);
	}

	async look({ wish, seen, again }: Extract<PreviewAsk, { step: 'look' }>): Promise<PreviewReport> {
		const { clock } = this.#tools;
		this.askedAt = clock.now();
		const begins = again || JSON.stringify(wish) !== JSON.stringify(this.#wish);
		if (begins) this.#begun = this.#begin(wish);
		// Another look may have brought this wish, whose filter is still being made.
		await this.#begun;
		const isOver = this.#state === 'finished' || this.#work.signal.aborted;
		if (!begins && !isOver && seen === this.#version) {
			await new Promise<void>((resolve) => this.#waiting.add(resolve));
			await clock.sleep(TOGETHER_MS);
		}
		return this.#report();
	}

	end(): void {
		this.#work.abort();
		this.#tell();
	}

	#tell(): void {
		for (const resolve of this.#waiting) resolve();
		this.#waiting.clear();
	}

	async #begin(wish: PreviewWish): Promise<void> {
		this.end();
		const work = (this.#work = new AbortController());
		this.#wish = wish;
		const filter = wish.rules && (await this.#tools.filter(wish.rules));
		if (work.signal.aborted) return;
		this.#filter = filter;
		this.#trouble = undefined;
		void this.#run(work.signal);
	}

	async #run(signal: AbortSignal): Promise<void> {
		try {
			await this.#walk(signal);
			await this.#compare(signal);
		} catch (error) {
			if (signal.aborted) return;
			const { code, detail } = asTransferError(error);
			this.#trouble = { code, detail };
		}
		this.#changed('finished', signal);
	}

	async #walk(signal: AbortSignal): Promise<void> {
		this.#changed('walking', signal);
		const reader = await this.#tools.readFolders();
		for (const folder of this.#tree.unread(this.#filter)) {
			await folder.read(reader);
			signal.throwIfAborted();
			this.#changed('walking', signal);
		}
	}

	async #compare(signal: AbortSignal): Promise<void> {
		this.#changed('comparing', signal);
		const top = await this.#read(this.#target.folderId, signal);
		for (const folder of this.#tree.roots.values()) {
			await this.#compareIn(folder, this.#wish?.as ?? folder.name, top, signal);
		}
	}

	async #compareIn(
		folder: LocalFolder,
		called: string,
		outer: RemoteListing,
		signal: AbortSignal
	): Promise<void> {
		if (this.#filter?.folder(folder.path)) return;
		const id = outer.folders.get(remoteName(called, this.#counting()));
		if (id === undefined) return;
		const listing = await this.#read(id, signal);
		for (const inner of folder.folders.values()) {
			await this.#compareIn(inner, inner.name, listing, signal);
		}
	}

	async #read(folderId: string, signal: AbortSignal): Promise<RemoteListing> {
		const known = this.#remote.size;
		const listing = await retrying(() => this.#remote.read(folderId), this.#tools.clock, signal);
		signal.throwIfAborted();
		if (this.#remote.size > known) this.#changed('comparing', signal);
		return listing;
	}

	#changed(state: PreviewReport['state'], signal: AbortSignal): void {
		if (signal.aborted) return;
		this.#state = state;
		this.#version += 1;
		this.#tell();
	}

	#counting(): Counting {
		const { accountId } = this.#target;
		return {
			tree: this.#tree,
			remote: this.#remote,
			target: this.#target,
			filter: this.#filter,
			rename: this.#wish?.rename ?? false,
			as: this.#wish?.as,
			traits: this.#tools.drive(accountId).traits,
			maxFileSize: this.#tools.maxFileSize(accountId)
		};
	}

	#report(): PreviewReport {
		const { counts, pending, renames } = count(this.#counting());
		return {
			version: this.#version,
			counts,
			pending: { files: pending.files, bytes: pending.bytes },
			renames: { count: renames.files + renames.folders, first: renames.first },
			foldersRead: this.#remote.size,
			trouble: this.#trouble,
			state: this.#state
		};
	}
}

/** previews keeps those that pages look at; `ask` is PreviewApi.preview. */
export function previews(tools: PreviewTools): {
	readonly ask: (ask: PreviewAsk) => Promise<PreviewReport | undefined>;
} {
	const open = new Map<string, Preview>();
	const forget = (id: string) => {
		open.get(id)?.end();
		open.delete(id);
	};
	const begin = (target: Target) => {
		const since = tools.clock.now() - FORGOTTEN_MS;
		for (const [id, { askedAt }] of open) if (askedAt < since) forget(id);
		return new Preview(target, tools);
	};
	return {
		async ask(ask) {
			if (ask.step === 'end') forget(ask.id);
			else if (ask.step === 'look') return open.get(ask.id)?.look(ask);
			else {
				const preview = open.get(ask.id) ?? begin(ask.target);
				open.set(ask.id, preview);
				preview.add(ask);
			}
			return undefined;
		}
	};
}
