import * as v from 'valibot';
import type { Share, ShareWish } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import { count, id, shape, text } from '../../fields';
import { objectOf, type Fields } from '../envelope';
import type { ShareDialect } from '../files/file-dialect';
import type { CookieApi } from './api';
import type { Secret } from './secret';

const WEBAPI = 'webapi.115.com';
const PASSWORD = /^[A-Za-z0-9]{4}$/;
const FOR_EVER = -1;
const DAY_S = 86_400;
/** Numbers below are days, above they are times of day: 2001. */
const LONG_AGO_S = 1_000_000_000;
/** A share under review or being made, and one in force; all others are over. */
const IN_FORCE: readonly number[] = [0, 1, 8];

/** cookieShares are the account's shares, which the documents describe in part. 115.md §8 */
export function cookieShares(
	api: CookieApi,
	{ userId }: Pick<Secret, 'userId'>,
	{ clock }: Pick<Doors, 'clock'>
): ShareDialect {
	const update = (code: string, fields: Readonly<Record<string, string>>) =>
		api.post(WEBAPI, '/share/updateshare', { share_code: code, ...fields });
	return {
		async share(ids, wish) {
			// Known before anything is made.
			if (wish.password && !PASSWORD.test(wish.password)) {
				throw new TransferError('bad-request', { detail: 'a password has 4 letters or digits' });
			}
			const how = { ignore_warn: '1', is_asc: '1', order: 'file_name' };
			const form = { user_id: userId, file_ids: ids.join(','), ...how };
			const { data } = await api.post(WEBAPI, '/share/send', form);
			const made = readShare(objectOf(data) ?? {}, wish.name);
			// It was made for 15 days, with a password of 115's choice.
			try {
				const { data: told } = await update(made.id, termsOf(wish));
				const terms = objectOf(objectOf(told)?.[made.id]);
				const { expiresAt } = readShare({ share_code: made.id, ...terms });
				const ends = expiresAt ?? clock.now() + wish.days * DAY_S * 1000;
				const until = wish.days === 0 ? undefined : ends;
				return { ...made, expiresAt: until, password: wish.password || made.password };
			} catch (error) {
				await update(made.id, { action: 'cancel' }).catch((cause: unknown) => {
					const detail = `a share for 15 days was made, and is there: ${made.id}`;
					throw new TransferError('drive-refused', { detail, cause });
				});
				throw error;
			}
		},
		async shares({ offset, limit }) {
			const window = { offset: String(offset), limit: String(limit) };
			const order = { order: 'create_time', asc: '0' };
			const query = { user_id: userId, ...window, ...order };
			const { body, data } = await api.get(WEBAPI, '/share/slist', query);
			const { list, count: total } = shape(
				listSchema,
				body['list'] ? body : (objectOf(data) ?? body)
			);
			const shares = list.map((row) => readShare(row));
			const end = offset + shares.length;
			const more = shares.length > 0 && end < (total ?? 0);
			return { shares, next: more ? String(end) : undefined };
		},
		async unshare(codes) {
			await update(codes.join(','), { action: 'cancel' });
		}
	};
}

function termsOf({ days, password }: ShareWish): Record<string, string> {
	const terms = { share_duration: String(days === 0 ? FOR_EVER : days) };
	return password ? { ...terms, receive_code: password, is_custom_code: '1' } : terms;
}

const listSchema = v.looseObject({
	list: v.nullish(v.array(v.looseObject({})), []),
	count: v.optional(v.nullable(count))
});

const number = v.optional(v.nullable(v.union([v.number(), v.string()])));
const plain = v.optional(v.nullable(v.string()));
const shareSchema = v.looseObject({
	share_code: v.pipe(id, text),
	receive_code: plain,
	share_title: plain,
	share_url: plain,
	share_state: number,
	create_time: number,
	share_ex_time: number
});

/** readShare reads one share, as `send` and lists show it; `share_ex_time` is an end, days or -1. */
function readShare(fields: Fields, name = ''): Share {
	const row = shape(shareSchema, fields);
	const created = Number(row.create_time ?? 0);
	const until = Number(row.share_ex_time ?? 0);
	const end = until > LONG_AGO_S || until <= 0 ? until : created + until * DAY_S;
	const url = row.share_url && /^https?:/.test(row.share_url) ? row.share_url : undefined;
	return {
		id: row.share_code,
		name: row.share_title || name || row.share_code,
		url: url ?? `https://115.com/s/${row.share_code}`,
		password: row.receive_code || undefined,
		createdAt: created > 0 ? created * 1000 : undefined,
		expiresAt: end > 0 ? end * 1000 : undefined,
		over: row.share_state == null ? undefined : !IN_FORCE.includes(Number(row.share_state))
	};
}
