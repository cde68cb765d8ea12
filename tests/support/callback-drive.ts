import { createHash } from 'node:crypto';
import type {
	ChallengeAnswer,
	CompleteOptions,
	Digests,
	Draft,
	Drive,
	Opening,
	PresignedPart,
	PresignOptions,
	Receipt,
	RemoteFile,
	Session,
	Traits
} from '../../src/lib/drives/drive';
import { RELAY_HEADERS, RELAY_PATH } from '../../src/lib/drives/wire';
import type { Clock } from '../../src/lib/kernel/clock';
import { TransferError } from '../../src/lib/kernel/errors';
import { MEMORY_TRAITS } from './memory-drive';

export const CALLBACK_TRAITS: Traits = {
	...MEMORY_TRAITS,
	brand: 'Callback',
	digests: ['sha1'],
	headDigest: { digest: 'sha1', bytes: 4 },
	parallelParts: false,
	parallelExperiment: true,
	settleMs: 30_000
};

const PART = 10;
/** Files up to this many bytes are one PUT that is the commit. */
export const SINGLE_PUT = 20;
const URL_LIFE_MS = 900_000;

interface Task {
	readonly draft: Draft;
	readonly sha1: string;
	readonly kind: 'single' | 'ordered' | 'parallel';
	readonly parts: Map<number, Uint8Array>;
	ended: boolean;
	fileId?: string;
}

/**
 * CallbackDrive is a Drive whose storage tells it of finished objects: it challenges known content,
 * takes parts in order, keeps duplicates, and a small file's only PUT is its commit.
 */
