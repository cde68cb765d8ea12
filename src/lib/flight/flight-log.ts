/** FlightLog: the records that belong to one row, with what everybody who reads them asks first. */
import type { FlightLog, FlightRecord, FlightRow, LogFacts } from './flight-recorder';
import { redact } from './redact';

/** Of the engine's own records those count that were made this long before and after the row's. */
const BESIDE_MS = 60_000;

const OVER: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);

/** Read: the records of a log, and when they were read, in milliseconds since the epoch. */
export interface Read {
	readonly madeAt: number;
	readonly records: readonly FlightRecord[];
}

/** logOf makes the log of everything: rows that the records tell of, without their names. */
export function logOf({ settings, rows }: LogFacts, { madeAt, records }: Read): FlightLog {
	const told = new Set(records.map(({ uploadId }) => uploadId));
	const nameless = rows.filter(({ id }) => told.has(id)).map(({ name: _, ...row }) => clean(row));
	return { madeAt, settings: plain(settings), rows: nameless, records };
}

/** logOfRow makes the log of one row: its records, and those of the engine at the same time. */
export function logOfRow(
	row: FlightRow,
	{ settings }: LogFacts,
	{ madeAt, records }: Read
): FlightLog {
	const own = records.filter(({ uploadId }) => uploadId === row.id);
	const from = Math.min(row.addedAt, own[0]?.at ?? madeAt) - BESIDE_MS;
	// A row that waits is still part of what happens.
	const last = OVER.has(row.state) ? own.at(-1)?.at : undefined;
	const to = last === undefined ? madeAt : last + BESIDE_MS;
	const fits = ({ uploadId, at }: FlightRecord) =>
		uploadId === row.id || (uploadId === undefined && at >= from && at <= to);
	return {
		madeAt,
		settings: plain(settings),
		rows: [clean(row)],
		records: records.filter(fits)
	};
}

/** An account id ends with the number of its user. */
function clean({ drive, detail, ...row }: FlightRow): FlightRow {
	return {
		...row,
		drive: drive.split('-').slice(0, 3).join('-'),
		...(detail !== undefined && { detail: redact(detail) })
	};
}

function plain(settings: object): FlightLog['settings'] {
	const values: Record<string, string | number | boolean> = {};
	for (const [name, value] of Object.entries(settings) as [string, unknown][]) {
		if (typeof value === 'number' || typeof value === 'boolean') values[name] = value;
		if (typeof value === 'string') values[name] = redact(value);
	}
	return values;
}
