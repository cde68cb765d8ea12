import { expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { NO_LIMIT } from '../../../tests/support/no-limit';
import { anUpload } from '../../../tests/support/uploads';
import { placesFor } from './reorder';
import type { Place, Upload } from './upload';

const line = (count: number) =>
	Array.from({ length: count }, (_, index) => anUpload({ id: `u${index + 1}`, order: index + 1 }));

/** after gives the ids in line after rows were moved. */
function after(uploads: readonly Upload[], ids: readonly string[], place: Place) {
	const places = placesFor(uploads, ids, place);
	return uploads
		.map((upload) => ({ ...upload, ...places.get(upload.id) }))
		.sort((a, b) => a.order - b.order);
}
const names = (uploads: readonly Upload[]) => uploads.map(({ id }) => id).join(' ');

test('rows go between two others, in the order in which they are named', () => {
	const moved = after(line(5), ['u5', 'u1'], { between: [2, 3] });
	expect(names(moved)).toBe('u2 u5 u1 u3 u4');
});

test('only those that are moved are written', () => {
	expect([...placesFor(line(5), ['u5', 'gone'], { between: [0, 1] }).keys()]).toEqual(['u5']);
});

test('the same place may be taken ten thousand times: then all are numbered anew', () => {
	let uploads = line(4);
	for (let turn = 0; turn < 10_000; turn++) {
		const id = turn % 2 ? 'u4' : 'u3';
		const [first, second] = uploads.filter((one) => one.id !== id);
		uploads = after(uploads, [id], { between: [first!.order, second!.order] });
		expect(uploads[1]!.id).toBe(id);
	}
	expect(new Set(uploads.map(({ order }) => order)).size).toBe(4);
});

test('a priority changes no place', () => {
	const uploads = after(line(3), ['u3'], { priority: 'high' });
	expect(uploads.map(({ priority }) => priority)).toEqual([undefined, undefined, 'high']);
	expect(names(uploads)).toBe('u1 u2 u3');
	expect(after(uploads, ['u3'], { priority: 'normal' })[2]!.priority).toBeUndefined();
});

test('a row of high priority takes a place, and the one that had it loses no part', async () => {
	const rig = new EngineRig();
	await rig.start();
	rig.filesAtOnce = 1;
	rig.partsPerFile = 2;
	rig.carry = (_, { signal }) => rig.clock.sleep(1000, signal);
	const [long, urgent] = [fresh(100), fresh(20)];
	const id = await rig.add(long);
	await rig.clock.advance(2500);
	const source = { rootId: 'r2', path: [] };
	const second = await rig.add(urgent, { id: 'u2', name: 'b', order: 2, source });
	await rig.settled();
	expect(rig.queue.entry(second)!.upload.status.state).toBe('queued');
	rig.queue.arrange(
		placesFor(
			[...rig.queue.entries()].map(({ upload }) => upload),
			[second],
			{ priority: 'high' }
		)
	);
	await rig.settled();
	// Its parts on their way go on to their end.
	expect(rig.queue.entry(id)!.upload.status.state).toBe('uploading');
	await rig.clock.advance(600);
	expect(rig.queue.entry(id)!.upload.status.state).toBe('queued');
	expect(rig.queue.entry(second)!.upload.status.state).toBe('uploading');
	await rig.expectStored(second, urgent);
	await rig.expectStored(id, long);
	// Each part of both went up once.
	expect(rig.puts).toBe(12);
});

test('parts that wait for the limit go as soon as it is lifted', async () => {
	const rig = new EngineRig();
	await rig.start();
	rig.bandwidth = { bandwidth: 'rate', bandwidthRate: 1, timetable: '' };
	const bytes = fresh(95);
	const id = await rig.add(bytes);
	await rig.settled();
	const before = rig.puts;
	expect(before).toBeLessThan(3);
	rig.bandwidth = NO_LIMIT;
	rig.queue.pump();
	await rig.settled();
	expect(rig.puts).toBe(10);
	await rig.expectStored(id, bytes);
});

test('places survive a restart', async () => {
	const rig = new EngineRig();
	await rig.start();
	await rig.queue.pause();
	rig.filesAtOnce = 0;
	await rig.add(fresh(20));
	await rig.add(fresh(20), { id: 'u2', name: 'b', order: 2 });
	const uploads = () => [...rig.queue.entries()].map(({ upload }) => upload);
	rig.queue.arrange(placesFor(uploads(), ['u2'], { between: [0, 1], priority: 'low' }));
	await rig.settled();
	rig.crash();
	await rig.start();
	expect(rig.queue.entry('u2')!.upload).toMatchObject({ order: 0.5, priority: 'low' });
});
