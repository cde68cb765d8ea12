import * as v from 'valibot';
import { CONFLICT_POLICIES, type DriveId, type Flavour, type Realm } from '../drives/drive';
import { TransferError } from '../kernel/errors';

const drive = v.picklist(['pan123', 'pan115'] satisfies DriveId[]);
const flavour = v.picklist(['web', 'cookie', 'open'] satisfies Flavour[]);
const realm = v.picklist(['live', 'sandbox'] satisfies Realm[]);
/** Ids of folders: the root is empty. */
export const folderId = v.pipe(v.string(), v.regex(/^\w{0,64}$/));
export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const partNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(100_000));
const hex = v.pipe(v.string(), v.regex(/^[0-9a-f]{32,64}$/));
const sealed = v.pipe(v.string(), v.maxLength(16_384));
const secretText = v.pipe(v.string(), v.minLength(1), v.maxLength(8192));
const word = v.exactOptional(v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/)));
const bytes = v.exactOptional(whole);

const draft = v.object({
	folderId,
	name,
	size: whole,
	conflict: v.picklist(CONFLICT_POLICIES),
	head: v.exactOptional(hex),
	parallel: v.exactOptional(v.boolean()),
	wish: v.exactOptional(
		v.object({ goodput: bytes, partSize: bytes, singlePut: bytes, maxPart: bytes })
	)
});
const digests = v.object({ md5: v.exactOptional(hex), sha1: v.exactOptional(hex) });

const way = { drive, flavour, realm };

/** INPUTS: the form of every operation's `input`. Unknown fields are dropped. */
export const INPUTS = {
	account: v.object({}),
	list: v.object({ folderId, cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,19}$/))) }),
	'create-folder': v.object({ parentId: folderId, name }),
	open: v.object({
		draft,
		digests,
		answer: v.optional(v.object({ token: sealed, digest: hex }))
	}),
	'find-opened': v.object({ draft, digests }),
	presign: v.object({
		sealed,
		numbers: v.pipe(v.array(partNumber), v.minLength(1), v.maxLength(100)),
		relay: v.optional(v.boolean(), false),
		rate: v.exactOptional(v.pipe(v.number(), v.minValue(1)))
	}),
	'list-parts': v.object({ sealed }),
	complete: v.object({
		sealed,
		receipts: v.pipe(v.array(v.tuple([partNumber, v.string()])), v.maxLength(10_000)),
		again: v.optional(v.boolean(), false),
		lookOnly: v.optional(v.boolean(), false),
		answer: v.exactOptional(v.pipe(v.string(), v.maxLength(65_536)))
	}),
	abandon: v.object({ sealed }),
	renew: v.object({}),
	'sign-in': v.variant('way', [
		v.object({
			...way,
			way: v.literal('password'),
			user: secretText,
			password: secretText,
			keep: v.boolean()
		}),
		v.object({ ...way, way: v.literal('token'), token: secretText }),
		v.object({ ...way, way: v.literal('cookie'), cookie: secretText }),
		v.object({
			...way,
			way: v.literal('client'),
			clientId: secretText,
			clientSecret: secretText
		})
	]),
	'qr-start': v.object({ ...way, slot: word, clientId: word }),
	'qr-poll': v.object({ ...way, token: sealed }),
	sandbox: v.object({})
} as const;

/** bodySchema: a WireRequest before its input is known. */
export const bodySchema = v.object({
	credential: v.optional(sealed),
	input: v.optional(v.unknown(), {})
});

const accountSchema = v.object({ drive, flavour, realm, uid: v.string() });
export type AccountRef = v.InferOutput<typeof accountSchema>;

/** readAccountId takes an account id apart; undefined for anything else. */
export function readAccountId(text: string): AccountRef | undefined {
	const [, drive, flavour, realm, uid] = /^(\w+)-(\w+)-(\w+)-(\w{1,64})$/.exec(text) ?? [];
	const read = v.safeParse(accountSchema, { drive, flavour, realm, uid });
	return read.success ? read.output : undefined;
}

/** check reads a value by a schema, or rejects `bad-request` that names the field, not its value. */
export function check<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
	const read = v.safeParse(schema, value);
	if (read.success) return read.output;
	const field = v.getDotPath(read.issues[0]) ?? 'the body';
	throw new TransferError('bad-request', { detail: `not acceptable: ${field}` });
}
