/**
 * runEngine: this tab's engine, whether it leads or follows. The page sees no difference but the
 * status: commands reach the engine that leads, and what it tells reaches the page.
 */
import { asTransferError, TransferError } from '../kernel/errors';
import { commands } from './commands';
import { createEngine, openRoots, type EngineDoors } from './create-engine';
import type { EngineApi, EngineStatus, Update } from './engine-api';
import { takeLead } from './lead';
import { speakLocalApi, type LocalApiChannels } from './local-api';
import { PageFeed } from './page-feed';
import { engineApi, type Command, type Commands, type TabChannel } from './tab-channel';
import { call, Follower, LeaderGone, serveTabs } from './tabs';

export interface TabDoors extends Omit<EngineDoors, 'onOutdated'> {
	readonly locks: LockManager | undefined;
	readonly channel: TabChannel;
	readonly localApi: LocalApiChannels;
	/** Ends this worker and everything under way in it; the page starts another. */
	readonly restart: () => void;
}

/** Rows in these states need their file no more. */
const OVER: ReadonlySet<string> = new Set(['done', 'cancelled']);

type Run = (command: Command, args: readonly unknown[]) => Promise<unknown>;

/** holdRoots is a help for later: where it fails, the row will ask for access then. */
async function holdRoots(
	held: ReturnType<typeof openRoots>,
	{ rows = [], watches = [] }: Update
): Promise<void> {
	try {
		await held.holdWatched(watches.map(({ id }) => id));
		for (const { state, rootId } of rows) if (!OVER.has(state)) await held.get(rootId);
	} catch {
		// The store is closed or blocked, which the engine that leads has told already.
	}
}

export function runEngine(doors: TabDoors): EngineApi {
	const feed = new PageFeed();
	let status: EngineStatus = { kind: 'starting' };
	let refresh = () => {};
	const tell = (next: EngineStatus) => {
		status = next;
		feed.send({ status });
	};
	/** Lets commands go that came before this tab knew its part. */
	let begin = (_first: Promise<Run>) => {};
	/** How commands are carried out now; replaced when this tab's part changes. */
	let run = new Promise<Run>((resolve) => (begin = resolve));
	const become = (part: Promise<Run>) => {
		run = part;
		begin(part);
	};

	const follow = () => {
		tell({ kind: 'following' });
		const roots = openRoots();
		const follower = new Follower(doors.channel, (update, whole) => {
			// The leader's status is not ours.
			feed.send({ ...update, status }, whole);
			void holdRoots(roots, update);
		});
		become(Promise.resolve((command, args) => follower.call(command, args)));
		refresh = () => follower.join();
		return follower;
	};

	const lead = async () => {
		if (!doors.locks) throw new TransferError('storage-blocked', { detail: 'no Web Locks' });
		let follower: Follower | undefined;
		const held = await takeLead({ ...doors, locks: doors.locks }, () => (follower = follow()));
		const engine = createEngine({
			...doors,
			onOutdated() {
				held.release();
				tell({ kind: 'failed', code: 'version-mismatch' });
			}
		});
		const all: Commands = commands(() => engine);
		become(engine.then(() => (command, args) => call(all, command, args)));
		// It is the queue of `run` that reports: here nobody waits for it.
		run.catch(() => {});
		follower?.leave();
		const { publisher, ...parts } = await engine;
		const tabs = serveTabs(doors.channel, { commands: all, whole: () => publisher.whole() });
		const localApi = speakLocalApi(doors.localApi, parts, all);
		publisher.updates.on((update) => {
			feed.send(update);
			tabs.update(update);
			localApi.update(update);
		});
		refresh = () => feed.send({ ...publisher.whole(), status }, true);
		tell({ kind: 'running' });
		refresh();
		held.lost.addEventListener('abort', () => {
			tabs.stop();
			localApi.stop();
			// A newer version was the reason, and it has been told.
			if (status.kind !== 'failed') doors.restart();
		});
	};
	lead().catch((error: unknown) => {
		const { code, detail } = asTransferError(error);
		// A browser that keeps site data from us refuses Web Locks too.
		const isBlocked = error instanceof Error && error.name === 'SecurityError';
		tell({ kind: 'failed', code: isBlocked ? 'storage-blocked' : code, detail });
	});

	const dispatch = async (command: Command, args: readonly unknown[]): Promise<unknown> => {
		for (;;) {
			try {
				return await (
					await run
				)(command, args);
			} catch (error) {
				if (!(error instanceof LeaderGone)) throw error;
			}
		}
	};
	return engineApi(dispatch, (listener) => {
		feed.add(listener);
		listener({ status });
		refresh();
		return Promise.resolve();
	});
}
