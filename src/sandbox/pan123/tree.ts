import type { Content } from '../content';
import { FileTree } from '../tree';

/** Item is one file or folder. Times in milliseconds. A file's `etag` is the MD5 its uploader claimed. */
export interface Item {
	readonly id: number;
	parent: number;
	name: string;
	readonly folder: boolean;
	etag: string;
	size: number;
	/** The bytes; null for folders. */
	content: Content | null;
	readonly createdAt: number;
	updatedAt: number;
	/** When it went to the bin, or null. */
	trashedAt: number | null;
}

/** ROOT is the id of every account's root folder. */
export const ROOT = 0;

/** Tree is one account's files and folders, the bin included. */
export class Tree extends FileTree<number, Item> {
	constructor() {
		super(ROOT);
	}

	/** named finds the live entry of that name in a folder. */
	named(parent: number, name: string): Item | undefined {
		return this.children(parent).find((item) => item.name === name);
	}

	/** freeName gives `name`, or `name(1).ext`, `name(2).ext` … if it is taken (123pan.md §9.3). */
	freeName(parent: number, name: string): string {
		const dot = name.lastIndexOf('.');
		const [stem, ext] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
		let free = name;
		for (let n = 1; this.named(parent, free); n++) free = `${stem}(${n})${ext}`;
		return free;
	}
}
