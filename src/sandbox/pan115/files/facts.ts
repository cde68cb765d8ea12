import type { Item } from '../tree';
import { sizeOf, type Hands } from './operations';
import { sizeText } from './size-text';

/** facts are what both APIs tell of one entry; a folder's count all that it holds (115.md §8, §10.3). */
export function facts({ world, account }: Hands, item: Item) {
	const tree = world.tree(account);
	const inside = item.folder ? contents(item) : [];
	const size = sizeOf(tree, item);

	function contents(folder: Item): Item[] {
		return tree
			.children(folder.id)
			.flatMap((child) => (child.folder ? [child, ...contents(child)] : [child]));
	}
	return {
		count: String(item.folder ? inside.filter(({ folder }) => !folder).length : 1),
		size: sizeText(size),
		folder_count: String(inside.filter(({ folder }) => folder).length),
		ptime: String(item.ptime),
		utime: String(item.utime),
		file_name: item.name,
		pick_code: item.pickCode,
		sha1: item.sha1,
		file_category: item.folder ? '0' : '1',
		paths: [
			{ file_id: 0, file_name: '根目录' },
			...tree
				.lineage(item)
				.slice(0, -1)
				.map(({ id, name }) => ({ file_id: id, file_name: name }))
		],
		size_byte: size
	};
}
