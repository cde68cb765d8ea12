/** Branch is what a drive's file or folder needs to hang in a Tree. */
export interface Branch<Id> {
	readonly id: Id;
	parent: Id;
	readonly name: string;
	readonly folder: boolean;
	/** Bytes. */
	readonly size: number;
	/** When it went to the bin, or null. */
	readonly trashedAt: number | null;
}

/** FileTree is one account's files and folders, the bin included; drives add how names are found. */
export class FileTree<Id, Item extends Branch<Id>> {
	readonly #root: Id;
	readonly #items = new Map<Id, Item>();
	readonly #children = new Map<Id, Set<Item>>();

	constructor(root: Id) {
		this.#root = root;
	}

	get(id: Id): Item | undefined {
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

	move(item: Item, parent: Id): void {
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
	children(parent: Id): readonly Item[] {
		return [...this.#folder(parent)].filter(({ trashedAt }) => trashedAt === null);
	}

	/** isLive says that neither the item nor a folder above it is in the bin. */
	isLive(item: Item): boolean {
		return this.lineage(item).every(({ trashedAt }) => trashedAt === null);
	}

	/** isFolder says that a live folder has that id. */
	isFolder(id: Id): boolean {
		const item = this.get(id);
		return id === this.#root || (item !== undefined && item.folder && this.isLive(item));
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

	#folder(id: Id): Set<Item> {
		let children = this.#children.get(id);
		if (!children) this.#children.set(id, (children = new Set()));
		return children;
	}
}
