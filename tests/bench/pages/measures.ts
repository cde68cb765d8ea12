/** Measures: what the bench page can do, over Comlink between page and worker and from outside. */
import type { DigestKind, Digests } from '../../../src/lib/drives/drive';

/** PutWay: how one big file goes to the sink. */
export type PutWay = 'xhr' | 'fetch' | 'panlift' | 'panlift with part MD5';
/** HashWay: how one big file is read and digested. `memory` reads nothing, `read` digests nothing. */
export type HashWay = 'panlift' | 'memory' | 'read' | 'slice' | 'subtle';

/** Hashed: bytes that were gone through, in how many seconds, and what came of it. */
export interface Hashed {
	readonly bytes: number;
	readonly seconds: number;
	readonly digests: Digests;
}

/** In the worker, because that is where Panlift works. Times are seconds. */
export interface Measures {
	put(way: PutWay, handle: FileSystemFileHandle, url: string): Promise<number>;
	hash(way: HashWay, handle: FileSystemFileHandle, kinds: readonly DigestKind[]): Promise<Hashed>;
	/** fetchMany sends each file by one fetch, `atOnce` at a time. */
	fetchMany(files: readonly File[], url: string, atOnce: number): Promise<number>;
}

/** BenchPage is `globalThis.bench` of the page: the same for the file that was dropped on it. */
export interface BenchPage {
	/** Whether a file was dropped. */
	hasFile(): boolean;
	put(way: PutWay, url: string): Promise<number>;
	hash(way: HashWay, kinds: readonly DigestKind[]): Promise<Hashed>;
	/** For the files of the page's input. */
	fetchMany(url: string, atOnce: number): Promise<number>;
}

/** ManySent: what adding and sending thousands of files took. */
export interface ManySent {
	/** Adding and sending together. */
	readonly seconds: number;
	readonly addSeconds: number;
}

/** UppyPage is `globalThis.uppyBench` of the page of that peer. */
export interface UppyPage {
	sendMany(url: string, atOnce: number): Promise<ManySent>;
}
