import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { MemoryDrive } from '../../../tests/support/memory-drive';
import { SlowLine } from '../../../tests/support/slow-line';
import { KiB } from '../kernel/bytes';

/** A part of 16 MiB at 1 Mbit/s, both a thousandth: 134 seconds. */
const PART = 16 * KiB;
const MBIT = 125_000 / 1024;
const MINUTE = 60;

let rig: EngineRig;
let line: SlowLine;
/** Every state that any row was in. */
let states: Set<string>;

beforeEach(async () => {
	rig = new EngineRig((clock) => new MemoryDrive({ clock, partSize: PART }));
	rig.partsPerFile = 5;
	line = new SlowLine(rig.clock, MBIT);
	rig.carry = line.carry;
	states = new Set();
	await rig.start();
	rig.queue.changed.on(({ id }) => states.add(rig.queue.entry(id)?.upload.status.state ?? ''));
});

/** run lets time pass, with a cut each `every` seconds, until all rows are done; gives the cuts. */
async function run(ids: readonly string[], every: number): Promise<number> {
	const state = (id: string) => rig.queue.entry(id)?.upload.status.state;
	for (let cuts = 0; cuts < 500; cuts++) {
		for (let second = 0; second < every; second++) {
			if (ids.every((id) => state(id) === 'done')) return cuts;
			await rig.clock.advance(1000);
		}
		line.cut();
	}
	throw new Error('still not done');
}

const names = (count: number) => Array.from({ length: count }, (_, n) => `u${n}`);

async function addAll(ids: readonly string[], parts: number): Promise<Uint8Array[]> {
	const all = ids.map(() => fresh(parts * PART - 100));
	for (const [order, id] of ids.entries()) {
		const source = { rootId: id, path: [] };
		await rig.add(all[order]!, { id, order, name: id, source });
	}
	return all;
}

describe('a line of 1 Mbit/s that is cut every ten minutes', () => {
	test('carries a file to its end, and no row waits or fails', async () => {
		const [bytes] = await addAll(['u'], 40);
		const cuts = await run(['u'], 10 * MINUTE);
		await rig.expectStored('u', bytes!);
		expect(cuts).toBeGreaterThan(8);
		expect([...states].filter((state) => ['waiting', 'failed'].includes(state))).toEqual([]);
		// At first nobody knows how slow the line is; then each cut costs no more than one part.
		expect(line.lost).toBeLessThanOrEqual(5 * PART + (cuts - 1) * PART);
		expect(rig.puts).toBeLessThanOrEqual(40 + 5 + cuts - 1);
	});

	test('has one part on its way where an earlier life has measured it', async () => {
		await addAll(['u'], 5);
		await run(['u'], 10 * MINUTE);
		await rig.start();
		line.most = 0;
		await addAll(['v'], 8);
		await run(['v'], 10 * MINUTE);
		expect(line.most).toBe(PART);
	});

	test('carries three files at once', async () => {
		const ids = names(3);
		const all = await addAll(ids, 8);
		await run(ids, 10 * MINUTE);
		for (const [n, id] of ids.entries()) await rig.expectStored(id, all[n]!);
		expect([...states].filter((state) => ['waiting', 'failed'].includes(state))).toEqual([]);
	});
});

test('a line cut so often that three parts at once never arrive carries them one by one', async () => {
	const ids = names(3);
	const all = await addAll(ids, 4);
	await run(ids, 5 * MINUTE);
	for (const [n, id] of ids.entries()) await rig.expectStored(id, all[n]!);
});

test('a line that becomes fast gets as many parts as the person set', async () => {
	await addAll(['u'], 60);
	for (let second = 0; second < 20 * MINUTE; second++) await rig.clock.advance(1000);
	line.most = 0;
	line.rate = 4 * PART;
	await run(['u'], 100 * MINUTE);
	expect(line.most).toBe(5 * PART);
});

test('a line that is fast from the start is filled at once', async () => {
	line.rate = 10 * PART;
	await addAll(['u'], 20);
	await rig.settled();
	expect(line.most).toBe(5 * PART);
	const began = rig.clock.now();
	await run(['u'], 10 * MINUTE);
	expect((rig.clock.now() - began) / 1000).toBeLessThanOrEqual(5);
});
