import { Refusal } from '../envelope';
import type { Item } from '../tree';
import type { BearerCall } from './call';

/** checkedName gives a name that may be; throws on another one (123pan.md §15.6, name rules). */
export function checkedName(name: string | undefined): string {
	if (!name || name.trim() === '' || [...name].length > 255 || /["\\/:*?|<>]/.test(name))
		throw new Refusal(1, '文件名不合法');
	return name;
}

/** nameTaken is the refusal of a name that is there; its code is that of any other failure (§15.1). */
export function nameTaken(): Refusal {
	return new Refusal(1, '该目录下已存在同名文件');
}

/** placeFor gives the name that an entry gets in a folder, or refuses it, as the switch says. */
export function placeFor({ world, tree }: BearerCall, item: Item, folder: number): string {
	const free = tree.freeName(folder, item.name);
	if (free !== item.name && world.config.current.takenPlace === 'refuse') throw nameTaken();
	return free;
}
