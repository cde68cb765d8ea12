import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';

let rig: EngineRig;

beforeEach(async () => {
	rig = new EngineRig();
	await rig.start();
});

describe('a pause until a moment', () => {
	test('ends by itself, in this life or the next, and the rows go on with what they have', async () => {
		rig.carry = (_, { signal }) => rig.clock.sleep(1000, signal);
		const bytes = fresh(60);
		const id = await rig.add(bytes);
		await rig.clock.advance(1500);
		const until = rig.clock.now() + 3_600_000;
		await rig.queue.pause(undefined, until);
		const status = { state: 'waiting', cause: 'scheduled', until };
		expect(rig.queue.entry(id)!.upload.status).toEqual(status);
		await rig.settled();
		rig.crash();
		await rig.clock.advance(1_000_000);
		await rig.start();
		expect(rig.queue.entry(id)!.upload.status).toEqual(status);
		await rig.clock.advance(until - rig.clock.now() - 1);
		expect(rig.queue.entry(id)!.upload.status).toEqual(status);
		const before = rig.stored.length;
		expect(before).toBeGreaterThan(0);
		await rig.expectStored(id, bytes);
		expect(rig.stored.length).toBe(6);
	});

	test('that passed while nobody was there is over', async () => {
		const id = await rig.add(fresh(20));
		await rig.queue.pause(undefined, rig.clock.now() + 1000);
		await rig.settled();
		rig.crash();
		await rig.clock.advance(5000);
		await rig.start();
		expect(await rig.status(id)).toMatchObject({ state: 'done' });
	});

	test('ends with Resume, and is replaced by another one', async () => {
		const id = await rig.add(fresh(20));
		const until = rig.clock.now() + 1000;
		await rig.queue.pause(undefined, until);
		await rig.queue.pause([id], until + 9000);
		await rig.clock.advance(2000);
		expect(rig.queue.entry(id)!.upload.status).toMatchObject({ until: until + 9000 });
		rig.queue.resume();
		expect(await rig.status(id)).toMatchObject({ state: 'done' });
	});

	test('wakes many rows with one look at the queue', async () => {
		const ids = Array.from({ length: 300 }, (_, index) => `u${index}`);
		for (const id of ids) await rig.add(fresh(1), { id, name: id, order: 1 });
		await rig.queue.pause(undefined, rig.clock.now() + 60_000);
		let looks = 0;
		const entries = rig.queue.entries.bind(rig.queue);
		const pump = rig.queue.pump.bind(rig.queue);
		rig.queue.pump = () => void ((looks += 1), pump());
		rig.filesAtOnce = 0;
		await rig.clock.advance(60_000);
		expect([...entries()].every(({ upload }) => upload.status.state === 'queued')).toBe(true);
		expect(looks).toBe(1);
	});
});
