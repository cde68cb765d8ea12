import * as v from 'valibot';
import type { AccountInfo } from '../../../drives/drive';
import { objectOf } from '../envelope';
import { count, id, shape } from '../../fields';
import type { OpenApi } from './call';

const bytes = v.optional(v.looseObject({ size: v.optional(count, 0) }), { size: 0 });
const infoSchema = v.looseObject({
	user_id: id,
	user_name: v.optional(v.nullable(v.string())),
	rt_space_info: v.optional(
		v.looseObject({
			all_total: bytes,
			all_remain: v.optional(v.looseObject({ size: count })),
			all_use: v.optional(v.looseObject({ size: count }))
		}),
		{ all_total: { size: 0 } }
	)
});

/** readAccount asks whose the access token is. 115.md §10.3 */
export async function readAccount(api: OpenApi): Promise<AccountInfo> {
	const { data } = await api.call('GET', '/open/user/info');
	const { user_id: uid, user_name, rt_space_info: space } = shape(infoSchema, objectOf(data));
	const total = space.all_total.size;
	const used = space.all_use?.size ?? total - (space.all_remain?.size ?? total);
	return { uid, name: user_name || uid, spaceUsed: Math.max(0, used), spaceTotal: total };
}
