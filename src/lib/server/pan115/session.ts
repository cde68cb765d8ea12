import * as v from 'valibot';
import { TransferError } from '../../kernel/errors';
import { stsSchema } from './sts';

/** wantedSchema: the file that is to be, and what the folder had before. */
export const wantedSchema = v.object({
	folderId: v.string(),
	/** The name that was chosen: differs from the draft's when both are kept. */
	name: v.string(),
	size: v.number(),
	/** Lower-case hex. */
	sha1: v.string(),
	/** Ids of files with the same bytes that were there before: none of them is this upload's. */
	baseline: v.array(v.string()),
	/** Ids of files that this one takes the place of, retired once it is there. */
	replaced: v.array(v.string())
});
export type Wanted = Readonly<v.InferOutput<typeof wantedSchema>>;

/** challengeSchema: what a second verification needs to go on. 115.md §5.3 */
export const challengeSchema = v.object({
	wanted: wantedSchema,
	key: v.string(),
	pickCode: v.optional(v.string()),
	/** How often 115 has asked. */
	round: v.number()
});
export type Challenge = Readonly<v.InferOutput<typeof challengeSchema>>;

/** sessionSchema: what a 115 Session holds, sealed. */
export const sessionSchema = v.object({
	wanted: wantedSchema,
	mode: v.picklist(['single', 'multi']),
	endpoint: v.string(),
	bucket: v.string(),
	object: v.string(),
	/** Empty for a single PUT. */
	uploadId: v.string(),
	/** Texts of JSON, byte for byte. §5.2 */
	callback: v.string(),
	callbackVar: v.string(),
	pickCode: v.string(),
	partSize: v.number(),
	parts: v.number(),
	parallel: v.boolean(),
	/** Milliseconds since the epoch. */
	openedAt: v.number(),
	sts: stsSchema
});
export type SessionSecret = Readonly<v.InferOutput<typeof sessionSchema>>;

/** readSession rejects `session-lost` for a Session of another form than today's. */
export function readSession(value: unknown): SessionSecret {
	const session = v.safeParse(sessionSchema, value);
	if (session.success) return session.output;
	throw new TransferError('session-lost', { detail: 'an old session' });
}
