/** RestingSource: the store as a source of the local API, while no engine works. Nothing moves. */
import { filePathOf, listUploads, type Standing } from '../lib/local-api/progress';
import type { SessionFacts, UploadsSource } from '../lib/local-api/local-api';
import type { RestingRow, RestingStore } from '../lib/sessions/resting-store';
import type { Upload } from '../lib/uploads/upload';

const DAY_MS = 24 * 60 * 60_000;
/** Nothing more happens to rows in these states unless a person says so. */
const FINISHED: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);

const ACTIVE: ReadonlySet<string> = new Set(['hashing', 'checking', 'uploading', 'finishing']);

/** restingSource: `now` in milliseconds since the epoch. */
export function restingSource(store: RestingStore, now: () => number): UploadsSource {
	return {
		isLive: false,
		async uploads(filePath) {
			const rows = (await store.rows()).filter(({ isListed }) => isListed);
			const standings = rows.map((row) => ({
				upload: atRest(row.upload),
				standing: () => standingOf(row)
			}));
			return listUploads(standings, filePath);
		},
		async sessions() {
			const facts = (await store.rows()).flatMap((row) => factsOf(row) ?? []);
			return facts.sort((a, b) => b.updatedAt - a.updatedAt);
		},
		async endSession(id) {
			const row = (await store.rows()).find(({ upload }) => upload.id === id);
			if (!row) return;
			const { upload } = row;
			const cancelled: Upload = { ...upload, status: { state: 'cancelled', reason: 'person' } };
			const stays = !row.isListed || upload.status.state === 'done';
			await store.end([row], stays ? [] : [cancelled], now());
		},
		async cleanUp(days) {
			const old = (await store.rows()).filter((row) => {
				const facts = factsOf(row);
				return facts && !isUnfinished(row) && now() - facts.updatedAt >= days * DAY_MS;
			});
			await store.end(old, [], now());
			return old.length;
		}
	};
}

function isUnfinished({ upload, isListed }: RestingRow): boolean {
	return isListed && !FINISHED.has(upload.status.state);
}

/** atRest: the store may still say what was being done when the last tab went. */
function atRest(upload: Upload): Upload {
	return ACTIVE.has(upload.status.state) ? { ...upload, status: { state: 'queued' } } : upload;
}

function standingOf({ upload, session, receipts }: RestingRow): Standing {
	return {
		sent: receipts.reduce((sum, { size }) => sum + size, 0),
		partsDone: receipts.length,
		partsTotal: session?.parts ?? 0,
		speed: 0,
		elapsedMs: upload.activeMs
	};
}

function factsOf({ upload, session, receipts }: RestingRow): SessionFacts | undefined {
	if (!session) return undefined;
	const createdAt = session.createdAt ?? upload.addedAt;
	return {
		id: upload.id,
		sessionId: session.id,
		filePath: filePathOf(upload),
		folderId: upload.folderId,
		size: upload.identity.size,
		digests: upload.digests ?? {},
		partsTotal: session.parts,
		numbers: receipts.map(({ number }) => number),
		createdAt,
		updatedAt: session.updatedAt ?? createdAt
	};
}
