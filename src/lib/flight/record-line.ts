/** RecordLine: one record as a line of text. Known fields only, each of a kind that can't hide more. */
import { isErrorCode } from '../kernel/errors';
import type { FlightEvent, FlightRecord } from './flight-recorder';
import { redact } from './redact';

const NUMBERS = ['part', 'ms', 'bytes', 'attempt'] as const;

/** keep takes from an event what may be kept: whatever else it carries is left behind. */
export function keep(event: FlightEvent, at: number): FlightRecord {
	const { step, uploadId, host, code, detail } = event;
	const kept: Record<string, string | number> = { at, step: redact(step) };
	// Ids are our own UUIDs; the pattern sees to it that nothing else passes for one.
	if (uploadId !== undefined && /^[\w-]{1,64}$/.test(uploadId)) kept['uploadId'] = uploadId;
	for (const name of NUMBERS) {
		const value = event[name];
		if (typeof value === 'number' && Number.isFinite(value)) kept[name] = value;
	}
	if (host !== undefined) kept['host'] = redact(host);
	if (isErrorCode(code)) kept['code'] = code;
	if (detail !== undefined && detail !== '') kept['detail'] = redact(detail);
	return kept as unknown as FlightRecord;
}

/** lineOf gives the text of a record in ASCII, with its line feed: a character is a byte. */
export function lineOf(record: FlightRecord): string {
	const line = JSON.stringify(record).replace(/[^ -~]/g, (character) => {
		return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
	});
	return `${line}\n`;
}

/** readLines gives the records of lines; a line that is no record is left out. */
export function readLines(text: string, uploadId?: string): FlightRecord[] {
	const records: FlightRecord[] = [];
	for (const line of text.split('\n')) {
		const record = line && recordOf(line);
		if (!record) continue;
		// Of the others only what concerns all.
		if (uploadId === undefined || (record.uploadId ?? uploadId) === uploadId) records.push(record);
	}
	return records;
}

function recordOf(line: string): FlightRecord | undefined {
	try {
		const read = JSON.parse(line) as Partial<FlightRecord> | null;
		if (typeof read?.at !== 'number' || typeof read.step !== 'string') return undefined;
		// Once more: another version may have written it by other rules.
		return keep(read as FlightRecord, read.at);
	} catch {
		// Half a line tells nothing; the others still do.
		return undefined;
	}
}
