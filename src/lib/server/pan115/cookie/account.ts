import * as v from 'valibot';
import type { AccountInfo } from '../../../drives/drive';
import { TransferError } from '../../../kernel/errors';
import { objectOf } from '../envelope';
import { count, id, shape, text } from '../../fields';
import { errorOf } from '../errors';
import type { CookieApi } from './api';

/** UploadInfo: who a session belongs to, and what it may upload. 115.md §4.4 */
export interface UploadInfo {
	readonly userId: string;
	readonly userKey: string;
	/** Largest file in bytes, when told. */
	readonly sizeLimit: number | undefined;
}

const infoSchema = v.looseObject({
	user_id: v.optional(id, '0'),
	userkey: v.optional(v.string(), ''),
	size_limit: v.optional(count, 0)
});

/** readUploadInfo proves a session. Rejects `signed-out` for bad cookies. 115.md §4.4 */
export async function readUploadInfo(api: CookieApi): Promise<UploadInfo> {
	const { body } = await api.get('proapi.115.com', '/app/uploadinfo');
	const { user_id, userkey, size_limit } = shape(infoSchema, body);
	if (user_id === '0' || user_id === '') {
		throw errorOf({ code: 990001, message: 'the cookies belong to nobody' });
	}
	if (userkey === '') throw new TransferError('unreadable-answer', { detail: 'no user key' });
	return { userId: user_id, userKey: userkey, sizeLimit: size_limit || undefined };
}

const sized = v.looseObject({ size: count });
const spaceSchema = v.looseObject({
	space_info: v.looseObject({ all_total: sized, all_use: sized })
});

/** readAccount asks who it is, how full, and how large a file may be. 115.md §4.3, §4.4 */
export async function readAccount(api: CookieApi): Promise<AccountInfo & UploadInfo> {
	const [info, name, space] = await Promise.all([
		readUploadInfo(api),
		readName(api),
		api.get('webapi.115.com', '/files/index_info')
	]);
	const { all_total, all_use } = shape(spaceSchema, space.data).space_info;
	return {
		...info,
		uid: info.userId,
		name: name || info.userId,
		spaceUsed: all_use.size,
		spaceTotal: all_total.size,
		maxFileSize: info.sizeLimit
	};
}

const navSchema = v.looseObject({ user_name: v.optional(v.nullable(text)) });

/** The name is for people only: without it the account works as well. */
async function readName(api: CookieApi): Promise<string> {
	const query = { ct: 'ajax', ac: 'nav' };
	const { ok, data } = await api.ask('my.115.com', '/', query).catch((error: unknown) => {
		const strange = error instanceof TransferError && error.code === 'unreadable-answer';
		if (strange) return { ok: false, data: undefined };
		throw error;
	});
	const read = v.safeParse(navSchema, objectOf(data));
	return (ok && read.success && read.output.user_name) || '';
}
