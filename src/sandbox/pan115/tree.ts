import type { Content } from '../content';
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
export class Tree {
	#items = new Map<string, Item>();
	#children = new Map<string, Set<Item>>();

	get(id: string): Item | undefined {
		return this.#items.get(id);
	}

	/** byPickCode finds a file or folder, the bin's too. */
	byPickCode(pickCode: string): Item | undefined {
		for (const item of this.#items.values()) if (item.pickCode === pickCode) return item;
		return undefined;
	}

	all(): IterableIterator<Item> {
		return this.#items.values();
	}

	add(item: Item): Item {
		this.#items.set(item.id, item);
		this.#folder(item.parent).add(item);
		return item;
	}

	move(item: Item, parent: string): void {
		this.#folder(item.parent).delete(item);
		item.parent = parent;
		this.#folder(parent).add(item);
	}

	/** remove deletes an item for ever, a folder with everything in it. */
	remove(item: Item): void {
		for (const child of [...this.#folder(item.id)]) this.remove(child);
		this.#children.delete(item.id);
		this.#folder(item.parent).delete(item);
		this.#items.delete(item.id);
	}

	/** children are the entries of a folder that are not in the bin. */
	children(parent: string): readonly Item[] {
		return [...this.#folder(parent)].filter(({ trashedAt }) => trashedAt === null);
	}

	/** folderNamed finds the live folder of that name; a file may have the same name (§8.2). */
	folderNamed(parent: string, name: string): Item | undefined {
		return this.children(parent).find((item) => item.folder && item.name === name);
	}

	/** filesNamed finds all live files of that name, oldest first. */
	filesNamed(parent: string, name: string): readonly Item[] {
		return this.children(parent).filter((item) => !item.folder && item.name === name);
	}

	/** isLive says that neither the item nor a folder above it is in the bin. */
	isLive(item: Item): boolean {
		return this.lineage(item).every(({ trashedAt }) => trashedAt === null);
	}

	/** isFolder says that a live folder has that id. */
	isFolder(id: string): boolean {
		const item = this.get(id);
		return id === ROOT || (item !== undefined && item.folder && this.isLive(item));
	}

	/** lineage is the chain from the topmost folder, without the root, to the item. */
	lineage(item: Item): readonly Item[] {
		const chain = [item];
		for (let up = this.get(item.parent); up; up = this.get(up.parent)) chain.unshift(up);
		return chain;
	}

	/** pathOf is `/folder/name`. */
	pathOf(item: Item): string {
		return this.lineage(item)
			.map(({ name }) => `/${name}`)
			.join('');
	}

	/** used is the sum of all sizes, the bin's too. */
	used(): number {
		let sum = 0;
		for (const item of this.#items.values()) sum += item.size;
		return sum;
	}

	clear(): void {
		this.#items.clear();
		this.#children.clear();
	}

	#folder(id: string): Set<Item> {
		let children = this.#children.get(id);
		if (!children) this.#children.set(id, (children = new Set()));
		return children;
	}
}
