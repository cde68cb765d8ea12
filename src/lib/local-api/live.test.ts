import { beforeEach, expect, test } from 'vitest';
import { Air } from '../../../tests/support/air';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { tellLive, type Live } from './live';
import type { LiveMessage } from './local-api';

let air: Air<LiveMessage>;
let clock: FakeClock;
let live: Live;
/** What has changed, of each time that uploads were drawn. */
let drawn: string[][];

beforeEach(() => {
	air = new Air();
	clock = new FakeClock();
	drawn = [];
	live = tellLive({
		channel: air.end(),
		clock,
		uploads(changed) {
			drawn.push([...changed]);
			return [];
		}
	});
});

const told = () => air.said.filter(({ type }) => type === 'upload_progress').length;

test('a change is told at once, what follows every 500 ms, and the last state always', async () => {
	live.changed(['a']);
	await settle();
	expect(air.said).toEqual([{ type: 'upload_progress', data: { uploads: [] } }]);
	for (let i = 0; i < 100; i++) {
		live.changed([`r${i % 2}`]);
		await clock.advance(19);
	}
	expect(told()).toBe(1 + Math.floor(1900 / 500));
	live.changed(['last']);
	await clock.advance(500);
	expect(drawn.at(-1)).toEqual(expect.arrayContaining(['last']));
	expect(drawn[1]).toEqual(['r0', 'r1']);
});

test('while nothing changes nothing is told, drawn or waited for', async () => {
	live.changed(['a']);
	await clock.advance(500);
	live.changed([]);
	await clock.advance(60_000);
	expect([told(), drawn.length, clock.sleeping]).toEqual([1, 1, 0]);
});

test('a ping is answered with its own timestamp', async () => {
	const other = air.end();
	other.post({ type: 'ping', timestamp: 12.5 });
	await settle();
	expect(air.said.at(-1)).toEqual({ type: 'pong', timestamp: 12.5 });
	other.post({ type: 'pong', timestamp: 13 });
	await settle();
	expect(air.said).toHaveLength(3);
});

test('an engine that no longer leads says nothing', async () => {
	live.changed(['a']);
	await settle();
	live.changed(['b']);
	live.stop();
	air.end().post({ type: 'ping', timestamp: 1 });
	await clock.advance(1000);
	expect(air.said.map(({ type }) => type)).toEqual(['upload_progress', 'ping']);
});
