/** Progress: an Upload as the local API shows it. Pure. */
import { MiB } from '../kernel/bytes';
import type { Status, Upload } from '../uploads/upload';
import type { UploadProgress, UploadStatus } from './local-api';

/** Standing: how far an Upload is. Bytes, bytes a second and milliseconds. */
export interface Standing {
	readonly sent: number;
	readonly partsDone: number;
	readonly partsTotal: number;
	readonly speed: number;
	readonly elapsedMs: number;
	readonly etaMs?: number | undefined;
}

/** UploadWithStanding: the standing is worked out only of Uploads that are asked for. */
export interface UploadWithStanding {
	readonly upload: Upload;
	readonly standing: () => Standing;
}

/** filePathOf is the path within what was dropped, the dropped folder's own name first. */
export function filePathOf({ folders, name }: Pick<Upload, 'folders' | 'name'>): string {
	return [...folders, name].join('/');
}

/** listUploads draws files in the queue's order; with a path, the newest one there alone. */
export function listUploads(
	rows: Iterable<UploadWithStanding>,
	filePath?: string
): readonly UploadProgress[] {
	const found: UploadWithStanding[] = [];
	for (const row of rows) {
		if (row.upload.kind === 'folder') continue;
		if (filePath === undefined || filePathOf(row.upload) === filePath) found.push(row);
	}
	if (filePath === undefined) found.sort((a, b) => a.upload.order - b.upload.order);
	else found.sort((a, b) => newerFirst(a.upload, b.upload)).splice(1);
	return found.map(({ upload, standing }) => uploadProgress(upload, standing()));
}

function newerFirst(a: Upload, b: Upload): number {
	return b.addedAt - a.addedAt || b.order - a.order;
}

/** uploadProgress draws one file. */
export function uploadProgress(
	{ name, identity, status }: Upload,
	standing: Standing
): UploadProgress {
	const { size } = identity;
	const isDone = status.state === 'done';
	const isSending = status.state === 'uploading' || status.state === 'finishing';
	const sent = isDone ? size : Math.min(size, standing.sent);
	const { etaMs } = standing;
	return {
		file_name: name,
		file_size: size,
		status: statusOf(status),
		percentage: isDone ? 100 : percent(sent, size),
		uploaded_bytes: sent,
		total_bytes: size,
		total_parts: standing.partsTotal,
		uploaded_parts: standing.partsDone,
		// A speed of hashing would promise an end that sending does not keep.
		speed_mbps: isSending ? hundredths(standing.speed / MiB) : 0,
		elapsed_seconds: standing.elapsedMs / 1000,
		eta_seconds: isSending && etaMs !== undefined ? Math.round(etaMs / 1000) : null,
		error_message: errorOf(status),
		file_id: isDone ? status.file.id : null,
		is_quick_upload: isDone && status.instant
	};
}

/** percent of a whole, rounded down to hundredths: 100 means all of it. */
export function percent(part: number, whole: number): number {
	return whole > 0 ? hundredths((part / whole) * 100) : 0;
}

function hundredths(value: number): number {
	return Math.floor(value * 100) / 100;
}

function statusOf(status: Status): UploadStatus {
	switch (status.state) {
		case 'queued':
		case 'paused':
		case 'waiting':
			return 'pending';
		case 'finishing':
			return 'uploading';
		case 'done':
			return status.instant ? 'quick_success' : 'success';
		default:
			return status.state;
	}
}

function errorOf(status: Status): string | null {
	if (status.state !== 'waiting' && status.state !== 'failed') return null;
	const word = status.state === 'waiting' ? status.cause : status.code;
	return status.detail ? `${word}: ${status.detail}` : word;
}
