import { TransferError } from '../../kernel/errors';
import type { Connection, Doors, Entry } from '../backend';
import { complete } from './completing';
import { listPage, type Dialect } from './dialect';
import { createFolder } from './folders';
import { PAGE_ENTRIES } from './folder-survey';
import { findOpened } from './find-opened';
import { open } from './opening';
import { presign } from './presigning';
import { readSession, type SessionSecret } from './session';
import { createStorage, type Upload } from './storage';
import { createStsKeeper, type KeptSts } from './sts';

/** A task that old may be forgotten: 115 is asked before its parts are trusted. 115.md §5.6 */
const OLD_MS = 3_600_000;

/** Surroundings: what is different for the two APIs besides the Dialect. */
export interface Surroundings {
	readonly doors: Doors;
	/** The OSS credentials that the account's secret holds. */
	readonly sts: KeptSts | undefined;
	/** Whether initiating says `x-oss-enable-sha1`. 115.md §7.3 */
	readonly hashSwitch: boolean;
	renew(): Promise<Entry>;
	/** changed gives the secret to seal anew: with new OSS credentials, or for reasons of its own. */
	changed(sts: KeptSts | undefined): unknown;
}

/** createConnection is a Drive's operations over either of 115's APIs. */
export function createConnection(dialect: Dialect, around: Surroundings): Connection {
	const { doors } = around;
	const keeper = createStsKeeper(() => dialect.sts(), around.sts, doors.clock);
	const storage = createStorage(doors, keeper, around.hashSwitch);
	const tools = { dialect, storage, doors };
	return {
		account: () => dialect.account(),
		async list(folderId, cursor) {
			const offset = Number(cursor ?? '0');
			const page = { offset, limit: PAGE_ENTRIES, order: 'name' } as const;
			return listPage(await dialect.list(folderId, page), offset);
		},
		createFolder: (parentId, name) => createFolder(dialect, parentId, name),
		open: (draft, digests, answer) => open(tools, draft, digests, answer),
		findOpened: (draft, digests) => findOpened(dialect, draft, digests),
		presign: (session, numbers, rate) =>
			presign(doors, storage, readSession(session), numbers, rate),
		async listParts(value) {
			const session = readSession(value);
			if (doors.clock.now() - session.openedAt > OLD_MS) await remind(dialect, session);
			return session.mode === 'single' ? [] : storage.listParts(uploadOf(session));
		},
		complete: (session, completion) => complete(tools, readSession(session), completion),
		async abandon(value) {
			const session = readSession(value);
			if (session.mode === 'multi') await storage.abort(uploadOf(session));
		},
		renew: () => around.renew(),
		changed: () => around.changed(keeper.changed())
	};
}

function uploadOf({ endpoint, bucket, object, uploadId, sts }: SessionSecret): Upload {
	return { endpoint, bucket, object, id: uploadId, sts };
}

/** remind rejects `session-lost` when 115 does not know the task any more, or by another object. */
async function remind(dialect: Dialect, { wanted, ...session }: SessionSecret): Promise<void> {
	const { folderId, size, sha1 } = wanted;
	const { pickCode } = session;
	const task = await dialect.resume({ folderId, size, sha1: sha1.toUpperCase(), pickCode });
	if (task.object === session.object && task.bucket === session.bucket) return;
	throw new TransferError('session-lost', { detail: '115 has another object for this upload now' });
}
