import { createHash } from 'node:crypto';
import type {
	CallOptions,
	ChallengeAnswer,
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
import { TransferError } from '../../src/lib/kernel/errors';
import type { MemoryDrive } from './memory-drive';

/**
 * OrderedDrive is a complete, honest Drive in memory of the other kind: parts come in order, a small
 * file's PUT is its commit, and known content must be proven. It stands on a MemoryDrive.
 */
export class OrderedDrive implements Drive {
	readonly traits: Traits;
	readonly #inner: MemoryDrive;
	readonly #provenFrom: number;
	readonly #seen = new Map<string, Uint8Array>();
	readonly #sent = new Map<string, Uint8Array[]>();
	readonly #single = new Set<string>();

	/** `provenFrom`: size in bytes from which known content is asked for a proof. */
	constructor(inner: MemoryDrive, provenFrom: number) {
		this.#inner = inner;
		this.#provenFrom = provenFrom;
		this.traits = { ...inner.traits, brand: 'Ordered memory', parallelParts: false };
	}

	account = (options?: CallOptions) => this.#inner.account(options);
	list = (folderId: string, cursor?: string, options?: CallOptions) =>
		this.#inner.list(folderId, cursor, options);
	createFolder = (parentId: string, name: string, options?: CallOptions) =>
		this.#inner.createFolder(parentId, name, options);
	presign = (session: Session, numbers: readonly number[], options?: CallOptions) =>
		this.#inner.presign(session, numbers, options);
	listParts = (session: Session, options?: CallOptions): Promise<readonly Receipt[]> =>
		this.#inner.listParts(session, options);
	abandon = (session: Session, options?: CallOptions) => this.#inner.abandon(session, options);

	async open(
		draft: Draft,
		digests: { readonly md5?: string },
		answer?: ChallengeAnswer,
		options?: CallOptions
	): Promise<Opening> {
		const { md5 = '' } = digests;
		const known = this.#seen.get(md5);
		if (known?.length === draft.size && draft.size >= this.#provenFrom) {
			const range = { start: Math.floor(draft.size / 3), end: Math.floor(draft.size / 3) + 151 };
			const digest = md5Of(known.slice(range.start, range.end));
			if (answer?.token !== md5 || answer.digest !== digest) {
				return { kind: 'challenge', range, digest: 'md5', token: md5 };
			}
		}
		const opening = await this.#inner.open(draft, digests, answer, options);
		if (opening.kind !== 'session') return opening;
		const { session } = opening;
		this.#sent.set(session.sealed, []);
		if (draft.size > (draft.wish?.singlePut ?? 0)) return opening;
		this.#single.add(session.sealed);
		return { kind: 'session', session: { ...session, listable: false, commitsOnPut: true } };
	}

	/** put is the storage: parts come one after the other, and none comes twice. */
	async put(part: PresignedPart, bytes: Uint8Array): Promise<{ etag: string; answer?: string }> {
		const sealed = new URL(part.url).searchParams.get('session') ?? '';
		const sent = this.#sent.get(sealed) ?? [];
		if (part.number <= sent.length) throw new TransferError('part-exists');
		if (part.number > sent.length + 1) throw new TransferError('storage-refused');
		const stored = await this.#inner.put(part, bytes);
		sent.push(bytes.slice());
		if (!this.#single.has(sealed)) return stored;
		return { ...stored, answer: JSON.stringify(await this.#commit(sealed)) };
	}

	async complete(
		session: Session,
		_receipts: readonly Receipt[],
		options: CompleteOptions = {}
	): Promise<RemoteFile> {
		const { answer, again, lookOnly } = options;
		if (!session.commitsOnPut) return this.#commit(session.sealed, options);
		if (answer !== undefined) return JSON.parse(answer) as RemoteFile;
		try {
			return await this.#commit(session.sealed, { again: true, lookOnly: true });
		} catch (error) {
			if (again && !lookOnly) throw new TransferError('session-lost', { cause: error });
			throw error;
		}
	}

	async #commit(sealed: string, options?: CompleteOptions): Promise<RemoteFile> {
		const sent = this.#sent.get(sealed) ?? [];
		const session = { id: sealed, partSize: 0, parts: sent.length, listable: true, sealed };
		const file = await this.#inner.complete(session, [], options);
		const bytes = new Uint8Array(Buffer.concat(sent));
		this.#seen.set(md5Of(bytes), bytes);
		return file;
	}
}

function md5Of(bytes: Uint8Array): string {
	return createHash('md5').update(bytes).digest('hex');
}