export class CallbackDrive implements Drive {
	readonly traits = CALLBACK_TRAITS;
	readonly files: RemoteFile[] = [];
	/** Every Draft that `open` got. */
	readonly drafts: Draft[] = [];
	/** Challenges before known content counts, and answers still to be refused. */
	challenges = 1;
	refusals = 0;
	/** How long a registered file stays out of sight, milliseconds. */
	hiddenMs = 0;
	/** Whether parts at the same time register nothing. */
	refusesParallel = false;
	readonly #content = new Map<string, Uint8Array>();
	readonly #tasks = new Map<string, Task>();
	readonly #seenFrom = new Map<string, number>();
	readonly #clock: Clock;
	#ids = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	content(fileId: string): Uint8Array | undefined {
		const file = this.files.find((one) => one.id === fileId);
		return file && this.#content.get(file.digests.sha1 ?? '');
	}

	/** know makes content known without a file. */
	know(bytes: Uint8Array): void {
		this.#content.set(sha1Of(bytes), bytes.slice());
	}

	/** put is the storage. */
	async put(part: PresignedPart, bytes: Uint8Array): Promise<{ etag: string; body?: string }> {
		const query = new URL(part.headers[RELAY_HEADERS.token] ?? part.url).searchParams;
		const task = this.#tasks.get(query.get('session') ?? '');
		if (!task || task.ended) throw new TransferError('session-lost');
		const number = Number(query.get('part'));
		const stored = task.parts.get(number);
		if (task.kind === 'ordered') {
			if (stored) throw new TransferError('part-exists', { detail: md5Of(stored) });
			if (number !== task.parts.size + 1) throw new TransferError('parts-missing');
		}
		task.parts.set(number, bytes.slice());
		if (task.kind !== 'single') return { etag: md5Of(bytes) };
		const file = this.#register(task);
		return { etag: md5Of(bytes), body: JSON.stringify({ state: true, id: file.id }) };
	}

	async account() {
		return { uid: '1', name: 'Callback', spaceUsed: 0, spaceTotal: 2 ** 40 };
	}

	async list() {
		return { entries: this.files, total: this.files.length };
	}

	async createFolder(folderId: string, name: string): Promise<RemoteFile> {
		return { id: `folder-${name}`, name, folderId, kind: 'folder', size: 0, digests: {} };
	}

	async open(draft: Draft, digests: Digests, answer?: ChallengeAnswer): Promise<Opening> {
		this.drafts.push(draft);
		const { sha1 = '' } = digests;
		const known = this.#content.get(sha1);
		if (known) {
			const round = Number(answer?.token.split(':')[0] ?? 0);
			if (answer) {
				const [, start, end] = answer.token.split(':').map(Number);
				const right = sha1Of(known.slice(start, end));
				if (answer.digest !== right || this.refusals-- > 0) {
					throw new TransferError('challenge-failed', { detail: '400 sig invalid' });
				}
			}
			if (round < this.challenges) {
				const range = { start: round, end: Math.min(round + 5, known.length) };
				const token = `${round + 1}:${range.start}:${range.end}`;
				return { kind: 'challenge', range, digest: 'sha1', token };
			}
			return { kind: 'instant', file: this.#add(draft, sha1) };
		}
		const id = `session-${++this.#ids}`;
		const single = draft.size <= SINGLE_PUT;
		const kind = single ? 'single' : draft.parallel ? 'parallel' : 'ordered';
		this.#tasks.set(id, { draft, sha1, kind, parts: new Map(), ended: false });
		const partSize = single ? SINGLE_PUT : PART;
		const parts = Math.max(1, Math.ceil(draft.size / partSize));
		const shared = { id, partSize, parts, sealed: id };
		if (single) {
			return { kind: 'session', session: { ...shared, listable: false, commitsOnPut: true } };
		}
		const session: Session = { ...shared, listable: true, parallel: kind === 'parallel' };
		return { kind: 'session', session };
	}

	async presign(
		{ sealed }: Session,
		numbers: readonly number[],
		{ relay = false }: PresignOptions = {}
	) {
		const expiresAt = this.#clock.now() + URL_LIFE_MS;
		return numbers.map((number): PresignedPart => {
			const url = `https://storage.test/o?session=${sealed}&part=${number}`;
			if (!relay) return { number, method: 'PUT', url, headers: {}, expiresAt };
			const headers = {
				[RELAY_HEADERS.token]: url,
				[RELAY_HEADERS.storage]: 'https://storage.test'
			};
			return { number, method: 'PUT', url: RELAY_PATH, headers, expiresAt };
		});
	}

	async listParts({ sealed }: Session): Promise<readonly Receipt[]> {
		const task = this.#tasks.get(sealed);
		if (!task || task.ended) throw new TransferError('session-lost');
		return [...task.parts].map(([number, bytes]) => ({
			number,
			size: bytes.length,
			etag: md5Of(bytes)
		}));
	}

	async complete(
		session: Session,
		_receipts: readonly Receipt[],
		{ again = false, lookOnly = false, answer }: CompleteOptions = {}
	): Promise<RemoteFile> {
		const task = this.#tasks.get(session.sealed);
		if (!task) throw new TransferError('session-lost');
		if (answer !== undefined) {
			const told = JSON.parse(answer || '{}') as { state?: boolean; id?: string };
			const file = this.files.find(({ id }) => id === told.id);
			if (told.state && file) return file;
			throw new TransferError('unreadable-answer');
		}
		if (again) {
			const seen = this.#seenFrom.get(task.fileId ?? '') ?? Infinity;
			const file = this.files.find(({ id }) => id === task.fileId);
			if (file && seen <= this.#clock.now()) return file;
			if (lookOnly) throw new TransferError('not-finalised', { retryAfter: 3000 });
		}
		if (task.ended || session.commitsOnPut) throw new TransferError('session-lost');
		if (task.parts.size < session.parts) throw new TransferError('parts-missing');
		if (task.kind === 'parallel' && this.refusesParallel) {
			task.ended = true;
			throw new TransferError('parallel-refused');
		}
		return this.#register(task);
	}

	async abandon({ sealed }: Session): Promise<void> {
		const task = this.#tasks.get(sealed);
		if (task) task.ended = true;
	}

	/** Storage tells the drive, which compares the digest and keeps duplicates. */
	#register(task: Task): RemoteFile {
		const ordered = [...task.parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
		const bytes = new Uint8Array(Buffer.concat(ordered));
		if (sha1Of(bytes) !== task.sha1) throw new TransferError('digest-mismatch');
		if (task.kind !== 'single') task.ended = true;
		this.#content.set(task.sha1, bytes);
		const file = this.#add(task.draft, task.sha1);
		task.fileId = file.id;
		return file;
	}

	#add({ folderId, name, size }: Draft, sha1: string): RemoteFile {
		const id = `id-${++this.#ids}`;
		const file: RemoteFile = { id, name, folderId, kind: 'file', size, digests: { sha1 } };
		this.files.push(file);
		this.#seenFrom.set(id, this.#clock.now() + this.hiddenMs);
		return file;
	}
}

function md5Of(bytes: Uint8Array): string {
	return createHash('md5').update(bytes).digest('hex');
}

function sha1Of(bytes: Uint8Array): string {
	return createHash('sha1').update(bytes).digest('hex');
}
