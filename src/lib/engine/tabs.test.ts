import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { TransferError } from '../kernel/errors';
import type { Update, UploadRow } from './engine-api';
import { takeLead, type Lead } from './lead';
import { PageFeed } from './page-feed';
import type { Commands, TabChannel, TabMessage } from './tab-channel';
import { Follower, LeaderGone, serveTabs } from './tabs';

/** A channel as BroadcastChannel is: everyone hears it but the one that speaks. */
class Air {
	readonly #ends = new Set<Set<(message: TabMessage) => void>>();
	end(): TabChannel {
		const mine = new Set<(message: TabMessage) => void>();
		this.#ends.add(mine);
		return {
			post: (message) => {
				for (const end of this.#ends) {
					if (end !== mine) for (const listener of end) queueMicrotask(() => listener(message));
				}
			},
			on: (listener) => {
				mine.add(listener);
				return () => mine.delete(listener);
			}
		};
	}
}

/** One lock, with queue and steal, as Web Locks have it. */
class OneLock {
	#holder: { lose: (reason: Error) => void } | undefined;
	readonly #queue: (() => void)[] = [];

	request = async (_: string, options: LockOptions, work: (lock: unknown) => unknown) => {
		if (this.#holder && options.ifAvailable) return work(null);
		if (this.#holder && options.steal) this.#holder.lose(new DOMException('', 'AbortError'));
		else if (this.#holder) await new Promise<void>((next) => this.#queue.push(next));
		let lose!: (reason: Error) => void;
		const lost = new Promise((_resolve, reject) => (lose = reject));
		const holder = { lose };
		this.#holder = holder;
		await Promise.race([work({}), lost]);
		if (this.#holder === holder) this.#holder = undefined;
		this.#queue.shift()?.();
		return undefined;
	};
}

let clock: FakeClock;
let air: Air;
let locks: LockManager;

beforeEach(() => {
	clock = new FakeClock();
	air = new Air();
	locks = new OneLock() as unknown as LockManager;
});

function tab() {
	const state: { lead?: Lead; following: boolean } = { following: false };
	const doors = { clock, locks, channel: air.end() };
	void takeLead(doors, () => (state.following = true)).then((lead) => (state.lead = lead));
	return state;
}

describe('the lead', () => {
	test('is one tab’s, and goes to the next when that one lets go', async () => {
		const first = tab();
		await settle();
		const second = tab();
		await settle();
		expect([first.lead !== undefined, second.lead, second.following]).toEqual([
			true,
			undefined,
			true
		]);
		first.lead!.release();
		await settle();
		expect(second.lead).toBeDefined();
	});

	test('stays while its beats are heard', async () => {
		const first = tab();
		await settle();
		const second = tab();
		await clock.advance(60_000);
		expect(first.lead!.lost.aborted).toBe(false);
		expect(second.lead).toBeUndefined();
	});

	test('is taken from a tab that fell silent, which learns of it', async () => {
		const first = tab();
		await settle();
		// A frozen tab: its clock stands still.
		const frozen = clock;
		clock = new FakeClock();
		const second = tab();
		await clock.advance(1_400);
		expect(second.lead).toBeUndefined();
		await clock.advance(1_000);
		expect(second.lead).toBeDefined();
		expect(first.lead!.lost.aborted).toBe(true);
		expect(frozen.sleeping).toBeGreaterThan(0);
	});
});

const commandsOf = (list: () => Promise<unknown>) => ({ list }) as unknown as Commands;

describe('a follower', () => {
	test('shows the whole picture of the leader and then what changes', async () => {
		const seen: [Update, boolean][] = [];
		const leader = serveTabs(air.end(), {
			commands: commandsOf(async () => 1),
			whole: () => ({ connection: 'online' })
		});
		new Follower(air.end(), (update, whole) => seen.push([update, whole]));
		await settle();
		leader.update({ connection: 'offline' });
		await settle();
		expect(seen).toEqual([
			[{ connection: 'online' }, true],
			[{ connection: 'offline' }, false]
		]);
	});

	test('gets answers and errors of the leader as its own', async () => {
		let fail = false;
		serveTabs(air.end(), {
			commands: commandsOf(async () => {
				if (fail) throw new TransferError('signed-out', { detail: 'x' });
				return [1];
			}),
			whole: () => ({})
		});
		const follower = new Follower(air.end(), () => {});
		expect(await follower.call('list', [])).toEqual([1]);
		fail = true;
		await expect(follower.call('list', [])).rejects.toMatchObject({ code: 'signed-out' });
	});

	test('asks the next leader what the last one did not answer', async () => {
		const old = serveTabs(air.end(), {
			commands: commandsOf(() => new Promise(() => {})),
			whole: () => ({})
		});
		const follower = new Follower(air.end(), () => {});
		const answer = follower.call('list', []);
		await settle();
		old.stop();
		serveTabs(air.end(), { commands: commandsOf(async () => 'here'), whole: () => ({}) });
		expect(await answer).toBe('here');
	});

	test('that leads itself now says so to whoever waits', async () => {
		const follower = new Follower(air.end(), () => {});
		const answer = follower.call('list', []);
		follower.leave();
		await expect(answer).rejects.toBeInstanceOf(LeaderGone);
	});
});

describe('the page’s feed', () => {
	const rows = (...ids: string[]) => ids.map((id) => ({ id }) as UploadRow);

	test('takes away the rows that a new leader does not know', () => {
		const feed = new PageFeed();
		const seen: Update[] = [];
		feed.add((update) => seen.push(update));
		feed.send({ rows: rows('a', 'b') });
		feed.send({ rows: rows('b', 'c') }, true);
		expect(seen.at(-1)!.removed).toEqual(['a']);
	});

	test('hands 10,000 rows over in lots', () => {
		const feed = new PageFeed();
		const lots: number[] = [];
		feed.add((update) => lots.push(update.rows?.length ?? 0));
		feed.send({ rows: rows(...Array.from({ length: 10_000 }, (_, i) => `${i}`)) });
		expect(lots).toEqual(Array.from({ length: 20 }, () => 500));
	});
});
