/** PartNotes: what the flight recorder is told of one try of a part. */
import type { PresignedPart } from '../drives/drive';
import type { FlightEvent } from '../flight/flight-recorder';
import type { TransferError } from '../kernel/errors';
import type { Tools } from './tools';
import { isRelayed, laneOf } from './ways';

export interface PartNotes {
	/** moved is called with every progress of the PUT; the first one with bytes is noted. */
	moved(bytes: number): void;
	/** arrived: storage has the part. `detail` says how that is known, if not by its answer. */
	arrived(bytes: number, detail?: string): void;
	failed(failure: TransferError): void;
}

/** notesOf begins the notes of a try, numbered from 1. */
export function notesOf(
	part: PresignedPart,
	{ uploadId, attempt }: { readonly uploadId: string; readonly attempt: number },
	{ flight, clock }: Pick<Tools, 'flight' | 'clock'>
): PartNotes {
	const startedAt = clock.now();
	let moved = 0;
	const note = (event: FlightEvent) =>
		flight.record({
			uploadId,
			part: part.number,
			attempt,
			host: isRelayed(part) ? 'relay' : laneOf(part),
			ms: clock.now() - startedAt,
			...event
		});
	return {
		moved(bytes) {
			if (moved === 0 && bytes > 0) note({ step: 'first-byte' });
			moved = bytes;
		},
		arrived: (bytes, detail) => note({ step: 'sent', bytes, detail }),
		failed: ({ code, detail }) => note({ step: 'retry', code, detail, bytes: moved })
	};
}
