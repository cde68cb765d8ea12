import type {
	CallOptions,
	CompleteOptions,
	Draft,
	Drive,
	Opening,
	PresignedPart,
	Receipt,
	RemoteFile,
	Session,
	Traits
} from '../../src/lib/drives/drive';
import { checkName } from '../../src/lib/drives/names';
import { TransferError } from '../../src/lib/kernel/errors';
import type { Clock } from '../../src/lib/kernel/clock';
import { md5Of, MemoryTree } from './memory-tree';

export const MEMORY_TRAITS: Traits = {
	drive: 'pan123',
	flavour: 'web',
	brand: 'Memory',
	digests: ['md5'],
	parallelParts: true,
	presignBatch: 10,
	abandons: true,
	conflicts: ['keep-both', 'overwrite'],
	names: { maxLength: 255, forbidden: '"\\/:*?|><' },
	files: {
		orders: ['name', 'size', 'modified'],
		search: 'everywhere',
		twins: false,
		most: 100,
		copies: true,
		bin: true,
		emptiesBin: true,
		links: true,
		shares: { days: [7, 0], password: '\\w{4}', public: true, cancels: true }
	},
	pacing: { default: 0 }
};

const PAGE = 100;

interface Open {
	readonly draft: Draft;
	readonly md5: string;
	readonly parts: Map<number, Uint8Array>;
	ended: boolean;
}

/**
 * MemoryDrive is a complete, honest Drive in memory, with the storage behind it (`put`). Tests wrap
 * it to tell lies, or use it where the engine needs a Drive.
 */
export class MemoryDrive implements Drive {
	readonly traits: Traits;
	/** Life of a presigned URL, milliseconds. */
	urlLifeMs = 900_000;
	readonly tree: MemoryTree;
	readonly #open = new Map<string, Open>();
	readonly #clock: Clock;
	readonly #partSize: number;
	#ids = 0;

	constructor(options: { readonly clock: Clock; readonly partSize: number; traits?: Traits }) {
		this.#clock = options.clock;
		this.tree = new MemoryTree(options.clock);
		this.#partSize = options.partSize;
		this.traits = options.traits ?? MEMORY_TRAITS;
	}

	/** content gives a stored file's bytes. */
	content(fileId: string): Uint8Array | undefined {
		const file = this.tree.get(fileId);
		return file && this.tree.content.get(file.digests.md5 ?? '');
	}

	/** put is the storage: takes a part at its presigned URL, answers the part's MD5. */
	async put(part: PresignedPart, bytes: Uint8Array): Promise<{ readonly etag: string }> {
		const url = new URL(part.url);
		if (Number(url.searchParams.get('expires')) <= this.#clock.now()) {
			throw new TransferError('url-expired');
		}
		const open = this.#opened(url.searchParams.get('session') ?? '');
		open.parts.set(Number(url.searchParams.get('part')), bytes.slice());
		return { etag: md5Of(bytes) };
	}

	async account(options?: CallOptions) {
		await pause(options);
		return { uid: '1', name: 'Memory', spaceUsed: 0, spaceTotal: 2 ** 40 };
	}

	async list(folderId: string, cursor = '0', options?: CallOptions) {
		await pause(options);
		const all = this.tree.inside(folderId);
		const start = Number(cursor);
		const next = start + PAGE < all.length ? String(start + PAGE) : undefined;
		return { entries: all.slice(start, start + PAGE), next };
	}

	async createFolder(parentId: string, name: string, options?: CallOptions) {
		this.#refuse(name);
		await pause(options);
		const existing = this.tree
			.inside(parentId)
			.find((one) => one.kind === 'folder' && one.name === name);
		const folder = { name, folderId: parentId, kind: 'folder', size: 0, digests: {} } as const;
		return existing ?? this.tree.add(folder);
	}

