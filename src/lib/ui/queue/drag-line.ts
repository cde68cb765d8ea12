/**
 * dragLine: a line of the list follows the pointer until it is let go. Rows out of sight come into it
 * while the pointer rests at an edge of the window.
 */
import type { Side } from '../../app/queue-line';

/** DropPlace: next to which line, and how far down in the list the gap is, pixels. */
export interface DropPlace {
	readonly key: string;
	readonly side: Side;
	readonly top: number;
}

export interface DragDoors {
	readonly list: HTMLElement;
	/** Whether a line may be dropped next to another. */
	readonly takes: (key: string, target: string) => boolean;
	/** Where it would go now; undefined: nowhere. */
	readonly onmove: (place: DropPlace | undefined) => void;
	/** Called once: with the place that it was dropped at, or without one. */
	readonly onend: (place: DropPlace | undefined) => void;
}

/** Pixels from an edge of the window within which the page scrolls, and pixels a frame. */
const EDGE = 64;
const STEP = 9;
/** Below this the person has clicked and not dragged, pixels. */
const SLACK = 4;

/** dragLine begins with the press of a pointer. */
export function dragLine(key: string, press: PointerEvent, doors: DragDoors): void {
	const { list } = doors;
	const over = new AbortController();
	const { signal } = over;
	let y = press.clientY;
	let isMoving = false;
	let place: DropPlace | undefined;

	const look = () => {
		place = placeAt(key, y, doors);
		doors.onmove(place);
	};
	const scroll = () => {
		if (signal.aborted) return;
		requestAnimationFrame(scroll);
		const toEnd = innerHeight - y;
		const by = y < EDGE ? -STEP : toEnd < EDGE ? STEP : 0;
		if (!isMoving || by === 0) return;
		scrollBy(0, by);
		look();
	};
	const end = (dropped: DropPlace | undefined) => {
		over.abort();
		doors.onmove(undefined);
		doors.onend(isMoving ? dropped : undefined);
	};
	const on = <Type extends keyof WindowEventMap>(
		type: Type,
		hear: (event: WindowEventMap[Type]) => void
	) => addEventListener(type, hear, { signal, capture: true });

	on('pointermove', (event) => {
		if (event.pointerId !== press.pointerId) return;
		y = event.clientY;
		isMoving ||= Math.abs(y - press.clientY) > SLACK;
		if (isMoving) look();
	});
	on('pointerup', () => end(place));
	on('pointercancel', () => end(undefined));
	on('keydown', (event) => {
		if (event.key !== 'Escape') return;
		event.preventDefault();
		event.stopPropagation();
		end(undefined);
	});
	// Text must not be marked on the way.
	press.preventDefault();
	list.setPointerCapture(press.pointerId);
	requestAnimationFrame(scroll);
}

/** placeAt finds the gap between lines that is nearest to the pointer. */
function placeAt(key: string, y: number, { list, takes }: DragDoors): DropPlace | undefined {
	const { top: zero } = list.getBoundingClientRect();
	let nearest: (DropPlace & { readonly far: number }) | undefined;
	for (const row of list.querySelectorAll<HTMLElement>('[data-id]')) {
		const target = row.dataset['id']!;
		if (!takes(key, target)) continue;
		const { top, bottom } = row.getBoundingClientRect();
		for (const [side, edge] of [
			['before', top],
			['after', bottom]
		] as const) {
			const far = Math.abs(y - edge);
			if (!nearest || far < nearest.far) nearest = { key: target, side, top: edge - zero, far };
		}
	}
	return nearest;
}
