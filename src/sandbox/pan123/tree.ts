import type { Content } from '../content';

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
export class Tree {
	#items = new Map<number, Item>();
	#children = new Map<number, Set<Item>>();

	get(id: number): Item | undefined {
		return this.#items.get(id);
	}

	all(): IterableIterator<Item> {
		return this.#items.values();
	}

	add(item: Item): Item {
		this.#items.set(item.id, item);
		this.#folder(item.parent).add(item);
		return item;
	}

	move(item: Item, parent: number): void {
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

	/** children are the live entries of a folder. */
	children(parent: number): readonly Item[] {
		return [...this.#folder(parent)].filter(({ trashedAt }) => trashedAt === null);
	}

	/** named finds the live entry of that name in a folder. */
	named(parent: number, name: string): Item | undefined {
		for (const item of this.#folder(parent))
			if (item.name === name && item.trashedAt === null) return item;
		return undefined;
	}

	/** freeName gives `name`, or `name(1).ext`, `name(2).ext` … if it is taken (123pan.md §9.3). */
	freeName(parent: number, name: string): string {
		const dot = name.lastIndexOf('.');
		const [stem, ext] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
		let free = name;
		for (let n = 1; this.named(parent, free); n++) free = `${stem}(${n})${ext}`;
		return free;
	}

	/** isLive says that neither the item nor a folder above it is in the bin. */
	isLive(item: Item): boolean {
		return this.lineage(item).every(({ trashedAt }) => trashedAt === null);
	}

	/** isFolder says that a live folder has that id. */
	isFolder(id: number): boolean {
		const item = this.get(id);
		return id === ROOT || (item !== undefined && item.folder && this.isLive(item));
	}

	/** lineage is the chain from the topmost folder to the item. */
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

	#folder(id: number): Set<Item> {
		let children = this.#children.get(id);
		if (!children) this.#children.set(id, (children = new Set()));
		return children;
	}
}