	async open(
		draft: Draft,
		digests: { readonly md5?: string },
		_answer?: unknown,
		options?: CallOptions
	): Promise<Opening> {
		this.#refuse(draft.name);
		await pause(options);
		const md5 = digests.md5;
		if (md5 === undefined) throw new TransferError('bad-request');
		const existing = this.#named(draft);
		if (existing && !this.traits.conflicts.includes(draft.conflict)) {
			if (existing.digests.md5 === md5) return { kind: 'instant', file: existing };
			const { size, digests, modifiedAt } = existing;
			return { kind: 'conflict', existing: { size, digests, modifiedAt } };
		}
		if (this.tree.content.get(md5)?.length === draft.size) {
			return { kind: 'instant', file: this.#store(draft, md5) };
		}
		const id = `session-${++this.#ids}`;
		this.#open.set(id, { draft, md5, parts: new Map(), ended: false });
		const parts = Math.max(1, Math.ceil(draft.size / this.#partSize));
		const session = { id, partSize: this.#partSize, parts, listable: true, sealed: id };
		return { kind: 'session', session };
	}

	async presign(session: Session, numbers: readonly number[], options?: CallOptions) {
		await pause(options);
		this.#opened(session.sealed);
		const expiresAt = this.#clock.now() + this.urlLifeMs;
		return numbers.map((number): PresignedPart => {
			const query = `session=${session.sealed}&part=${number}&expires=${expiresAt}`;
			const url = `https://storage.test/bucket/key?${query}`;
			return { number, method: 'PUT', url, headers: {}, expiresAt };
		});
	}

	async listParts(session: Session, options?: CallOptions): Promise<readonly Receipt[]> {
		await pause(options);
		return [...this.#opened(session.sealed).parts]
			.map(([number, bytes]) => ({ number, size: bytes.length, etag: md5Of(bytes) }))
			.sort((a, b) => a.number - b.number);
	}

	async complete(
		session: Session,
		_receipts: readonly Receipt[],
		options: CompleteOptions = {}
	): Promise<RemoteFile> {
		await pause(options);
		const open = this.#open.get(session.sealed);
		if (open?.ended && options.again) {
			const file = this.tree
				.inside(open.draft.folderId)
				.find((one) => one.digests.md5 === open.md5);
			if (file) return file;
		}
		if (options.lookOnly) throw new TransferError('not-finalised');
		const { draft, md5, parts } = this.#opened(session.sealed);
		const ordered = [...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
		const bytes = new Uint8Array(Buffer.concat(ordered));
		if (ordered.length !== session.parts || bytes.length !== draft.size) {
			throw new TransferError('parts-missing');
		}
		if (md5Of(bytes) !== md5) throw new TransferError('digest-mismatch');
		this.#opened(session.sealed).ended = true;
		this.tree.content.set(md5, bytes);
		return this.#store(draft, md5);
	}

	async abandon(session: Session, options?: CallOptions): Promise<void> {
		await pause(options);
		const open = this.#open.get(session.sealed);
		if (open) open.ended = true;
	}

	#opened(id: string): Open {
		const open = this.#open.get(id);
		if (!open || open.ended) throw new TransferError('session-lost');
		return open;
	}

	#named(draft: Pick<Draft, 'folderId' | 'name'>): RemoteFile | undefined {
		return this.tree
			.inside(draft.folderId)
			.find((one) => one.kind === 'file' && one.name === draft.name);
	}

	#store(draft: Draft, md5: string): RemoteFile {
		const { folderId, size } = draft;
		const id = draft.conflict === 'overwrite' ? this.#named(draft)?.id : undefined;
		const name = draft.conflict === 'keep-both' ? this.tree.free(folderId, draft.name) : draft.name;
		return this.tree.add({ name, folderId, kind: 'file', size, digests: { md5 } }, id);
	}

	#refuse(name: string): void {
		const refusal = checkName(name, this.traits.names);
		if (refusal) throw refusal;
	}
}

/** Every call takes a moment, so that a signal can abort it. */
export async function pause({ signal }: CallOptions = {}): Promise<void> {
	signal?.throwIfAborted();
	await new Promise((resolve) => setImmediate(resolve));
	signal?.throwIfAborted();
}
