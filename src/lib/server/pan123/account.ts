import * as v from 'valibot';
import type { AccountInfo } from '../../drives/drive';
import type { Api } from './call';
import { count, id, shape } from '../fields';

const infoSchema = v.looseObject({
	UID: id,
	Nickname: v.optional(v.nullable(v.string())),
	Mail: v.optional(v.nullable(v.string())),
	Passport: v.optional(v.nullable(id)),
	SpaceUsed: v.optional(count, 0),
	SpacePermanent: v.optional(count, 0),
	SpaceTemp: v.optional(count, 0)
});

/** readAccount asks who the token belongs to. Capacity = permanent + temporary. 123pan.md §6 */
export async function readAccount(api: Api): Promise<AccountInfo> {
	const info = shape(infoSchema, await api.call('GET', 'user/info'));
	return {
		uid: info.UID,
		name: info.Nickname || info.Mail || info.Passport || info.UID,
		spaceUsed: info.SpaceUsed,
		spaceTotal: info.SpacePermanent + info.SpaceTemp
	};
}
