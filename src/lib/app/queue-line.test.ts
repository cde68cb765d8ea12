import { beforeEach, describe, expect, test } from 'vitest';
import { fakeRow } from '../../../tests/support/fake-engine';
import { anUpload } from '../../../tests/support/uploads';
import type { UploadRow } from '../engine/engine-api';
import { placesFor } from '../uploads/reorder';
import type { Place } from '../uploads/upload';
import { QueueLine } from './queue-line';
import { RowBoard } from './row-board.svelte';

let board: RowBoard;
let line: QueueLine;
/** What the engine was asked, and its own rows. */
let asked: (readonly [ids: readonly string[], to: Place])[];
let engine: Map<string, UploadRow>;

function show(...rows: UploadRow[]): void {
	engine = new Map(rows.map((row) => [row.id, row]));
	board = new RowBoard();
	board.apply(rows, []);
	asked = [];
	const reorder = (ids: readonly string[], to: Place) => {
		asked.push([ids, to]);
		const uploads = [...engine.values()].map(({ id, order, priority }) => {
			return anUpload({ id, order, priority });
		});
		for (const [id, place] of placesFor(uploads, ids, to)) {
			engine.set(id, { ...engine.get(id)!, ...place });
		}
	};
	line = new QueueLine({ board, reorder });
}

const row = (id: string, order: number, change: Partial<UploadRow> = {}) =>
	fakeRow({ id, name: id, order, ...change });
const group = (name: string) => ({ id: name, name, path: `/${name}` });
const inFolder = (name: string, ...orders: number[]) =>
	orders.map((order) => row(`${name}${order}`, order, { group: group(name), path: `/${name}/x` }));
const keys = () => board.lines.map(({ key }) => key).join(' ');

/** The engine's own answer must change nothing of what the list shows. */
function agrees(): void {
	const before = keys();
	board.apply(engine.values(), []);
	expect(keys()).toBe(before);
}

beforeEach(() => show(...[1, 2, 3, 4].map((order) => row(`r${order}`, order))));

describe('a row', () => {
	test('goes up, down, to the front and to the end, and says where it is then', () => {
		expect(line.move('r3', 'up')).toMatchObject({ name: 'r3', position: 2, of: 4 });
		expect(keys()).toBe('r1 r3 r2 r4');
		expect(line.move('r3', 'down')?.position).toBe(3);
		expect(keys()).toBe('r1 r2 r3 r4');
		expect(line.move('r3', 'first')?.position).toBe(1);
		expect(line.move('r1', 'last')?.position).toBe(4);
		expect(keys()).toBe('r3 r2 r4 r1');
		agrees();
	});

	test('that is first goes no higher, and nothing is asked for', () => {
		expect(line.move('r1', 'up')?.position).toBe(1);
		expect(line.move('r4', 'down')?.position).toBe(4);
		expect(asked).toEqual([]);
	});

	test('follows quick key presses, each from where the one before has put it', () => {
		for (let i = 0; i < 3; i++) line.move('r1', 'down');
		expect(keys()).toBe('r2 r3 r4 r1');
		agrees();
	});

	test('that is at work or over stays where it is', () => {
		show(row('a', 1, { state: 'uploading' }), row('b', 2), row('c', 3, { state: 'done' }));
		expect([line.move('a', 'down'), line.move('c', 'up')]).toEqual([undefined, undefined]);
		expect(line.move('b', 'up')).toMatchObject({ position: 1, of: 1 });
	});

	test('that goes to the front comes after those that are at work, also when they go on later', () => {
		show(row('a', 1, { state: 'uploading' }), row('b', 2), row('c', 3));
		line.move('c', 'first');
		line.move('b', 'first');
		board.apply([row('a', 1)], []);
		expect(keys()).toBe('a b c');
	});

	test('is dropped before or behind another one', () => {
		line.drop('r4', 'before', 'r2');
		expect(keys()).toBe('r1 r4 r2 r3');
		line.drop('r1', 'after', 'r2');
		expect(keys()).toBe('r4 r2 r1 r3');
		agrees();
	});

	test('dropped above one that is at work becomes the first of those that wait', () => {
		show(row('a', 1, { state: 'uploading' }), row('b', 2), row('c', 3));
		expect(line.drop('c', 'before', 'a')?.position).toBe(1);
		expect(keys()).toBe('a c b');
	});

	test('that has the focus goes where it is sent', () => {
		board.pin('r2');
		line.move('r2', 'last');
		expect(keys()).toBe('r1 r3 r4 r2');
		board.apply([row('r1', 1, { state: 'uploading' })], []);
		expect(keys()).toBe('r1 r3 r4 r2');
	});

	test('takes over the priority of what it passes, as it could not pass it else', () => {
		show(row('a', 1, { priority: 'high' }), row('b', 2), row('c', 3, { priority: 'low' }));
		expect(line.move('b', 'up')).toMatchObject({ position: 1, priority: 'high' });
		expect(line.move('b', 'last')).toMatchObject({ position: 3, priority: 'low' });
		expect(keys()).toBe('a c b');
		agrees();
	});
});

describe('a folder', () => {
	beforeEach(() =>
		show(row('a', 1), ...inFolder('f', 2, 3, 4), row('b', 5), ...inFolder('g', 6, 7))
	);

	test('moves with all that is in it', () => {
		expect(keys()).toBe('a f b g');
		expect(line.move('g', 'first')).toMatchObject({ name: 'g', position: 1, of: 4 });
		expect(keys()).toBe('g a f b');
		expect(asked[0]![0]).toEqual(['g6', 'g7']);
		line.move('a', 'down');
		expect(keys()).toBe('g f a b');
		agrees();
		const orders = [...engine.values()].toSorted((a, b) => a.order - b.order);
		expect(orders.map(({ id }) => id).join(' ')).toBe('g6 g7 f2 f3 f4 a b');
	});

	test('leaves alone what of it is done', () => {
		board.apply(
			[...inFolder('f', 2)].map((one) => ({ ...one, state: 'done' as const })),
			[]
		);
		line.move('f', 'last');
		expect(asked[0]![0]).toEqual(['f3', 'f4']);
		expect(keys()).toBe('a b g f');
	});

	test('goes before another one that is at work: the rest of that comes later', () => {
		board.apply(
			[...inFolder('f', 2)].map((one) => ({ ...one, state: 'uploading' as const })),
			[]
		);
		expect(keys()).toBe('f a b g');
		line.move('g', 'first');
		const orders = ['g6', 'g7', 'f3'].map((id) => board.get(id)!.row.order);
		expect(orders).toEqual(orders.toSorted((a, b) => a - b));
	});

	test('lets its rows move among themselves, and not out of it', () => {
		board.expand('f', true);
		expect(line.move('f4', 'first')).toMatchObject({ position: 1, of: 3 });
		expect(keys()).toBe('a f f4 f2 f3 b g');
		expect(line.move('f4', 'up')?.position).toBe(1);
		expect([line.takes('f4', 'f2'), line.takes('f4', 'b'), line.takes('b', 'f')]).toEqual([
			true,
			false,
			true
		]);
		agrees();
	});

	test('has the priority that all of its rows have', () => {
		line.prioritise('g', 'high');
		expect(keys()).toBe('g a f b');
		line.prioritise('f', 'low');
		expect(keys()).toBe('g a b f');
		expect(board.lines.map((one) => one.kind === 'folder' && one.folder.summary.priority)).toEqual([
			'high',
			false,
			false,
			'low'
		]);
		board.apply([{ ...board.get('f3')!.row, priority: 'normal' }], []);
		expect(board.lines.at(-1)).toMatchObject({ key: 'b' });
	});
});
