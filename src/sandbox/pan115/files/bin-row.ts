import type { Item } from '../tree';
import { binIdOf, type Hands } from './operations';

/** viewBinned is a row of the recycle bin: type "1" file, "2" folder; times in Unix seconds. §8 */
export function viewBinned(hands: Hands, item: Item) {
	const { world, account } = hands;
	const parent = world.tree(account).get(item.parent);
	return {
		id: binIdOf(hands, item),
		file_name: item.name,
		type: item.folder ? '2' : '1',
		file_size: String(item.size),
		dtime: String(item.trashedAt ?? 0),
		thumb_url: '',
		status: '0',
		cid: item.parent,
		parent_name: parent?.name ?? '根目录',
		pick_code: item.pickCode
	};
}
