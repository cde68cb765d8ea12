import * as v from 'valibot';
import { CONFLICT_POLICIES } from '../../drives/drive';

/** Hosts of one account: bare names, each checked against the allow-list. 123pan.md §2 */
export interface Hosts {
	readonly api: string;
	readonly login: string;
}

/** secretSchema: what a 123Pan credential holds, sealed. */
export const secretSchema = v.object({
	/** Empty only while signing in. */
	token: v.string(),
	uid: v.string(),
	hosts: v.object({ api: v.string(), login: v.string() }),
	/** What the web keeps in local storage as `LoginUuid`: 32 hex digits. */
	loginUuid: v.string(),
	/** Only with "keep me signed in". */
	keep: v.optional(v.object({ user: v.string(), password: v.string() }))
});
export type Secret = v.InferOutput<typeof secretSchema>;

/** sessionSchema: what a 123Pan Session holds, sealed. The first five go back verbatim. §9.2 */
export const sessionSchema = v.object({
	bucket: v.string(),
	key: v.string(),
	uploadId: v.string(),
	storageNode: v.string(),
	/** Provisional: differs from the finished file's id. */
	fileId: v.string(),
	folderId: v.string(),
	name: v.string(),
	size: v.number(),
	md5: v.string(),
	sliceSize: v.number(),
	conflict: v.picklist(CONFLICT_POLICIES),
	/** Decides the route of the URLs, and must be told again on completion. §9.4 */
	mode: v.picklist(['single', 'multi'])
});
export type SessionSecret = v.InferOutput<typeof sessionSchema>;
