/**
 * Session file: sessions as a file that another browser can take in. It has no credential, handle,
 * cookie or token: `sealed` opens in the proxy alone, for whoever is signed in to the account.
 */
import * as v from 'valibot';
import { CONFLICT_POLICIES, type Receipt } from '../drives/drive';
import { fromBase64, toBase64 } from '../kernel/base64';
import { toHex } from '../kernel/bytes';
import { STRIPE_BYTES, STRIPE_SUM_BYTES } from '../kernel/stripes';
import type { Hashing, StoredSession } from '../sessions/session-store';
import { partCount, partRange } from '../uploads/parts';
import type { Upload } from '../uploads/upload';
import type { SessionImport } from './session-api';

/** PackedUpload: all that another browser needs to go on. Its root is a new one there. */
export interface PackedUpload {
	readonly upload: Omit<Upload, 'source' | 'status'>;
	readonly session: StoredSession;
	readonly receipts: readonly Receipt[];
	readonly hashing: Hashing | undefined;
}

export type Refusal = Extract<SessionImport, { kind: 'refused' }>;

const FORMAT = 'panlift-sessions';
const VERSION = 1;
/** Characters: some hundred sessions of 10,000 parts. */
const LONGEST_TEXT = 64 * 1024 * 1024;

const text = (most: number, least = 0) => v.pipe(v.string(), v.minLength(least), v.maxLength(most));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(text(1024, 1), v.regex(/^[^/]+$/));
const uuid = v.pipe(v.string(), v.uuid());
const hex = (digits: number) => v.pipe(v.string(), v.regex(/^[0-9a-f]+$/), v.length(digits));
const identity = v.strictObject({ name: text(1024), size: whole, lastModified: v.number() });

const packedSchema = v.strictObject({
	upload: v.strictObject({
		id: uuid,
		kind: v.literal('file'),
		accountId: v.pipe(
			text(128),
			v.regex(/^(pan123-web|pan123-open|pan115-cookie|pan115-open)-(live|sandbox)-[\w.-]+$/)
		),
		folderId: v.pipe(v.string(), v.regex(/^\w{0,64}$/)),
		folderPath: v.pipe(text(4096), v.startsWith('/')),
		folders: v.pipe(v.array(name), v.maxLength(256)),
		group: v.optional(v.strictObject({ id: uuid, name })),
		name,
		identity,
		conflict: v.picklist(CONFLICT_POLICIES),
		digests: v.optional(
			v.strictObject({ md5: v.exactOptional(hex(32)), sha1: v.exactOptional(hex(40)) })
		),
		order: v.number(),
		addedAt: v.number(),
		activeMs: v.pipe(v.number(), v.minValue(0))
	}),
	session: v.strictObject({
		id: text(256, 1),
		partSize: v.pipe(whole, v.minValue(1)),
		parts: v.pipe(whole, v.minValue(1), v.maxValue(100_000)),
		listable: v.boolean(),
		sealed: text(16_384, 1),
		expiresAt: v.optional(v.number()),
		parallel: v.optional(v.boolean()),
		commitsOnPut: v.optional(v.boolean()),
		committing: v.exactOptional(v.boolean()),
		createdAt: v.optional(v.number()),
		updatedAt: v.optional(v.number())
	}),
	receipts: v.array(v.tuple([whole, whole, v.pipe(v.string(), v.regex(/^[0-9a-f-]{1,128}$/))])),
	hashing: v.optional(v.strictObject({ identity, stripes: v.string() }))
});
type Packed = v.InferOutput<typeof packedSchema>;

const envelope = { format: v.literal(FORMAT), version: v.number() };

/** writeSessionFile gives the text of a file. `now` in milliseconds since the epoch. */
export async function writeSessionFile(
	packed: readonly PackedUpload[],
	now: number
): Promise<string> {
	const sessions = packed.map(({ upload, session, receipts, hashing }): Packed => {
		const { id, kind: _, accountId, folderId, folderPath, folders, group, name } = upload;
		const { identity, conflict, digests, order, addedAt, activeMs } = upload;
		const { partSize, parts, listable, sealed, expiresAt, parallel } = session;
		const { commitsOnPut, committing, createdAt, updatedAt } = session;
		return {
			upload: {
				...{ id, kind: 'file', accountId, folderId, folderPath, folders: [...folders], group },
				...{ name, identity, conflict, digests, order, addedAt, activeMs }
			},
			session: {
				...{ id: session.id, partSize, parts, listable, sealed, expiresAt, parallel },
				...{ commitsOnPut, createdAt, updatedAt },
				...(committing !== undefined && { committing })
			},
			receipts: receipts.map(({ number, size, etag }) => [number, size, etag]),
			hashing: hashing && { identity: hashing.identity, stripes: toBase64(hashing.stripes) }
		};
	});
	const check = await checkOf(sessions);
	return JSON.stringify({ format: FORMAT, version: VERSION, exportedAt: now, check, sessions });
}

/** readSessionFile gives what is in a file, or why it is not taken: all of it, or nothing. */
export async function readSessionFile(content: string): Promise<readonly PackedUpload[] | Refusal> {
	if (content.length > LONGEST_TEXT) return refused('too-large');
	let found: unknown;
	try {
		found = JSON.parse(content);
	} catch {
		return refused('not-ours');
	}
	const outer = v.safeParse(v.object(envelope), found);
	if (!outer.success) return refused('not-ours');
	if (outer.output.version !== VERSION) return refused('other-version');
	const inner = v.safeParse(v.object({ check: v.string(), sessions: v.array(v.unknown()) }), found);
	if (!inner.success) return refused('damaged');
	const { check, sessions } = inner.output;
	if (check !== (await checkOf(sessions))) return refused('damaged');
	const read = v.safeParse(v.array(packedSchema), sessions);
	if (!read.success) return refused('damaged');
	const packed = read.output.map(unpack);
	const ids = new Set(packed.map((one) => one?.upload.id));
	if (ids.size < packed.length) return refused('damaged');
	const fine = packed.filter((one) => one !== undefined);
	return fine.length === packed.length ? fine : refused('damaged');
}

/** unpack gives undefined where the numbers do not fit each other. */
function unpack({ upload, session, receipts, hashing }: Packed): PackedUpload | undefined {
	const { id: uploadId } = upload;
	const { size } = upload.identity;
	if (session.parts !== partCount(size, session.partSize)) return undefined;
	const numbers = new Set<number>();
	for (const [number, bytes] of receipts) {
		if (number < 1 || number > session.parts || numbers.has(number)) return undefined;
		const { start, end } = partRange(number, session.partSize, size);
		if (bytes !== end - start) return undefined;
		numbers.add(number);
	}
	const stripes = hashing && fromBase64(hashing.stripes);
	if (hashing) {
		const length = Math.ceil(size / STRIPE_BYTES) * STRIPE_SUM_BYTES;
		if (stripes?.length !== length || hashing.identity.size !== size) return undefined;
	}
	return {
		upload,
		session: { ...session, uploadId },
		receipts: receipts.map(([number, bytes, etag]) => ({ number, size: bytes, etag })),
		hashing: hashing && stripes && { uploadId, identity: hashing.identity, stripes }
	};
}

function refused(why: Refusal['why']): Refusal {
	return { kind: 'refused', why };
}

/** The check is against damage and against people who edit by hand; it is no signature. */
async function checkOf(sessions: unknown): Promise<string> {
	const bytes = new TextEncoder().encode(JSON.stringify(sessions));
	return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
