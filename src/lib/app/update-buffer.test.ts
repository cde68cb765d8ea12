import { expect, test } from 'vitest';
import { fakeRow } from '../../../tests/support/fake-engine';
import { UpdateBuffer, type Merged } from './update-buffer';

function buffered() {
	const applied: Merged[] = [];
	const frames: (() => void)[] = [];
	const buffer = new UpdateBuffer(
		(merged) => applied.push(merged),
		(flush) => frames.push(flush)
	);
	return { applied, frames, buffer };
}

test('many updates become one a frame, with the newest form of each row', () => {
	const { applied, frames, buffer } = buffered();
	buffer.push({ rows: [fakeRow({ id: 'a', sent: 1 })], connection: 'offline' });
	buffer.push({ rows: [fakeRow({ id: 'a', sent: 2 }), fakeRow({ id: 'b' })] });
	expect(frames).toHaveLength(1);
	frames[0]!();
	expect(applied).toHaveLength(1);
	expect(applied[0]!.rows.get('a')!.sent).toBe(2);
	expect([...applied[0]!.rows.keys()]).toEqual(['a', 'b']);
	expect(applied[0]!.connection).toBe('offline');
});

test('a row that goes and comes back within a frame is there', () => {
	const { applied, buffer } = buffered();
	buffer.push({ rows: [fakeRow({ id: 'a' }), fakeRow({ id: 'b' })] });
	buffer.push({ removed: ['a', 'b'] });
	buffer.push({ rows: [fakeRow({ id: 'b' })] });
	buffer.flush();
	expect([...applied[0]!.rows.keys()]).toEqual(['b']);
	expect([...applied[0]!.removed]).toEqual(['a']);
});

test('a frame that comes after a flush changes nothing', () => {
	const { applied, frames, buffer } = buffered();
	buffer.push({ removed: ['a'] });
	buffer.flush();
	frames[0]!();
	expect(applied).toHaveLength(1);
});
