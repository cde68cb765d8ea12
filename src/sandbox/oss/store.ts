import { createHash, randomBytes } from 'node:crypto';
import { contentOf, type Content } from '../content';
import type { Disk } from '../disk';
import type { SandboxTime } from '../time';
import { combineCrc64 } from './crc64';
import { OssError } from './errors';
import type { Received } from './receive';

/** OssPart is a stored part. */
export interface OssPart extends Received {
	readonly number: number;
	/** Milliseconds since the Unix epoch. */
	readonly storedAt: number;
	/** The header `x-oss-hash-ctx` that came with it. */
	readonly hashContext: string | null;
}

/** OssUpload is an unfinished multipart upload; `parts` is by number. */
export interface OssUpload {
	/** 32 upper-case hex digits. */
	readonly id: string;
	readonly bucket: string;
	readonly key: string;
	/** Parts come as 1, 2, 3 …, and the object is hashed as it grows (object-storage.md §6.3). */
	readonly sequential: boolean;
	/** Parts carry the state of the SHA-1 before them. */
	readonly withHashContext: boolean;
	readonly contentType: string;
	readonly parts: Map<number, OssPart>;
	/** True while a part of a sequential upload is on its way. */
	busy: boolean;
}

/** OssObject is a finished object. */
export interface OssObject {
	readonly bucket: string;
	readonly key: string;
	readonly content: Content;
	/** Upper-case hex, of multipart uploads followed by `-` and the number of parts; no quotes. */
	readonly etag: string;
	readonly crc64: bigint;
	/** As sent; empty if nothing was. */
	readonly contentType: string;
	readonly storedAt: number;
	/** Whether OSS hashed the object as a whole and so can fill in `${sha1}`. */
	readonly hashed: boolean;
	/** Counts up with every stored object, so that a reader can tell an old one from a new one. */
	readonly serial: number;
}

/** OssStore is the state of OSS: objects and unfinished uploads. */
export class OssStore {
	#objects = new Map<string, OssObject>();
	#uploads = new Map<string, OssUpload>();
	#serial = 0;
	#disk: Disk;
	#time: SandboxTime;

	constructor(disk: Disk, time: SandboxTime) {
		this.#disk = disk;
		this.#time = time;
	}

	/** object finds a finished object, or undefined. */
	object(bucket: string, key: string): OssObject | undefined {
		return this.#objects.get(`${bucket}/${key}`);
	}

	/** createUpload opens a multipart upload; several of one key may be open at once. */
	createUpload(
		upload: Pick<OssUpload, 'bucket' | 'key' | 'sequential' | 'withHashContext' | 'contentType'>
	): OssUpload {
		const id = randomBytes(16).toString('hex').toUpperCase();
		const opened: OssUpload = { ...upload, id, parts: new Map(), busy: false };
		this.#uploads.set(id, opened);
		return opened;
	}

	/** upload finds an unfinished upload of this very object. Throws OssError NoSuchUpload. */
	upload(id: string, bucket: string, key: string): OssUpload {
		const upload = this.#uploads.get(id);
		if (upload?.bucket !== bucket || upload.key !== key)
			throw new OssError('NoSuchUpload', { ec: '0042-00000002', details: { UploadId: id } });
		return upload;
	}

	/** uploadsOf lists the unfinished uploads of an object. */
	uploadsOf(bucket: string, key: string): readonly OssUpload[] {
		return [...this.#uploads.values()].filter(
			(upload) => upload.bucket === bucket && upload.key === key
		);
	}

	/** unfinished are all uploads under way. */
	unfinished(): readonly OssUpload[] {
		return [...this.#uploads.values()];
	}

	/** putPart stores a part, in place of an earlier one of its number. Throws OssError NoSuchUpload. */
	async putPart(upload: OssUpload, part: Omit<OssPart, 'storedAt'>): Promise<void> {
		if (this.#uploads.get(upload.id) !== upload) {
			await this.#disk.remove(part.piece);
			throw new OssError('NoSuchUpload', { details: { UploadId: upload.id } });
		}
		const old = upload.parts.get(part.number);
		upload.parts.set(part.number, { ...part, storedAt: this.#time.now() });
		if (old) await this.#disk.remove(old.piece);
	}

	/** completeUpload joins parts, which the caller has checked, and ends the upload. */
	async completeUpload(upload: OssUpload, parts: readonly OssPart[], hashed: boolean) {
		this.#uploads.delete(upload.id);
		const used = new Set(parts);
		const object = this.#put({
			bucket: upload.bucket,
			key: upload.key,
			content: contentOf(parts.map(({ piece }) => piece)),
			etag: multipartETag(parts),
			crc64: parts.reduce((sum, part) => combineCrc64(sum, part.crc64, part.piece.size), 0n),
			contentType: upload.contentType,
			hashed
		});
		for (const part of upload.parts.values())
			if (!used.has(part)) await this.#disk.remove(part.piece);
		return object;
	}

	async abortUpload(upload: OssUpload): Promise<void> {
		this.#uploads.delete(upload.id);
		for (const part of upload.parts.values()) await this.#disk.remove(part.piece);
	}

	/** putObject stores bytes that came in one request. */
	putObject(bucket: string, key: string, received: Received, contentType: string): OssObject {
		const { piece, crc64 } = received;
		const etag = piece.md5.toUpperCase();
		const content = contentOf([piece]);
		return this.#put({ bucket, key, content, etag, crc64, contentType, hashed: true });
	}

	/** deleteObject forgets an object; files that a drive made of it keep their bytes. */
	deleteObject(bucket: string, key: string): void {
		this.#objects.delete(`${bucket}/${key}`);
	}

	/** clear forgets objects and uploads. */
	clear(): void {
		this.#objects.clear();
		this.#uploads.clear();
	}

	#put(draft: Omit<OssObject, 'storedAt' | 'serial'>): OssObject {
		const object = { ...draft, storedAt: this.#time.now(), serial: ++this.#serial };
		this.#objects.set(`${object.bucket}/${object.key}`, object);
		return object;
	}
}

function multipartETag(parts: readonly OssPart[]): string {
	const hash = createHash('md5');
	for (const { piece } of parts) hash.update(Buffer.from(piece.md5, 'hex'));
	return `${hash.digest('hex').toUpperCase()}-${parts.length}`;
}
