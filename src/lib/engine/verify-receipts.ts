/** VerifyReceipts: looks at the drives now, and compares what they show with what was uploaded. */
import type { DigestKind, Drive, RemoteFile } from '../drives/drive';
import type { Clock } from '../kernel/clock';
import { asTransferError, type ErrorCode } from '../kernel/errors';
import type { UploadReceipt } from '../sessions/session-store';
import { retrying } from '../uploads/retrying';
import type { ReceiptCheck } from './engine-api';

export interface VerifyDoors {
	readonly clock: Clock;
	/** Throws `signed-out` when the account is not connected. */
	readonly drive: (accountId: string) => Drive;
}

/** Found: the files that a folder shows, as far as it could be read. */
interface Found {
	readonly files: ReadonlyMap<string, RemoteFile>;
	/** Why what is not among them can't be called missing. */
	readonly code?: ErrorCode;
}

const DIGESTS: readonly DigestKind[] = ['md5', 'sha1'];

/**
 * verifyReceipts gives one check per receipt, in their order; it never rejects for a drive that
 * can't be asked. A folder is read once for all of its receipts, at the drive's pace.
 */
export async function verifyReceipts(
	receipts: readonly UploadReceipt[],
	doors: VerifyDoors
): Promise<readonly ReceiptCheck[]> {
	const folders = new Map<string, Set<string>>();
	for (const receipt of receipts) {
		const ids = folders.get(placeOf(receipt)) ?? new Set();
		folders.set(placeOf(receipt), ids.add(receipt.remoteId));
	}
	const found = new Map<string, Found>();
	for (const receipt of receipts) {
		const place = placeOf(receipt);
		if (found.has(place)) continue;
		found.set(place, await look(receipt, folders.get(place)!, doors));
	}
	return receipts.map((receipt) => compare(receipt, found.get(placeOf(receipt))!));
}

function placeOf({ accountId, folderId }: UploadReceipt): string {
	return `${accountId}\n${folderId}`;
}

async function look(
	{ accountId, folderId }: UploadReceipt,
	wanted: ReadonlySet<string>,
	{ clock, drive }: VerifyDoors
): Promise<Found> {
	const files = new Map<string, RemoteFile>();
	try {
		const account = drive(accountId);
		const list = (cursor: string | undefined) =>
			retrying(() => account.list(folderId, cursor), clock, new AbortController().signal);
		// An entry that goes while the folder is read moves others to a page that was read already:
		// what is missing then is looked for once more.
		for (const isLast of [false, true]) {
			const pages = await read(list, wanted, files);
			if (isLast || pages === 1 || files.size === wanted.size) break;
		}
		return { files };
	} catch (error) {
		const { code } = asTransferError(error);
		return code === 'folder-missing' ? { files } : { files, code };
	}
}

/** read gathers the wanted entries until it has all; gives the number of pages that it took. */
async function read(
	list: (cursor: string | undefined) => ReturnType<Drive['list']>,
	wanted: ReadonlySet<string>,
	files: Map<string, RemoteFile>
): Promise<number> {
	let cursor: string | undefined;
	for (let pages = 1; ; pages++) {
		const page = await list(cursor);
		for (const entry of page.entries) if (wanted.has(entry.id)) files.set(entry.id, entry);
		cursor = page.next;
		if (cursor === undefined || files.size === wanted.size) return pages;
	}
}

function compare(receipt: UploadReceipt, { files, code }: Found): ReceiptCheck {
	const { uploadId } = receipt;
	const file = files.get(receipt.remoteId);
	if (!file)
		return code ? { uploadId, outcome: 'unknown', code } : { uploadId, outcome: 'missing' };
	const digests = DIGESTS.filter((kind) => file.digests[kind] && receipt.digests[kind]);
	const what = digests.filter((kind) => file.digests[kind] !== receipt.digests[kind]);
	if (file.size !== receipt.size || what.length > 0 || file.kind !== 'file') {
		const size = file.size === receipt.size ? [] : (['size'] as const);
		return { uploadId, outcome: 'different', what: [...size, ...what] };
	}
	const renamed = file.name === receipt.name ? {} : { renamed: file.name };
	return { uploadId, outcome: 'ok', digests, ...renamed };
}
