import type { Reply } from '../../http/exchange';
import { Refusal } from '../envelope';
import type { Item } from '../tree';
import { done, folderFrom, itemsFrom, type BearerCall, type OpenEndpoints } from './call';
import { placeFor } from './names';

const MOST = 100;

/** binEndpoints throw away, bring back and delete for ever (123pan.md §15.4). */
export const binEndpoints: OpenEndpoints = {
	'POST /api/v1/file/trash': { answer: trash },
	'POST /api/v1/file/delete': { answer: deleteForEver },
	'POST /api/v1/file/recover': { answer: recover },
	'POST /api/v1/file/recover/by_path': { answer: recoverTo }
};

function trash(call: BearerCall): Reply {
	for (const item of itemsFrom(call, 'fileIDs', MOST)) item.trashedAt ??= call.world.time.now();
	return done();
}

function deleteForEver(call: BearerCall): Reply {
	const items = itemsFrom(call, 'fileIDs', MOST);
	if (items.some(({ trashedAt }) => trashedAt === null)) throw new Refusal(1, '文件不在回收站中');
	for (const item of items) call.tree.remove(item);
	return done();
}

/** What has no live folder any more stays in the bin, and is told. */
function recover(call: BearerCall): Reply {
	const items = itemsFrom(call, 'fileIDs', MOST);
	const lost = items.filter(({ parent }) => !call.tree.isFolder(parent));
	for (const item of items) if (!lost.includes(item)) bringBack(call, item, item.parent);
	return done({ abnormalFileIDs: lost.map(({ id }) => id) });
}

function recoverTo(call: BearerCall): Reply {
	const items = itemsFrom(call, 'fileIDs', MOST);
	const parent = folderFrom(call, 'parentFileID');
	for (const item of items) bringBack(call, item, parent);
	return done();
}

function bringBack(call: BearerCall, item: Item, parent: number): void {
	if (item.trashedAt === null) return;
	item.name = placeFor(call, item, parent);
	if (item.parent !== parent) call.tree.move(item, parent);
	item.trashedAt = null;
}
