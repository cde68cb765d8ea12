import * as v from 'valibot';
import type { AccountInfo } from '../../../drives/drive';
import { stsSchema } from '../sts';

/** secretSchema: what a credential of the Open Platform holds, sealed. Times in ms since the epoch. */
export const secretSchema = v.object({
	uid: v.string(),
	/** The app that was let in; empty where a refresh token was pasted and the app is not known. */
	clientId: v.string(),
	access: v.string(),
	/** Good for one use: its successor comes with the next pair. 115.md §10.1 */
	refresh: v.string(),
	/** When `access` ends. */
	expiresAt: v.number(),
	/** When the person agreed, as far as known: a year later they have to again. */
	authorisedAt: v.number(),
	/** What was known of the account last, for a renewal after which nothing can be asked. */
	account: v.object({ name: v.string(), spaceUsed: v.number(), spaceTotal: v.number() }),
	sts: v.optional(stsSchema)
});
export type Secret = Readonly<v.InferOutput<typeof secretSchema>>;

/** accountOf is the account as the secret remembers it. */
export function accountOf({ uid, account }: Secret): AccountInfo {
	return { uid, ...account };
}
