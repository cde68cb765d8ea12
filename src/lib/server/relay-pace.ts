/** Pace of the relay: a body is passed on no faster than its page asked for. */
import { RELAY_HEADERS } from '../drives/wire';
import type { Clock } from '../kernel/clock';

type Bytes = Uint8Array<ArrayBuffer>;

/** Nobody gets to hold a connection for days, bytes per second. */
const LEAST_RATE = 1024;
/** Time that a late timer may cost and that is made up for, milliseconds. */
const CREDIT_MS = 500;

/**
 * rateOf reads what the page asks for, bytes per second; undefined: as fast as storage takes it. It
 * needs no seal: a page can only make its own body slower than it could send it anyway.
 */
export function rateOf(headers: Headers): number | undefined {
	const text = headers.get(RELAY_HEADERS.rate) ?? '';
	return /^\d{1,15}$/.test(text) ? Math.max(LEAST_RATE, Number(text)) : undefined;
}

/** paced passes `stream` on at `rate`. What is not passed on is not read, so that nothing piles up. */
export function paced(
	stream: ReadableStream<Bytes>,
	rate: number,
	clock: Clock,
	signal?: AbortSignal
): ReadableStream<Bytes> {
	const reader = stream.getReader();
	let busyUntil = -Infinity;
	return new ReadableStream<Bytes>(
		{
			async pull(controller) {
				const { done, value } = await reader.read();
				if (done) return controller.close();
				const now = clock.now();
				busyUntil = Math.max(now - CREDIT_MS, busyUntil === -Infinity ? now : busyUntil);
				busyUntil += (value.length / rate) * 1000;
				await clock.sleep(busyUntil - now, signal);
				controller.enqueue(value);
			},
			cancel: (reason) => reader.cancel(reason)
		},
		{ highWaterMark: 0 }
	);
}
