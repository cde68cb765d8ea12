import { ROOT } from '../ids';
import type { Item } from '../tree';
import type { Hands } from './operations';

/**
 * itemAt finds what a path names: segments between `separators`, folders all but the last. Undefined
 * when there is nothing; the root itself is no item.
 */
export function itemAt(
	{ world, account }: Hands,
	path: string,
	separators = /\//
): Item | undefined {
	const tree = world.tree(account);
	const names = path.split(separators).filter((name) => name !== '');
	let parent = ROOT;
	for (const [i, name] of names.entries()) {
		const folder = tree.folderNamed(parent, name);
		if (i === names.length - 1) return folder ?? tree.filesNamed(parent, name)[0];
		if (!folder) return undefined;
		parent = folder.id;
	}
	return undefined;
}
