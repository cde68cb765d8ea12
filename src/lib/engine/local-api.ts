/** The engine that leads, speaking on the local API's channels. */
import { answerAsks, type AskMessage } from '../local-api/ask';
import type { Channel } from '../local-api/channel';
import { tellLive } from '../local-api/live';
import { MOST_ROWS, type LiveMessage, type UploadsSource } from '../local-api/local-api';
import { listUploads, type UploadWithStanding } from '../local-api/progress';
import { isActive } from '../uploads/transition';
import type { Entry } from '../uploads/queue';
import type { Engine } from './create-engine';
import type { SessionCommands, Update } from './engine-api';
import { rowOf } from './rows';

export interface LocalApiChannels {
	readonly live: Channel<LiveMessage>;
	readonly asks: Channel<AskMessage>;
}

type Parts = Pick<Engine, 'queue' | 'clock'>;
type Sessions = Pick<SessionCommands, 'sessions' | 'deleteSessions' | 'cleanUpSessions'>;

/** speakLocalApi answers questions, and tells what `update` says has changed. */
export function speakLocalApi(
	channels: LocalApiChannels,
	parts: Parts,
	commands: Sessions
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
	const deafen = answerAsks(channels.asks, uploadsSource(parts, commands));
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

function uploadsSource({ queue, clock }: Parts, commands: Sessions): UploadsSource {
	return {
		isLive: true,
		uploads: async (filePath) => draw(queue.entries(), clock.now(), filePath),
		sessions: () => commands.sessions(),
		endSession: (id) => commands.deleteSessions([id]),
		cleanUp: (days) => commands.cleanUpSessions(days)
	};
}
