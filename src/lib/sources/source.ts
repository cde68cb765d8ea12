/**
 * Source: a readable local file that can be re-opened and verified. One root (a file or a directory)
 * holds the permission; a Source is a path under its root.
 */
import type { ByteRange } from '../kernel/bytes';
import type { Filter, LeftOutWhy } from './filter';

/** SourceRef is the durable address of a Source: what an Upload stores. */
export interface SourceRef {
	readonly rootId: string;
	/** Names below the root; empty when the root is the file itself. */
	readonly path: readonly string[];
}

/** Identity: if any of these differ, it is not the file that was added. */
export interface Identity {
	readonly name: string;
	/** Bytes. */
	readonly size: number;
	/** Milliseconds since the epoch. */
	readonly lastModified: number;
}

/**
 * Source throws `source-changed`, `source-missing`, `source-forgotten` or `permission-needed`; it
 * never returns bytes of another file than the one it was made for, as far as the browser can tell.
 */
export interface Source {
	readonly identity: Identity;
	/** file opens the file anew and checks its identity. */
	file(): Promise<File>;
	/** slice gives a lazy Blob without a type, so that no Content-Type is added when it is sent. */
	slice(range: ByteRange): Promise<Blob>;
}

/** Sources opens what SourceRefs point to. */
export interface Sources {
	/** open does not touch the disk; the first read does. */
	open(ref: SourceRef, identity: Identity): Source;
	/** look opens what is there now, whether or not it is what was added. */
	look(ref: SourceRef): Promise<File>;
}

/**
 * SourceRoot: what a drop or pick gave, a file or a directory; one permission for all below it.
 * Handles survive a restart; bare Files die with the page and are one root each.
 */
export interface SourceRoot {
	readonly id: string;
	readonly handle?: FileSystemFileHandle | FileSystemDirectoryHandle | undefined;
	readonly file?: File | undefined;
}

/** Found: one thing below a directory, by its path without the directory's own name. */
export type Found =
	| { readonly kind: 'file'; readonly path: readonly string[]; readonly file: File }
	/** A folder with nothing in it. */
	| { readonly kind: 'empty-folder'; readonly path: readonly string[] }
	/** What the filter keeps back: a file, or a folder that was not looked into. */
	| {
			readonly kind: 'left-out';
			readonly path: readonly string[];
			readonly why: LeftOutWhy;
			readonly handle: FileSystemFileHandle | FileSystemDirectoryHandle;
	  };

/**
 * Walk goes through everything below a directory that `filter` lets pass. `path`: where the directory
 * is below the dropped folder.
 */
export type Walk = (
	directory: FileSystemDirectoryHandle,
	filter?: Filter,
	path?: readonly string[]
) => AsyncIterable<Found>;
