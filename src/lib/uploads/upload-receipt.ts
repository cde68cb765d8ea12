import type { Receipt, RemoteFile } from '../drives/drive';
import type { Clock } from '../kernel/clock';
import type { UploadReceipt } from '../sessions/session-store';
import { remotePath } from './remote-path';
import type { Upload } from './upload';

/**
 * uploadReceipt writes the proof of an Upload that is done: what was hashed, what storage
 * acknowledged and what the drive showed. No `parts` means that the drive had the bytes. `workMs` is
 * the time of the run that ends now.
 */
export function uploadReceipt(
	upload: Upload,
	file: RemoteFile,
	parts: readonly Receipt[] | undefined,
	workMs: number,
	{ clock }: { readonly clock: Clock }
): UploadReceipt {
	const sorted = [...(parts ?? [])].sort((a, b) => a.number - b.number);
	return {
		uploadId: upload.id,
		accountId: upload.accountId,
		name: file.name,
		path: remotePath(upload, file.name),
		folderId: file.folderId,
		remoteId: file.id,
		size: upload.identity.size,
		digests: { ...file.digests, ...upload.digests },
		instant: parts === undefined,
		parts: sorted.map(({ number, size, etag }) => ({ number, size, etag })),
		lastModified: upload.identity.lastModified,
		addedAt: upload.addedAt,
		finishedAt: clock.now(),
		activeMs: upload.activeMs + workMs
	};
}
