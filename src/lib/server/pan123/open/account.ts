import * as v from 'valibot';
import type { AccountInfo } from '../../../drives/drive';
import { count, id, shape } from '../../fields';
import type { OpenApi } from './call';

const text = v.optional(v.nullable(id));
const bytes = v.optional(count, 0);
const infoSchema = v.looseObject({
	uid: id,
	nickname: text,
	mail: text,
	passport: text,
	spaceUsed: bytes,
	spacePermanent: bytes,
	spaceTemp: bytes
});

/** readAccount asks whose the access token is. 123pan.md §15.4 */
export async function readAccount(api: OpenApi): Promise<AccountInfo> {
	const info = shape(infoSchema, await api.call('GET', 'api/v1/user/info'));
	return {
		uid: info.uid,
		name: info.nickname || info.mail || info.passport || info.uid,
		spaceUsed: info.spaceUsed,
		spaceTotal: info.spacePermanent + info.spaceTemp
	};
}
