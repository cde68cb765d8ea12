import * as v from 'valibot';
import { CONFLICT_POLICIES, type AccountInfo } from '../../../drives/drive';

/** secretSchema: what a credential of the Open Platform holds, sealed. Times in ms since the epoch. */
export const secretSchema = v.object({
	uid: v.string(),
	clientId: v.string(),
	clientSecret: v.string(),
	token: v.string(),
	/** When to ask for another token; absent where the token's own end can't be right. */
	renewAt: v.optional(v.number()),
	/** What was known of the account last, for a renewal after which nothing can be asked. */
	account: v.object({ name: v.string(), spaceUsed: v.number(), spaceTotal: v.number() })
});
export type Secret = Readonly<v.InferOutput<typeof secretSchema>>;

/** sessionSchema: what a Session holds, sealed. 123pan.md §15.6 */
export const sessionSchema = v.object({
	preuploadId: v.string(),
	folderId: v.string(),
	name: v.string(),
	size: v.number(),
	md5: v.string(),
	sliceSize: v.number(),
	conflict: v.picklist(CONFLICT_POLICIES)
});
export type SessionSecret = Readonly<v.InferOutput<typeof sessionSchema>>;

/** partsOf is the number of parts; a file of one is sent whole and can't be listed. §15.6 */
export function partsOf({ size, sliceSize }: Pick<SessionSecret, 'size' | 'sliceSize'>): number {
	return Math.max(1, Math.ceil(size / sliceSize));
}

/** accountOf is the account as the secret remembers it. */
export function accountOf({ uid, account }: Secret): AccountInfo {
	return { uid, ...account };
}
