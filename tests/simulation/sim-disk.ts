import { createHash } from 'node:crypto';
import type { Chance } from './chance';

/** Version: what a file was at some time. */
export interface Version {
	readonly bytes: Uint8Array<ArrayBuffer>;
	/** Milliseconds since the epoch. */
	readonly lastModified: number;
	readonly md5: string;
	readonly sha1: string;
}

/** Edits: how somebody else changes a file under the app. `stealth` keeps size and time. */
export type Edit = 'same-size' | 'other-size' | 'touch' | 'stealth' | 'delete' | 'restore';

/** SimFile: a file of the person's disk, with all that it has been. */
export class SimFile {
	readonly name: string;
	readonly handle: FileSystemFileHandle;
	readonly versions: Version[] = [];
	/** Undefined: it is deleted. */
	now: Version | undefined;
	/** How often somebody did something to it. */
	edits = 0;

	constructor(name: string, bytes: Uint8Array<ArrayBuffer>, lastModified: number) {
		this.name = name;
		this.#set(bytes, lastModified);
		this.handle = {
			kind: 'file',
			name,
			getFile: () => this.#open(),
			isSameEntry: (other: unknown) => Promise.resolve(other === this.handle),
			queryPermission: () => Promise.resolve('granted' as const)
		} as unknown as FileSystemFileHandle;
	}

	/** edit changes the file; `at` is the time of the change. */
	edit(edit: Edit, at: number, chance: Chance): void {
		this.edits += 1;
		const last = this.versions.at(-1)!;
		const size = last.bytes.length;
		// Times of files count in whole milliseconds, and an edit is later than what was before.
		const lastModified = Math.max(at, last.lastModified + 1);
		switch (edit) {
			case 'delete':
				this.now = undefined;
				return;
			case 'restore':
				this.now ??= last;
				return;
			case 'touch':
				return this.#set(last.bytes, lastModified);
			case 'same-size':
				return this.#set(changed(last.bytes, chance), lastModified);
			case 'stealth':
				return this.#set(changed(last.bytes, chance), last.lastModified);
			case 'other-size':
				return this.#set(chance.bytes(Math.max(1, size + chance.whole(-40, 40))), lastModified);
		}
	}

	#set(bytes: Uint8Array<ArrayBuffer>, lastModified: number): void {
		const [md5, sha1] = (['md5', 'sha1'] as const).map((kind) =>
			createHash(kind).update(bytes).digest('hex')
		) as [string, string];
		this.now = { bytes, lastModified, md5, sha1 };
		this.versions.push(this.now);
	}

	async #open(): Promise<File> {
		await Promise.resolve();
		if (!this.now) throw new DOMException('gone', 'NotFoundError');
		return new DiskFile(this, this.now, 0, this.now.bytes.length);
	}
}

/** Some runs of bytes become others; one byte is enough. */
function changed(bytes: Uint8Array<ArrayBuffer>, chance: Chance): Uint8Array<ArrayBuffer> {
	const copy = bytes.slice();
	for (let times = chance.whole(1, 3); times > 0 && copy.length > 0; times--) {
		const at = chance.whole(0, copy.length - 1);
		copy[at] = copy[at]! ^ chance.whole(1, 255);
	}
	return copy;
}

/**
 * DiskFile: a File as Chromium gives it, a promise of bytes that are read when somebody asks, and
 * refused if size or time of the file are others by then.
 */
export class DiskFile extends File {
	readonly #file: SimFile;
	readonly #version: Version;
	readonly #start: number;
	readonly #end: number;

	constructor(file: SimFile, version: Version, start: number, end: number) {
		super([], file.name, { lastModified: version.lastModified });
		this.#file = file;
		this.#version = version;
		this.#start = start;
		this.#end = end;
	}

	override get size(): number {
		return this.#end - this.#start;
	}

	override slice(start = 0, end = this.size): Blob {
		const clamp = (at: number) => this.#start + Math.min(Math.max(0, at), this.size);
		return new DiskFile(
			this.#file,
			this.#version,
			clamp(start),
			Math.max(clamp(start), clamp(end))
		);
	}

	override async arrayBuffer(): Promise<ArrayBuffer> {
		await Promise.resolve();
		return this.read(0, this.size).slice().buffer;
	}

	/** read throws as a read of the disk does when the file is not what it was. */
	read(start: number, end: number): Uint8Array<ArrayBuffer> {
		const { now } = this.#file;
		if (!now) throw new DOMException('gone', 'NotFoundError');
		const { bytes, lastModified } = this.#version;
		if (now.bytes.length !== bytes.length || now.lastModified !== lastModified) {
			throw new DOMException('changed', 'NotReadableError');
		}
		return now.bytes.subarray(this.#start + start, Math.min(this.#start + end, this.#end));
	}
}

/** Copied: bytes that a hash worker has kept apart from their file. */
export class Copied extends Blob {
	readonly kept: Uint8Array<ArrayBuffer>;

	constructor(bytes: Uint8Array<ArrayBuffer>) {
		super([bytes]);
		this.kept = bytes;
	}
}
