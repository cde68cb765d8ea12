import type { Drive, PresignedPart, Receipt, RemoteFile } from '../../src/lib/drives/drive';
import { pan123WebTraits } from '../../src/lib/drives/pan123/traits';
import type { ByteRange } from '../../src/lib/kernel/bytes';
import type { Clock } from '../../src/lib/kernel/clock';
import { TransferError } from '../../src/lib/kernel/errors';
import { sizedDigest } from './sized-file';

const URL_LIFE_MS = 900_000;
const ORIGIN = 'https://storage.test';

/** SizedDrive: a Drive and its storage that keep numbers of bytes, and no bytes. One file at most. */
export class SizedDrive implements Pick<Drive, 'open' | 'presign' | 'listParts' | 'complete'> {
	readonly traits = pan123WebTraits;
	readonly parts = new Map<number, Receipt>();
	file: RemoteFile | undefined;
	readonly #clock: Clock;
	readonly #partSize: number;
	#draft: Parameters<Drive['open']> | undefined;

	constructor(clock: Clock, partSize: number) {
		this.#clock = clock;
		this.#partSize = partSize;
	}

	/** put stores a part whose body arrived whole. */
	put(url: string, range: ByteRange): Receipt {
		const number = Number(new URL(url).searchParams.get('part'));
		const size = range.end - range.start;
		const receipt = { number, size, etag: sizedDigest('md5', range) };
		this.parts.set(number, receipt);
		return receipt;
	}

	async account() {
		return { uid: '1', name: 'Sized', spaceUsed: 0, spaceTotal: 2 ** 50 };
	}

	async list() {
		return { entries: this.file ? [this.file] : [] };
	}

	createFolder(): Promise<RemoteFile> {
		return Promise.reject(new TransferError('folder-missing'));
	}

	async abandon() {}

	open: Drive['open'] = async (...asked) => {
		this.#draft = asked;
		const parts = Math.ceil(asked[0].size / this.#partSize);
		const session = { id: 's', partSize: this.#partSize, parts, listable: true, sealed: 's' };
		return { kind: 'session', session };
	};

	presign: Drive['presign'] = async (_, numbers) =>
		numbers.map((number): PresignedPart => {
			const url = `${ORIGIN}/?part=${number}`;
			return {
				number,
				method: 'PUT',
				url,
				headers: {},
				expiresAt: this.#clock.now() + URL_LIFE_MS
			};
		});

	listParts: Drive['listParts'] = async () =>
		[...this.parts.values()].sort((a, b) => a.number - b.number);

	complete: Drive['complete'] = async (_, receipts) => {
		const [draft, digests] = this.#draft!;
		const isHere = ({ number, etag }: Receipt) => this.parts.get(number)?.etag === etag;
		if (!receipts.every(isHere)) throw new TransferError('parts-missing');
		const { name, folderId, size } = draft;
		return (this.file = { id: 'f', name, folderId, kind: 'file', size, digests });
	};
}
