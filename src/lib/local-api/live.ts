/** Live: tells on the channel how uploads stand, whenever something has changed. */
import type { Clock } from '../kernel/clock';
import type { Channel } from './channel';
import type { LiveMessage, UploadProgress } from './local-api';

const EVERY_MS = 500;

export interface LiveDoors {
	readonly channel: Channel<LiveMessage>;
	readonly clock: Clock;
	/** The uploads to tell of, when these have changed. */
	readonly uploads: (changed: ReadonlySet<string>) => readonly UploadProgress[];
}

export interface Live {
	/** changed says which Uploads are not as they were; they are told at once, or when it is time. */
	changed(ids: Iterable<string>): void;
	stop(): void;
}

/** tellLive tells at most twice a second and nothing while nothing changes; the last state always. */
export function tellLive({ channel, clock, uploads }: LiveDoors): Live {
	let changed = new Set<string>();
	let isTelling = false;
	let stopped = false;

	const tell = async () => {
		isTelling = true;
		while (changed.size > 0 && !stopped) {
			const ids = changed;
			changed = new Set();
			channel.post({ type: 'upload_progress', data: { uploads: uploads(ids) } });
			await clock.sleep(EVERY_MS);
		}
		isTelling = false;
	};
	const deafen = channel.on((message) => {
		if (message.type !== 'ping') return;
		channel.post({ type: 'pong', timestamp: message.timestamp });
	});
	return {
		changed(ids) {
			for (const id of ids) changed.add(id);
			if (!isTelling) void tell();
		},
		stop() {
			stopped = true;
			deafen();
		}
	};
}
