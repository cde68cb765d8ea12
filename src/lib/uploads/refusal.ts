/** Refusal: what a drive would not take is said before anything is hashed. */
import type { Drive } from '../drives/drive';
import { TransferError } from '../kernel/errors';
import { retrying } from './retrying';
import type { Tools } from './tools';
import type { Upload } from './upload';

/** refusal gives the reason why this drive can't take the Upload, if there is one. */
export function refusal(upload: Upload, drive: Drive, tools: Tools): TransferError | undefined {
	const { names, maxFileSize = Infinity, maxEntries } = drive.traits;
	for (const name of [...upload.folders, upload.name]) {
		const refused = tools.checkName(name, names);
		if (refused) return refused;
	}
	const depth = upload.folderPath.split('/').filter(Boolean).length + upload.folders.length;
	if (names.maxDepth !== undefined && depth > names.maxDepth) {
		return new TransferError('too-deep', { detail: String(names.maxDepth) });
	}
	const limit = Math.min(maxFileSize, tools.maxFileSize(upload.accountId) ?? Infinity);
	if (upload.identity.size > limit) {
		return new TransferError('too-large', { detail: String(limit) });
	}
	if (maxEntries !== undefined && tools.rowsBeside(upload) > maxEntries) {
		return new TransferError('too-many-entries', { detail: String(maxEntries) });
	}
	return undefined;
}

/** refuseFullFolder rejects when the target folder can't take one more entry. */
export async function refuseFullFolder(
	{ upload, signal }: { readonly upload: Upload; readonly signal: AbortSignal },
	drive: Drive,
	tools: Tools
): Promise<void> {
	const { maxEntries } = drive.traits;
	if (maxEntries === undefined || upload.folders.length > 0) return;
	const { accountId, folderId } = upload;
	const total = await retrying(
		() => tools.folders.total(accountId, drive, folderId, tools.clock),
		tools.clock,
		signal,
		tools.hosts.drive(drive.traits)
	);
	if (total !== undefined && total >= maxEntries) {
		throw new TransferError('too-many-entries', { detail: `${total} of ${maxEntries}` });
	}
}
