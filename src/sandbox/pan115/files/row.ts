import { chinaTime } from '../../time';
import type { Item } from '../tree';
import type { Hands } from './operations';
import { extensionOf } from './order';

/**
 * viewRow is a row of the cookie API: a file has `fid` and its folder in `cid`, a folder its own id in
 * `cid` and its parent in `pid`. `t` is Unix seconds for a folder, a minute in UTC+8 for a file. §8.1
 */
export function viewRow({ world, account }: Hands, item: Item) {
	const shared = {
		n: item.name,
		m: world.marks.hasStar(item) ? 1 : 0,
		pc: item.pickCode,
		tp: String(item.ptime),
		te: String(item.utime),
		tu: String(item.utime)
	};
	if (item.folder)
		return {
			cid: item.id,
			aid: '1',
			pid: item.parent,
			...shared,
			t: String(item.utime),
			uid: Number(account.userId),
			cc: '',
			fl: []
		};
	return {
		fid: item.id,
		uid: Number(account.userId),
		aid: '1',
		cid: item.parent,
		...shared,
		s: item.size,
		sha: item.sha1,
		ico: extensionOf(item.name),
		t: chinaTime(item.utime * 1000)
			.slice(0, 16)
			.replace('T', ' '),
		fl: []
	};
}
