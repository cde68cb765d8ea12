import * as v from 'valibot';
import { stsSchema } from '../sts';
import { cookiesSchema } from './cookies';

/** secretSchema: what a credential of 115's cookie API holds, sealed. */
export const secretSchema = v.object({
	cookies: cookiesSchema,
	userId: v.string(),
	/** Stable for an account; signs uploads. 115.md §4.4 */
	userKey: v.string(),
	/** The client version that calls name, when the server has no setting for it. §5.1 */
	appVersion: v.string(),
	sts: v.optional(stsSchema)
});
export type Secret = Readonly<v.InferOutput<typeof secretSchema>>;
