/** The engine that leads, speaking on the local API's channels. */
import { answerAsks, type AskMessage } from '../local-api/ask';
import type { Channel } from '../local-api/channel';
import { tellLive } from '../local-api/live';
import { MOST_ROWS, type LiveMessage, type UploadsSource } from '../local-api/local-api';
import { listUploads, type UploadWithStanding } from '../local-api/progress';
import { filePathOf } from '../local-api/progress';
import type { SessionStore } from '../sessions/session-store';
import { isActive, isFinal } from '../uploads/transition';
import type { Entry } from '../uploads/queue';
import type { Engine } from './create-engine';
import type { Update } from './engine-api';
import { rowOf } from './rows';

export interface LocalApiChannels {
	readonly live: Channel<LiveMessage>;
	readonly asks: Channel<AskMessage>;
}

type Parts = Pick<Engine, 'queue' | 'clock'> & { readonly store: SessionStore };

/** speakLocalApi answers questions, and tells what `update` says has changed. */
export function speakLocalApi(
	channels: LocalApiChannels,
	parts: Parts
): { readonly update: (update: Update) => void; readonly stop: () => void } {
	const { queue, clock } = parts;
	const live = tellLive({
		channel: channels.live,
		clock,
		uploads(changed) {
			const entries = [...queue.entries()];
			const told = ({ upload }: Entry) => isActive(upload.status) || changed.has(upload.id);
			return draw(entries.length <= MOST_ROWS ? entries : entries.filter(told), clock.now());
		}
	});
	const deafen = answerAsks(channels.asks, uploadsSource(parts));
	return {
		update({ rows = [], removed = [] }) {
			if (rows.length + removed.length === 0) return;
			live.changed(rows.map(({ id }) => id));
			live.changed(removed);
		},
		stop() {
			live.stop();
			deafen();
		}
	};
}

function draw(entries: Iterable<Entry>, now: number, filePath?: string) {
	return listUploads(standings(entries, now), filePath);
}

function* standings(entries: Iterable<Entry>, now: number): Iterable<UploadWithStanding> {
	for (const entry of entries) {
		yield { upload: entry.upload, standing: () => rowOf(entry, now) };
	}
}

function uploadsSource({ queue, clock, store }: Parts): UploadsSource {
	const sessions: UploadsSource['sessions'] = async () => {
		const all = await store.sessions();
		const facts = all.map(async (session) => {
			const upload = queue.entry(session.uploadId)?.upload;
			if (!upload) return [];
			const receipts = await store.receipts(session.uploadId);
			const createdAt = session.createdAt ?? upload.addedAt;
			return [
				{
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
				}
			];
		});
		return (await Promise.all(facts)).flat();
	};
	return {
		isLive: true,
		uploads: async (filePath) => draw(queue.entries(), clock.now(), filePath),
		sessions,
		endSession: (id) => queue.cancel([id]),
		async cleanUp(days) {
			const before = clock.now() - days * 24 * 60 * 60_000;
			const old = (await sessions()).filter(({ id, updatedAt }) => {
				const entry = queue.entry(id);
				return updatedAt <= before && entry && isFinal(entry.upload.status);
			});
			await queue.cancel(old.map(({ id }) => id));
			return old.length;
		}
	};
}
