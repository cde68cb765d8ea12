/** Rows: how the page is told of an Upload, and of all of them together. Pure. */
import type { Existing } from '../drives/drive';
import { isIdentical } from '../uploads/conflict';
import type { Entry } from '../uploads/queue';
import { isActive } from '../uploads/transition';
import type { Upload } from '../uploads/upload';
import { remotePath } from '../uploads/remote-path';
import type { Summary, UploadRow } from './engine-api';

/** rowOf draws one Upload. `now` in milliseconds since the epoch. */
export function rowOf({ upload, progress, activeSince }: Entry, now: number): UploadRow {
	const { status, identity } = upload;
	const active = isActive(status);
	const done = status.state === 'done';
	const size = identity.size;
	const sent = done ? size : Math.min(size, progress.sent);
	const hashed = done ? size : Math.min(size, progress.hashed);
	const waiting = status.state === 'waiting' ? status : undefined;
	const remaining = status.state === 'hashing' ? size - hashed : size - sent;
	return {
		id: upload.id,
		accountId: upload.accountId,
		name: upload.name,
		path: remotePath(upload),
		kind: upload.kind,
		group: upload.group && { ...upload.group, path: groupPath(upload) },
		size,
		state: status.state,
		cause: waiting?.cause,
		code: waiting?.code ?? (status.state === 'failed' ? status.code : undefined),
		detail: waiting?.detail ?? (status.state === 'failed' ? status.detail : undefined),
		until: waiting?.until,
		restarted: upload.restarted ?? false,
		existing: waiting?.existing && existingOf(waiting.existing, upload),
		instant: done && status.instant,
		skipped: status.state === 'cancelled' && status.reason === 'skipped',
		hashed,
		sent,
		partsDone: done ? progress.partsTotal : progress.partsDone,
		partsTotal: progress.partsTotal,
		viaProxy: status.state === 'uploading' && progress.viaProxy,
		speed: active ? progress.meter.speed() : 0,
		elapsedMs: upload.activeMs + (active ? now - activeSince : 0),
		etaMs: active ? progress.meter.eta(remaining) : undefined,
		remoteId: done ? status.file.id : undefined,
		remoteName: done ? status.file.name : undefined,
		order: upload.order,
		priority: upload.priority,
		addedAt: upload.addedAt,
		rootId: upload.source.rootId
	};
}

function existingOf(existing: Existing, { identity: { size }, digests }: Upload) {
	return { ...existing, identical: isIdentical(existing, { size, digests }) };
}

/** The dropped folder is the first one below the target; empty, it is the row itself. */
function groupPath({ folderPath, folders, name }: Upload): string {
	return `${folderPath.replace(/\/$/, '')}/${folders[0] ?? name}`;
}

/**
 * summarise adds up the current batch: everything that is not finished, and what finished since the
 * list was last at rest (`batchSince`, milliseconds since the epoch).
 */
export function summarise(rows: Iterable<UploadRow>, inBatch: (id: string) => boolean): Summary {
	let total = 0;
	let done = 0;
	let active = 0;
	let bytesTotal = 0;
	let bytesDone = 0;
	let speed = 0;
	for (const row of rows) {
		if (row.state === 'failed' || row.state === 'cancelled' || !inBatch(row.id)) continue;
		total += 1;
		bytesTotal += row.size;
		bytesDone += row.sent;
		if (row.state === 'done') done += 1;
		if (row.state === 'uploading') speed += row.speed;
		if (isActiveRow(row)) active += 1;
	}
	const remaining = bytesTotal - bytesDone;
	const etaMs = speed > 0 && remaining > 0 ? (remaining / speed) * 1000 : undefined;
	return { total, done, active, bytesTotal, bytesDone, speed, etaMs };
}

function isActiveRow(row: UploadRow): boolean {
	return ['hashing', 'checking', 'uploading', 'finishing'].includes(row.state);
}
