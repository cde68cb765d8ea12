import type { Account } from './accounts';
import type { World } from './world';

/** folderUnder finds or makes the folders of a relative path, as init's `path` asks (115.md §5.1). */
export function folderUnder(world: World, account: Account, cid: string, path: string): string {
	let parent = cid;
	for (const name of path.split('/').filter((segment) => segment !== '')) {
		const found = world.tree(account).folderNamed(parent, name);
		parent = (found ?? world.putFolder(account, parent, name)).id;
	}
	return parent;
}
