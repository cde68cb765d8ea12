import type { Content } from '../content';
import { FileTree } from '../tree';
import { ROOT } from './ids';

/** Item is one file or folder. Times in Unix seconds, by the sandbox's clock. */
export interface Item {
	/** Decimal string beyond 2^53. */
	readonly id: string;
	parent: string;
	name: string;
	readonly folder: boolean;
	readonly pickCode: string;
	/** Upper-case hex; empty for folders. */
	readonly sha1: string;
	readonly size: number;
	/** The bytes; null for folders. */
	readonly content: Content | null;
	readonly ptime: number;
	utime: number;
	/** When it went to the recycle bin, or null. */
	trashedAt: number | null;
	/** Milliseconds since the epoch: listings and searches leave it out before (switch `listDelay`). */
	readonly listedFrom: number;
}

/** Tree is one account's files and folders, the recycle bin included. File names may repeat (§8.2). */
export class Tree extends FileTree<string, Item> {
	constructor() {
		super(ROOT);
	}

	/** byPickCode finds a file or folder, the bin's too. */
	byPickCode(pickCode: string): Item | undefined {
		for (const item of this.all()) if (item.pickCode === pickCode) return item;
		return undefined;
	}

	/** folderNamed finds the live folder of that name; a file may have the same name (§8.2). */
	folderNamed(parent: string, name: string): Item | undefined {
		return this.children(parent).find((item) => item.folder && item.name === name);
	}

	/** filesNamed finds all live files of that name, oldest first. */
	filesNamed(parent: string, name: string): readonly Item[] {
		return this.children(parent).filter((item) => !item.folder && item.name === name);
	}
}
