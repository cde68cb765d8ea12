/**
 * FlightRecorder: what happened to each part, for the day when an upload went wrong. Recording costs
 * nothing that waits and never fails; what is recorded is redacted before it is stored.
 */
import type { ErrorCode } from '../kernel/errors';

/** FlightStep: what an event tells of. */
export type FlightStep =
	/** The row's Status changed: `detail` is the new state. */
	| 'state'
	/** Part URLs were asked for. */
	| 'sign'
	/** The first bytes of a part left. */
	| 'first-byte'
	/** Storage took a part. */
	| 'sent'
	/** A try failed, and why. */
	| 'retry'
	/** Storage was asked what it has. */
	| 'listing'
	/** The drive was asked: `detail` is the operation. */
	| 'call'
	/** Something of the whole engine: the line, the store, the lead. */
	| 'engine';

/** FlightEvent without a moment; the recorder adds that. */
export interface FlightEvent {
	readonly step: FlightStep;
	readonly uploadId?: string | undefined;
	readonly part?: number | undefined;
	/** How long it took, milliseconds. */
	readonly ms?: number | undefined;
	readonly bytes?: number | undefined;
	/** Number of the try, from 1. */
	readonly attempt?: number | undefined;
	/** Storage host, or "relay". */
	readonly host?: string | undefined;
	readonly code?: ErrorCode | undefined;
	readonly detail?: string | undefined;
}

/** FlightRecord: an event as it is kept; `at` in milliseconds since the epoch. */
export interface FlightRecord extends FlightEvent {
	readonly at: number;
}

export interface FlightRecorder {
	record(event: FlightEvent): void;
}
