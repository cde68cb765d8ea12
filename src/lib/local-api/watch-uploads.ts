/**
 * watchUploads: for scripts and pages of this origin that want to follow uploads. The app itself does
 * not need it; the server serves it as `/local-api.js`.
 */
import { systemClock, type Clock } from '../kernel/clock';
import { Emitter } from '../kernel/emitter';
import { openChannel, type Channel } from './channel';
import {
	API_PATH,
	LIVE_CHANNEL,
	MOST_ROWS,
	type LiveMessage,
	type UploadProgress
} from './local-api';

const PING_EVERY_MS = 30_000;
/** An engine that is there answers within milliseconds. */
const PONG_LIMIT_MS = 5_000;
const AGAIN_AFTER_MS = 5_000;

export interface WatchOptions {
	readonly clock?: Clock;
	readonly fetch?: (path: string) => Promise<Pick<Response, 'ok' | 'json'>>;
	readonly open?: () => Channel<LiveMessage>;
	/** Told when news begin to come live, and when they stop: no tab of Panlift is open, or it froze. */
	readonly onLive?: (isLive: boolean) => void;
}

/**
 * watchUploads gives the listener all uploads at once, then what the live channel says: again all of
 * them, beyond 500 the active and the changed ones. It pings every 30 seconds; after silence it
 * begins anew, 5 seconds later. The returned function ends it.
 */
export function watchUploads(
	listener: (uploads: readonly UploadProgress[]) => void,
	options: WatchOptions = {}
): () => void {
	const { clock = systemClock(), open = () => openChannel<LiveMessage>(LIVE_CHANNEL) } = options;
	const ask = options.fetch ?? ((path: string) => fetch(path));
	const ended = new AbortController();
	const { signal } = ended;
	let isLive = false;
	// A listener's bug is the listener's: it is seen, and stops nothing here.
	const lists = new Emitter<readonly UploadProgress[]>();
	const liveness = new Emitter<boolean>();
	lists.on(listener);
	if (options.onLive) liveness.on(options.onLive);
	const live = (now: boolean) => {
		if (now === isLive) return;
		isLive = now;
		liveness.emit(now);
	};

	/** One connection, from its opening until nobody answers any more. */
	const connection = async () => {
		const channel = open();
		const closed = new AbortController();
		/** What has been heard on the channel: messages of any kind, and news. */
		let messages = 0;
		let news = 0;
		channel.on((message) => {
			if (message.type !== 'upload_progress' && message.type !== 'pong') return;
			messages += 1;
			live(true);
			if (message.type !== 'upload_progress') return;
			news += 1;
			lists.emit(message.data.uploads);
		});
		const close = () => {
			closed.abort();
			channel.close();
		};
		signal.addEventListener('abort', close, { once: true });
		try {
			const answer = await ask(`${API_PATH}/progress`);
			if (!answer.ok) return;
			const { uploads } = (await answer.json()) as { uploads: readonly UploadProgress[] };
			if (signal.aborted) return;
			// What came live meanwhile is newer, if it was all of them.
			if (news === 0 || uploads.length > MOST_ROWS) lists.emit(uploads);
			for (;;) {
				await clock.sleep(PING_EVERY_MS, closed.signal);
				const before = messages;
				channel.post({ type: 'ping', timestamp: clock.now() });
				await clock.sleep(PONG_LIMIT_MS, closed.signal);
				if (messages === before) return;
			}
		} finally {
			signal.removeEventListener('abort', close);
			close();
		}
	};

	const run = async () => {
		while (!signal.aborted) {
			try {
				await connection();
			} catch {
				// No server, no line or ended: what comes next is the same.
			}
			if (signal.aborted) return;
			live(false);
			await clock.sleep(AGAIN_AFTER_MS, signal).catch(() => undefined);
		}
	};
	void run();
	return () => ended.abort();
}
