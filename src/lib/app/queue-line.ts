/** QueueLine: moves lines of the list within the line for a place: rows, and folders as a whole. */
import type { UploadRow } from '../engine/engine-api';
import { ordersBetween } from '../kernel/orders';
import { levelOf, PRIORITIES, type Priority } from '../kernel/priority';
import type { Place } from '../uploads/upload';
import type { RowBoard } from './row-board.svelte';
import type { Line } from './row-lines';
import { isFinished, rankOf } from './row-order';

export type Direction = 'first' | 'up' | 'down' | 'last';

/** Moved: what to tell a person of a line that went elsewhere. */
export interface Moved {
	readonly name: string;
	/** Among those that wait, from 1. */
	readonly position: number;
	readonly of: number;
	readonly priority: Priority;
}

/** Side of another line. */
export type Side = 'before' | 'after';

interface Doors {
	readonly board: Pick<RowBoard, 'apply' | 'lines'>;
	readonly reorder: (ids: readonly string[], to: Place) => void;
}

/** Unfinished rows behind a line, in their order. */
function rowsOf(line: Line): readonly UploadRow[] {
	if (line.kind === 'row') return isFinished(line.view.row) ? [] : [line.view.row];
	return line.folder.rowsOf((row) => !isFinished(row)).toSorted((a, b) => a.order - b.order);
}

/** priorityOf is that of a row; of a folder the one that all of its unfinished rows share, if any. */
export function priorityOf(line: Line): Priority | undefined {
	if (line.kind === 'row') return line.view.row.priority ?? 'normal';
	return line.folder.summary.priority;
}

/** canMove tells lines that are in line, and not at work or over. */
export function canMove(line: Line): boolean {
	if (line.kind === 'folder') return line.folder.summary.inLine > 0;
	return ['queued', 'paused', 'waiting'].includes(line.view.row.state);
}

export class QueueLine {
	readonly #doors: Doors;

	constructor(doors: Doors) {
		this.#doors = doors;
	}

	/** move puts a line before or behind others of its level; undefined where it can't move. */
	move(key: string, direction: Direction): Moved | undefined {
		const { line, index, others } = this.#find(key);
		if (!line || !canMove(line)) return undefined;
		const last = others.length;
		const to = { first: 0, up: Math.max(0, index - 1), down: Math.min(last, index + 1), last };
		return this.#place(line, others, index, to[direction], direction);
	}

	/** drop puts a line next to another one. */
	drop(key: string, side: Side, target: string): Moved | undefined {
		const { line, index, others } = this.#find(key);
		if (!line || !canMove(line) || key === target) return undefined;
		const lines = this.#doors.board.lines;
		const at = lines.findIndex((other) => other.key === target);
		const before = others.filter((other) => {
			const place = lines.indexOf(other);
			return place < at || (place === at && side === 'after');
		});
		return this.#place(line, others, index, before.length);
	}

	/** takes tells whether a line may be dropped next to another. */
	takes(key: string, target: string): boolean {
		const { line } = this.#find(key);
		const { line: other } = this.#find(target);
		return line !== undefined && other !== undefined && folderOf(line) === folderOf(other);
	}

	/** prioritise lets a line go before or after all others. */
	prioritise(key: string, priority: Priority): Moved | undefined {
		const { line } = this.#find(key);
		if (!line) return undefined;
		this.#send(rowsOf(line), { priority });
		return this.#told(key, line);
	}

	/** Lines of the same level that can move too, and where this one is among them. */
	#find(key: string) {
		const { lines } = this.#doors.board;
		const line = lines.find((one) => one.key === key);
		const level = lines.filter((one) => line && folderOf(one) === folderOf(line) && canMove(one));
		const others = level.filter((one) => one !== line);
		return { line, index: line ? level.indexOf(line) : -1, others };
	}

	/** All other lines of the same level. */
	#beside(line: Line): readonly Line[] {
		const { lines } = this.#doors.board;
		return lines.filter((one) => one.key !== line.key && folderOf(one) === folderOf(line));
	}

	#place(line: Line, others: readonly Line[], from: number, to: number, wanted?: Direction) {
		const moved = rowsOf(line);
		const ranges = others.map(rangeOf);
		if (ranges.length > 0 && (from !== to || wanted === 'first' || wanted === 'last')) {
			// Of those at work too: whatever goes to the front comes after them.
			const all = this.#beside(line).map(rangeOf);
			const numbers = all.flatMap(({ first, last }) => [first, last]);
			const waiting = ranges.flatMap(({ first, last }) => [first, last]);
			const isUp = to < from || wanted === 'first';
			const place = isUp
				? before(wanted === 'first' ? Math.min(...waiting) : ranges[to]!.first, numbers, moved)
				: after(wanted === 'last' ? Math.max(...waiting) : ranges[to - 1]!.last, numbers, moved);
			this.#send(moved, {
				between: place,
				...lift(line, isUp ? others[to] : others[to - 1], isUp)
			});
		}
		return this.#told(line.key, line);
	}

	/** The list shows it at once: the next key press must find it where it is by then. */
	#send(rows: readonly UploadRow[], to: Place): void {
		const orders = to.between && ordersBetween(rows.length, to.between);
		const changed = rows.map((row, index) => ({
			...row,
			order: orders?.[index] ?? row.order,
			...(to.priority && { priority: to.priority })
		}));
		this.#doors.board.apply(changed, []);
		this.#doors.reorder(
			rows.map(({ id }) => id),
			to
		);
	}

	#told(key: string, before: Line): Moved {
		const { line = before, index, others } = this.#find(key);
		const name = line.kind === 'row' ? line.view.row.name : line.folder.name;
		const priority = priorityOf(line) ?? 'normal';
		return { name, position: index + 1, of: others.length + 1, priority };
	}
}

const folderOf = (line: Line) => (line.kind === 'row' ? line.folder?.id : undefined);

/** rangeOf gives the orders of a line's first and last row. */
function rangeOf(line: Line): { readonly first: number; readonly last: number } {
	if (line.kind === 'row') return { first: line.view.row.order, last: line.view.row.order };
	let last = line.folder.order;
	for (const row of line.folder.rowsOf((one) => !isFinished(one))) last = Math.max(last, row.order);
	return { first: line.folder.order, last };
}

/** before gives the gap right before an order, as far as the next order of others. */
function before(order: number, others: readonly number[], rows: readonly UploadRow[]) {
	const lower = others.filter((one) => one < order);
	return [lower.length > 0 ? Math.max(...lower) : order - rows.length - 1, order] as const;
}

function after(order: number, others: readonly number[], rows: readonly UploadRow[]) {
	const higher = others.filter((one) => one > order);
	return [order, higher.length > 0 ? Math.min(...higher) : order + rows.length + 1] as const;
}

/** lift takes over a neighbour's priority, where the own one would keep a line from passing it. */
function lift(line: Line, neighbour: Line | undefined, isUp: boolean): Pick<Place, 'priority'> {
	if (!neighbour || stateRank(neighbour) !== stateRank(line)) return {};
	const own = levelOf({ priority: priorityOf(line) });
	const other = levelOf({ priority: priorityOf(neighbour) });
	return (isUp ? other < own : other > own) ? { priority: PRIORITIES[other] } : {};
}

/** Lines that move and lines that wait stand apart in the list, whatever their order. */
function stateRank(line: Line): number {
	if (line.kind === 'row') return rankOf({ ...line.view.row, priority: undefined });
	return rankOf({ state: line.folder.summary.state });
}
