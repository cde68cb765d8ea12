import { createHash, randomBytes } from 'node:crypto';
import { contentOf, type Content } from '../content';
import type { Disk, Piece } from '../disk';
import type { SandboxTime } from '../time';
import { S3Error } from './errors';
import type { PartRef } from './xml';

/** Part is one stored part of an unfinished upload. */
export interface Part {
	readonly number: number;
	readonly piece: Piece;
	/** Milliseconds since the Unix epoch. */
	readonly storedAt: number;
}

/** MultipartUpload is one S3 multipart session; `parts` is by part number. */
export interface MultipartUpload {
	readonly id: string;
	readonly bucket: string;
	readonly key: string;
	readonly parts: Map<number, Part>;
}

/** StoredObject is one finished object. `etag` is without quotes. */
export interface StoredObject {
	readonly content: Content;
	readonly etag: string;
	readonly contentType: string;
	readonly storedAt: number;
	/** Counts up with every stored object, so that a reader can tell an old one from a new one. */
	readonly serial: number;
}

/**
 * ObjectStore is the state of the S3 storage: keys, buckets, objects, unfinished uploads. Every
 * bucket exists that something made; upload ids have radosgw's form, `2~` and 32 characters.
 */
export class ObjectStore {
	readonly secrets = new Map<string, string>();
	readonly buckets = new Set<string>();
	#objects = new Map<string, StoredObject>();
	#uploads = new Map<string, MultipartUpload>();
	#finished = new Map<string, { readonly refs: string; readonly etag: string }>();
	#serial = 0;
	#disk: Disk;
	#time: SandboxTime;

	constructor(disk: Disk, time: SandboxTime) {
		this.#disk = disk;
		this.#time = time;
	}

	/** serial is the number of objects stored so far. */
	get serial(): number {
		return this.#serial;
	}

	createUpload(bucket: string, key: string, id = newUploadId()): MultipartUpload {
		const upload: MultipartUpload = { id, bucket, key, parts: new Map() };
		this.#uploads.set(id, upload);
		return upload;
	}

	/** upload finds an unfinished upload of this very object. */
	upload(id: string, bucket: string, key: string): MultipartUpload | undefined {
		const upload = this.#uploads.get(id);
		return upload?.bucket === bucket && upload.key === key ? upload : undefined;
	}

	/** unfinished are all uploads under way. */
	unfinished(): readonly MultipartUpload[] {
		return [...this.#uploads.values()];
	}

	/** putPart stores a part; a repeated number replaces the earlier one. */
	async putPart(upload: MultipartUpload, number: number, piece: Piece): Promise<void> {
		if (this.#uploads.get(upload.id) !== upload) {
			await this.#disk.remove(piece);
			throw new S3Error('NoSuchUpload');
		}
		const old = upload.parts.get(number);
		upload.parts.set(number, { number, piece, storedAt: this.#time.now() });
		if (old) await this.#disk.remove(old.piece);
	}

	/**
	 * completeUpload joins the named parts into an object and ends the upload. Throws S3Error
	 * InvalidPart on an unknown part or ETag, EntityTooSmall below `minPartSize` bytes.
	 */
	completeUpload(
		upload: MultipartUpload,
		refs: readonly PartRef[],
		minPartSize: number
	): StoredObject {
		const parts = [...refs]
			.sort((a, b) => a.number - b.number)
			.map(({ number, etag }) => {
				const part = upload.parts.get(number);
				if (part?.piece.md5 !== etag.toLowerCase()) throw new S3Error('InvalidPart');
				return part;
			});
		if (parts.slice(0, -1).some(({ piece }) => piece.size < minPartSize))
			throw new S3Error('EntityTooSmall');
		const pieces = parts.map(({ piece }) => piece);
		const etag = multipartETag(pieces.map(({ md5 }) => md5));
		this.#uploads.delete(upload.id);
		this.#finished.set(upload.id, { refs: JSON.stringify(refs), etag });
		return this.#put(upload.bucket, upload.key, contentOf(pieces), etag, '');
	}

	/** finished tells about an upload that was completed: its parts as JSON, and its ETag. */
	finished(id: string): { readonly refs: string; readonly etag: string } | undefined {
		return this.#finished.get(id);
	}

	async abortUpload(upload: MultipartUpload): Promise<void> {
		this.#uploads.delete(upload.id);
		for (const part of upload.parts.values()) await this.#disk.remove(part.piece);
	}

	/** putObject stores one Piece as a whole object. */
	putObject(bucket: string, key: string, piece: Piece, contentType: string): StoredObject {
		return this.#put(bucket, key, contentOf([piece]), piece.md5, contentType);
	}

	object(bucket: string, key: string): StoredObject | undefined {
		return this.#objects.get(`${bucket}/${key}`);
	}

	/** clear forgets objects and uploads; keys and buckets stay. */
	clear(): void {
		this.#objects.clear();
		this.#uploads.clear();
		this.#finished.clear();
	}

	#put(bucket: string, key: string, content: Content, etag: string, contentType: string) {
		const object: StoredObject = {
			content,
			etag,
			contentType,
			storedAt: this.#time.now(),
			serial: ++this.#serial
		};
		this.#objects.set(`${bucket}/${key}`, object);
		return object;
	}
}

/** multipartETag is the MD5 of the parts' digests, then their count (object-storage.md §14). */
export function multipartETag(partMd5s: readonly string[]): string {
	const digests = Buffer.concat(partMd5s.map((md5) => Buffer.from(md5, 'hex')));
	return `${createHash('md5').update(digests).digest('hex')}-${partMd5s.length}`;
}

function newUploadId(): string {
	return `2~${randomBytes(24).toString('base64url')}`;
}
