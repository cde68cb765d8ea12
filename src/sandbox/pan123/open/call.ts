import { json, type Exchange, type Reply } from '../../http/exchange';
import type { Account } from '../accounts';
import { Refusal } from '../envelope';
import type { Fields } from '../fields';
import type { Item, Tree } from '../tree';
import type { World } from '../world';

/** OpenCall is one call of the Open Platform, ready to be answered. */
export interface OpenCall {
	readonly world: World;
	readonly exchange: Exchange;
	/** Query and JSON body together; of a form, the query alone. */
	readonly fields: Fields;
}

/** BearerCall is an OpenCall of a known person. */
export interface BearerCall extends OpenCall {
	readonly account: Account;
	readonly tree: Tree;
}

/** OpenEndpoint answers one call. A `form` reads its own body. */
export type OpenEndpoint =
	| { readonly guest: true; answer(call: OpenCall): Reply | Promise<Reply> }
	| {
			readonly guest?: false;
			readonly form?: boolean;
			answer(call: BearerCall): Reply | Promise<Reply>;
	  };

/** OpenEndpoints are OpenEndpoints by method and path: `GET /api/v1/user/info`. */
export type OpenEndpoints = Readonly<Record<string, OpenEndpoint>>;

/** done is a success in the envelope of the Open Platform (123pan.md §15.1). */
export function done(data: unknown = null): Reply {
	return json({ code: 0, message: 'ok', data, 'x-traceID': 'sandbox' });
}

/** refused answers a Refusal, in HTTP 200. */
export function refused({ code, message }: Refusal): Reply {
	return json({ code, message, data: null, 'x-traceID': 'sandbox' });
}

/** lacking is the refusal of a call whose parameter is absent or unusable. */
export function lacking(name: string): Refusal {
	return new Refusal(1, `参数错误: ${name}`);
}

/** gone is the refusal of an id that names nothing. */
export function gone(): Refusal {
	return new Refusal(5066, '文件不存在');
}

/** itemFrom finds the item that a parameter names; throws 5066. */
export function itemFrom({ tree, fields }: BearerCall, name: string): Item {
	const item = tree.get(fields.whole(name) ?? -1);
	if (!item) throw gone();
	return item;
}

/** idsFrom reads a list of ids; throws when it is no list, empty or longer than `most`. */
export function idsFrom({ fields }: BearerCall, name: string, most: number): readonly number[] {
	const ids = fields.raw(name);
	if (!Array.isArray(ids) || ids.length === 0 || ids.length > most) throw lacking(name);
	return ids.map(Number);
}

/** itemsFrom finds the items of a list of ids; throws 5066 unless all are there. */
export function itemsFrom(call: BearerCall, name: string, most: number): readonly Item[] {
	return idsFrom(call, name, most).map((id) => {
		const item = call.tree.get(id);
		if (!item) throw gone();
		return item;
	});
}

/** folderFrom reads the id of a live folder, 0 for the root; throws 5066. */
export function folderFrom({ tree, fields }: BearerCall, name: string): number {
	const id = fields.whole(name);
	if (id === undefined) throw lacking(name);
	if (!tree.isFolder(id)) throw gone();
	return id;
}
