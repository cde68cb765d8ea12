import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MiB } from '../lib/kernel/bytes';

/** Piece is one run of bytes at rest: a file on disk, its size and the MD5 it had on arrival. */
export interface Piece {
	readonly file: string;
	/** The bytes themselves, where the Disk is in memory and there is no such file. */
	readonly bytes?: Uint8Array;
	readonly size: number;
	/** Lower-case hex. */
	readonly md5: string;
}

/**
 * Disk is the temporary folder that holds every uploaded byte. Bytes stream through in small
 * buffers, so that a file of any size needs next to no memory.
 */
export class Disk {
	/** Undefined: nothing touches the file system. */
	#folder: string | undefined;
	#next = 1;

	private constructor(folder?: string) {
		this.#folder = folder;
	}

	/** inMemory makes a Disk for tests that must not wait for a real one. */
	static inMemory(): Disk {
		return new Disk();
	}

	/** open makes a new folder under the system's temporary one. */
	static async open(): Promise<Disk> {
		return new Disk(await mkdtemp(join(tmpdir(), 'panlift-sandbox-')));
	}

	/** receive stores `bytes` as one Piece. If they break off, nothing stays and the error passes. */
	async receive(bytes: AsyncIterable<Uint8Array>): Promise<Piece> {
		if (this.#folder === undefined) return this.#keep(bytes);
		const file = join(this.#folder, String(this.#next++));
		const md5 = createHash('md5');
		let size = 0;
		const handle = await open(file, 'wx');
		try {
			for await (const batch of batches(bytes)) {
				for (const chunk of batch) {
					md5.update(chunk);
					size += chunk.length;
				}
				await writeAll(handle, batch);
			}
		} catch (error) {
			await handle.close();
			await rm(file, { force: true });
			throw error;
		}
		await handle.close();
		return { file, size, md5: md5.digest('hex') };
	}

	async #keep(bytes: AsyncIterable<Uint8Array>): Promise<Piece> {
		const chunks: Uint8Array[] = [];
		for await (const chunk of bytes) chunks.push(chunk);
		const whole = Buffer.concat(chunks);
		const md5 = createHash('md5').update(whole).digest('hex');
		return { file: String(this.#next++), bytes: whole, size: whole.length, md5 };
	}

	async remove(piece: Piece): Promise<void> {
		if (this.#folder === undefined) return;
		await rm(piece.file, { force: true });
	}

	/** clear forgets every Piece; the folder itself stays. */
	async clear(): Promise<void> {
		const old = this.#folder;
		if (old === undefined) return;
		this.#folder = await mkdtemp(join(tmpdir(), 'panlift-sandbox-'));
		await rm(old, { recursive: true, force: true });
	}

	/** close deletes the folder. */
	async close(): Promise<void> {
		if (this.#folder === undefined) return;
		await rm(this.#folder, { recursive: true, force: true });
	}
}

/** Sockets give 64 KiB at a time; one write call per MiB costs a fraction of one per chunk. */
async function* batches(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array[]> {
	let batch: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of bytes) {
		if (chunk.length === 0) continue;
		batch.push(chunk);
		size += chunk.length;
		if (size < MiB) continue;
		yield batch;
		batch = [];
		size = 0;
	}
	if (batch.length > 0) yield batch;
}

async function writeAll(handle: FileHandle, batch: readonly Uint8Array[]): Promise<void> {
	const total = batch.reduce((sum, chunk) => sum + chunk.length, 0);
	const { bytesWritten } = await handle.writev([...batch]);
	if (bytesWritten !== total) throw new Error('the disk took only a part of the bytes');
}
