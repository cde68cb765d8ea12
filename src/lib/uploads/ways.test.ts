import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { MEMORY_TRAITS } from '../../../tests/support/memory-drive';
import { memoryStore } from '../../../tests/support/memory-store';
import type { PresignedPart } from '../drives/drive';
import { RELAY_HEADERS, RELAY_PATH, type RelaySetting } from '../drives/wire';
import { laneOf, Ways } from './ways';

const HOUR = 60 * 60 * 1000;
const HOST = 'https://storage.test';
const about = { number: 1, method: 'PUT', expiresAt: 0 } as const;
const direct = (origin = HOST): PresignedPart => ({ ...about, url: `${origin}/k`, headers: {} });
const relayed: PresignedPart = {
	...about,
	url: RELAY_PATH,
	headers: { [RELAY_HEADERS.storage]: HOST }
};
let clock: FakeClock;
let store: ReturnType<typeof memoryStore>;
let relay: RelaySetting;
let ways: Ways;

beforeEach(async () => {
	clock = new FakeClock();
	store = memoryStore();
	relay = { on: true };
	ways = await visit();
});

/** visit begins with what the store has. */
async function visit(): Promise<Ways> {
	const made = new Ways({ clock, store, reaches: async () => true, relay: () => relay });
	await made.load();
	return made;
}

/** A direct part that the host refused, or that failed after `sent` of 10 bytes. */
async function refuse({ sent = 0, startedAt = clock.now() } = {}) {
	await clock.advance(10);
	return ways.judge({ part: direct(), startedAt, sent, size: 10 });
}

describe('a host that refuses pages', () => {
	test('is reached by the relay from now on, and no other host is', async () => {
		expect(await refuse()).toBe('relay');
		expect([ways.fits(relayed), ways.fits(direct())]).toEqual([true, false]);
		expect(ways.fits(direct('https://other.test'))).toBe(true);
	});

	test('is known after a restart once the relay has worked, not before', async () => {
		await refuse();
		expect((await visit()).fits(direct())).toBe(true);
		ways.arrived(relayed);
		expect((await visit()).fits(relayed)).toBe(true);
	});

	test('is tried directly again after a day, however often the relay worked', async () => {
		await refuse();
		ways.arrived(relayed);
		await clock.advance(23 * HOUR);
		ways.arrived(relayed);
		expect(ways.fits(relayed)).toBe(true);
		await clock.advance(HOUR);
		expect(ways.fits(direct())).toBe(true);
		expect(await refuse()).toBe('relay');
	});

	test('is direct again when a part that was on its way arrives', async () => {
		await refuse();
		ways.arrived(relayed);
		ways.arrived(direct());
		expect(ways.fits(direct())).toBe(true);
		expect((await visit()).fits(direct())).toBe(true);
	});

	test('can’t be reached while the relay is off, though it was on before', async () => {
		await refuse();
		ways.arrived(relayed);
		relay = { on: false };
		expect(ways.fits(direct())).toBe(true);
		expect(await refuse()).toBe('refused');
	});
});

describe('a host that let pages in', () => {
	test.each([
		['took a part', async () => ways.arrived(direct())],
		['said no in words', async () => ways.answered(direct())],
		['took bytes', () => refuse({ sent: 5 })]
	])('as it %s, is left after three failures in a row', async (_, before) => {
		await before();
		expect([await refuse(), await refuse(), await refuse()]).toEqual([
			'network',
			'network',
			'relay'
		]);
	});

	test('in an earlier visit, too', async () => {
		ways.arrived(direct());
		ways = await visit();
		expect(await refuse()).toBe('network');
	});

	test('and takes a part in between, starts over', async () => {
		ways.arrived(direct());
		for (let i = 0; i < 5; i++) {
			expect([await refuse(), await refuse()]).toEqual(['network', 'network']);
			ways.arrived(direct());
		}
	});

	test('has one failure, not five, when five parts fail together', async () => {
		ways.arrived(direct());
		const startedAt = clock.now();
		const together = [1, 2, 3, 4, 5].map(() => refuse({ startedAt }));
		expect(new Set(await Promise.all(together))).toEqual(new Set(['network']));
	});

	test('is left although parts fail all the time, each while another is on its way', async () => {
		ways.arrived(direct());
		const judged: string[] = [];
		for (let i = 0; i < 12; i++) {
			const startedAt = clock.now() - 25;
			judged.push(await refuse({ startedAt }));
		}
		expect(judged.indexOf('relay')).toBeGreaterThan(4);
	});

	test('is not given up for answers that nobody can read, when there is no relay', async () => {
		relay = { on: false };
		for (let i = 0; i < 5; i++) expect(await refuse({ sent: 10 })).toBe('network');
	});
});

test('the relay that failed to reach a host is tried again after three more failures only', async () => {
	await refuse();
	ways.unreached(relayed);
	expect([await refuse(), await refuse(), await refuse()]).toEqual(['network', 'network', 'relay']);
});

test('the relay that has worked is not left for one failure', async () => {
	await refuse();
	ways.arrived(relayed);
	ways.unreached(relayed);
	expect(ways.fits(relayed)).toBe(true);
});

test('a part that is larger than the relay takes is refused before it is sent', async () => {
	relay = { on: true, maxBody: 4096 };
	expect(() => ways.refuseLarge(relayed, 4097)).toThrow('RELAY_MAX_BODY is 4096');
	ways.refuseLarge(relayed, 4096);
	ways.refuseLarge(direct(), 4097);
	expect(ways.maxPart(MEMORY_TRAITS)).toBeUndefined();
	await refuse();
	ways.uses(MEMORY_TRAITS, relayed);
	expect(ways.maxPart(MEMORY_TRAITS)).toBe(4096);
});

test('parts of the relay stand in a line of their own, whatever their host', () => {
	expect([laneOf(relayed), laneOf(direct())]).toEqual([RELAY_PATH, 'storage.test']);
});
