/**
 * Lead: which tab's engine works. The leader holds a Web Lock for life; the browser gives it to the
 * next tab when the leader's is closed or dies. A frozen leader keeps its lock but stops beating:
 * then a follower takes the lock away.
 */
import type { Clock } from '../kernel/clock';
import { LEAD_LOCK } from '../kernel/lead-lock';
import type { TabChannel } from './tab-channel';

const BEAT_MS = 500;
const SILENCE_MS = 1_500;
const LISTEN_MS = 250;

export interface LeadDoors {
	readonly clock: Clock;
	readonly locks: LockManager;
	readonly channel: TabChannel;
}

export interface Lead {
	/** Aborts when another tab has taken the lead. */
	readonly lost: AbortSignal;
	/** release gives the lead to the next tab. */
	release(): void;
}

/** takeLead resolves when this tab leads; `onFollowing` is called first when another one does. */
export async function takeLead(doors: LeadDoors, onFollowing: () => void): Promise<Lead> {
	const lead = (await request(doors, { ifAvailable: true })) ?? (await succeed(doors, onFollowing));
	void beat(doors, lead.lost);
	return lead;
}

/** succeed waits for the leader to go, or to fall silent. */
async function succeed(doors: LeadDoors, onFollowing: () => void): Promise<Lead> {
	onFollowing();
	const settled = new AbortController();
	try {
		const lead = await Promise.race([
			request(doors, { signal: settled.signal }),
			silence(doors, settled.signal).then(() => request(doors, { steal: true }))
		]);
		if (!lead) throw new Error('a lock that was waited for was not given');
		return lead;
	} finally {
		settled.abort();
	}
}

function request({ locks }: LeadDoors, options: LockOptions): Promise<Lead | undefined> {
	return new Promise((resolve, reject) => {
		const lost = new AbortController();
		let release = () => {};
		const held = new Promise<void>((done) => (release = done));
		locks
			.request(LEAD_LOCK, options, (lock) => {
				resolve(lock ? { lost: lost.signal, release } : undefined);
				return lock ? held : undefined;
			})
			.then(
				() => lost.abort(),
				(error: unknown) => {
					lost.abort();
					reject(error as Error);
				}
			);
	});
}

async function beat({ clock, channel }: LeadDoors, lost: AbortSignal): Promise<void> {
	while (!lost.aborted) {
		channel.post({ type: 'beat' });
		await clock.sleep(BEAT_MS);
	}
}

/** silence resolves when no beat came for a while, by a clock that was awake all the time. */
async function silence({ clock, channel }: LeadDoors, signal: AbortSignal): Promise<void> {
	let heardAt = clock.now();
	const stop = channel.on((message) => {
		if (message.type === 'beat') heardAt = clock.now();
	});
	try {
		// Two followers must not take the lock from each other.
		const patience = SILENCE_MS + clock.random() * BEAT_MS;
		while (clock.now() - heardAt < patience) {
			const before = clock.now();
			await clock.sleep(LISTEN_MS, signal);
			// This tab slept itself: what it did not hear says nothing.
			if (clock.now() - before > 2 * BEAT_MS) heardAt = clock.now();
		}
	} finally {
		stop();
	}
}
