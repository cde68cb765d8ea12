import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import type { FlightArchive, FlightEvent } from './flight-recorder';
import { LateRecorder } from './late-recorder';
import { RingRecorder } from './ring-recorder';

const clock = new FakeClock();
const leads: FlightEvent = { step: 'engine', detail: 'leads' };
const sent: FlightEvent = { step: 'sent', uploadId: 'u1', part: 1 };
const noRows = { settings: {}, rows: [] };
let loads = 0;
const ring = async (): Promise<FlightArchive> => {
	loads += 1;
	return new RingRecorder(clock, Promise.reject(new Error('no IndexedDB')));
};

test('a visit without uploads loads nothing; the first row’s event brings all that was before', async () => {
	const late = new LateRecorder(clock, ring);
	late.record(leads);
	await settle();
	expect(loads).toBe(0);
	const before = clock.now();
	await clock.advance(5_000);
	late.record(sent);
	late.record({ ...sent, part: 2 });
	await settle();
	late.record({ ...sent, part: 3 });
	expect(loads).toBe(1);
	const { records } = await late.log(noRows);
	expect(records.map(({ step, part, at }) => [step, part, at - before])).toEqual([
		['engine', undefined, 0],
		['sent', 1, 5_000],
		['sent', 2, 5_000],
		['sent', 3, 5_000]
	]);
});

test('a log can be had and cleared before anything was uploaded', async () => {
	const late = new LateRecorder(clock, ring);
	late.record(leads);
	expect((await late.log(noRows)).records).toHaveLength(1);
	await late.clear();
	expect((await late.log(noRows)).records).toEqual([]);
});

test('code that can’t be loaded stops nobody', async () => {
	const late = new LateRecorder(clock, () => Promise.reject(new Error('offline')));
	late.record(sent);
	await settle();
	expect(() => late.record(sent)).not.toThrow();
	await expect(late.log(noRows)).rejects.toThrow('offline');
});
