import { beforeEach, expect, test } from 'vitest';
import { Air } from '../../../tests/support/air';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { tellLive, type Live } from './live';
import type { LiveMessage, UploadProgress } from './local-api';
import { watchUploads } from './watch-uploads';

let air: Air<LiveMessage>;
let clock: FakeClock;
let seen: string[];
let gets: number;
let answer: () => Promise<{ ok: boolean; json: () => Promise<unknown> }>;

const named = (name: string) => [{ file_name: name } as UploadProgress];
const stored = async () => ({ ok: true, json: async () => ({ uploads: named('stored') }) });
const pings = () => air.said.filter(({ type }) => type === 'ping').length;

beforeEach(() => {
	air = new Air();
	clock = new FakeClock();
	seen = [];
	gets = 0;
	answer = stored;
});

function engine(): Live {
	return tellLive({ channel: air.end(), clock, uploads: () => named('live') });
}

async function watch() {
	const stop = watchUploads((uploads) => seen.push(uploads[0]!.file_name), {
		clock,
		open: () => air.end(),
		fetch: async (path) => {
			expect(path).toBe('/api/upload/progress');
			gets += 1;
			return answer();
		},
		onLive: (isLive) => seen.push(isLive ? 'on' : 'off')
	});
	await settle();
	return stop;
}

test('first it asks, then it hears', async () => {
	const live = engine();
	await watch();
	expect(seen).toEqual(['stored']);
	live.changed(['a']);
	await settle();
	expect(seen).toEqual(['stored', 'on', 'live']);
});

test('news that came before the first answer are newer than it', async () => {
	const live = engine();
	let give = () => {};
	const waits = new Promise<void>((resolve) => (give = resolve));
	answer = () => waits.then(stored);
	await watch();
	live.changed(['a']);
	await settle();
	give();
	await settle();
	expect(seen).toEqual(['on', 'live']);
});

test('of more than 500 uploads the first answer has those that no news named', async () => {
	const live = engine();
	let give = () => {};
	const waits = new Promise<void>((resolve) => (give = resolve));
	const many = Array.from({ length: 501 }, () => named('stored')).flat();
	answer = () => waits.then(() => ({ ok: true, json: async () => ({ uploads: many }) }));
	await watch();
	live.changed(['a']);
	await settle();
	give();
	await settle();
	expect(seen).toEqual(['on', 'live', 'stored']);
});

test('it pings every 30 seconds, and stays while that is answered', async () => {
	engine();
	await watch();
	await clock.advance(29_999);
	expect(pings()).toBe(0);
	await clock.advance(1);
	expect(pings()).toBe(1);
	await clock.advance(10 * 60_000);
	expect(pings()).toBeGreaterThan(15);
	expect([gets, seen]).toEqual([1, ['stored', 'on']]);
});

test('after silence it begins anew 5 seconds later, and hears the engine that came back', async () => {
	const live = engine();
	await watch();
	live.changed(['a']);
	await settle();
	live.stop();
	await clock.advance(35_000);
	expect(seen).toEqual(['stored', 'on', 'live', 'off']);
	expect([gets, air.open]).toEqual([1, 1]);
	await clock.advance(4_999);
	expect(gets).toBe(1);
	await clock.advance(1);
	expect([gets, air.open]).toEqual([2, 2]);
	engine().changed(['a']);
	await settle();
	expect(seen.slice(4)).toEqual(['stored', 'on', 'live']);
});

test.each([
	['refused', async () => ({ ok: false, json: async () => ({}) })],
	['no answer', () => Promise.reject(new TypeError('no line'))]
])('%s: it asks again every 5 seconds', async (_, how) => {
	answer = how;
	await watch();
	expect([gets, air.open]).toEqual([1, 0]);
	await clock.advance(10_000);
	expect([gets, seen]).toEqual([3, []]);
	answer = stored;
	await clock.advance(5_000);
	expect([gets, air.open, seen]).toEqual([4, 1, ['stored']]);
});

test('after its end it hears, asks and waits for nothing', async () => {
	const live = engine();
	const stop = await watch();
	stop();
	await settle();
	live.changed(['a']);
	await clock.advance(60_000);
	expect([gets, pings(), seen, clock.sleeping]).toEqual([1, 0, ['stored'], 0]);
});
