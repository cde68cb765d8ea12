/**
 * FlightRecorder: what happened to each part, for the day when an upload went wrong. Recording costs
 * nothing that waits and never fails; what is recorded is redacted before it is stored.
 */
import type { ErrorCode } from '../kernel/errors';

/** FlightStep: what an event tells of. */
export type FlightStep =
	/** The row's Status changed: `detail` is the new state, and for what it waits. */
	| 'state'
	/** Part URLs were asked for: `part` is the first, `detail` how many. */
	| 'sign'
	/** The first bytes of a part left; `ms` since its try began, its place in line included. */
	| 'first-byte'
	/** Storage took a part. */
	| 'sent'
	/** A try of a part failed, and why. */
	| 'retry'
	/** Storage was asked what it has: `detail` is how many parts. */
	| 'listing'
	/** The drive was asked: `detail` is the operation. */
	| 'call'
	/** Something of the whole engine: the line, the store, the lead. */
	| 'engine';

/** FlightEvent without a moment; the recorder adds that. */
export interface FlightEvent {
	readonly step: FlightStep;
	/** Absent where it concerns the whole engine. */
	readonly uploadId?: string | undefined;
	readonly part?: number | undefined;
	/** How long it took, milliseconds. */
	readonly ms?: number | undefined;
	readonly bytes?: number | undefined;
	/** Number of the try, from 1. */
	readonly attempt?: number | undefined;
	/** Storage host, or "relay". */
	readonly host?: string | undefined;
	/** Why it failed; absent where it went well. */
	readonly code?: ErrorCode | undefined;
	readonly detail?: string | undefined;
}

/** FlightRecord: an event as it is kept; `at` in milliseconds since the epoch. */
export interface FlightRecord extends FlightEvent {
	readonly at: number;
}

export interface FlightRecorder {
	/** record never throws and never waits. */
	record(event: FlightEvent): void;
}

/** FlightArchive: a recorder whose records can be read again. */
export interface FlightArchive extends FlightRecorder {
	/** `at` in milliseconds since the epoch; now, unless it was before. */
	record(event: FlightEvent, at?: number): void;
	/** log is of one of the rows with what the engine met at the same time, or of everything. */
	log(facts: LogFacts, uploadId?: string): Promise<FlightLog>;
	/** clear forgets everything. */
	clear(): Promise<void>;
}

/** LogFacts: what a log tells besides its records. */
export interface LogFacts {
	/** Any object: only its plain values get into the log. */
	readonly settings: object;
	readonly rows: readonly FlightRow[];
}

/** FlightLog: what a person can hand to somebody who can help. No secret, no account name. */
export interface FlightLog {
	/** Milliseconds since the epoch. */
	readonly madeAt: number;
	/** Settings of the engine that are plain values: no folder, no account. */
	readonly settings: Readonly<Record<string, string | number | boolean>>;
	/** The rows that it tells of; their names only where the log is of one row. */
	readonly rows: readonly FlightRow[];
	/** Oldest first. */
	readonly records: readonly FlightRecord[];
}

/** FlightRow: a row as a FlightLog names it. */
export interface FlightRow {
	readonly id: string;
	readonly name?: string | undefined;
	/** Drive, flavour and realm: "pan115-open-live". */
	readonly drive: string;
	/** Bytes. */
	readonly size: number;
	readonly state: string;
	readonly cause?: string | undefined;
	readonly code?: ErrorCode | undefined;
	readonly detail?: string | undefined;
	readonly partsDone: number;
	readonly partsTotal: number;
	/** Milliseconds since the epoch. */
	readonly addedAt: number;
}
