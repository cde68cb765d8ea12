import { TransferError } from '../../kernel/errors';
import { parseBigJson } from './big-json';

/** Fields: one JSON object of an answer, with ids above 2^53 as text. */
export type Fields = Readonly<Record<string, unknown>>;

/** Envelope: what every answer of both APIs says around its data. 115.md §3 */
export interface Envelope {
	readonly ok: boolean;
	/** The first code that is not zero, of all the fields that may hold one; else 0. */
	readonly code: number;
	readonly message: string;
	/** The whole answer: much of it stands beside `data`. */
	readonly body: Fields;
	readonly data: unknown;
}

const CODES = ['errno', 'errNo', 'errcode', 'errCode', 'code', 'errtype'] as const;
const MESSAGES = ['error', 'message', 'msg', 'error_msg', 'statusmsg'] as const;

/**
 * readEnvelope reads an answer in any of its shapes. Rejects `unreadable-answer` for what is no JSON
 * object. An answer without `state` is a success when no code says otherwise.
 */
export function readEnvelope(text: string): Envelope {
	const body = readObject(text);
	const code = CODES.map((name) => codeOf(body[name])).find((one) => one !== 0) ?? 0;
	const message = MESSAGES.map((name) => body[name]).find(isText) ?? '';
	return { ok: flagOf(body['state']) ?? code === 0, code, message, body, data: body['data'] };
}

/** readObject parses a JSON object, or rejects `unreadable-answer`. */
export function readObject(text: string): Fields {
	try {
		const value = parseBigJson(text);
		if (isObject(value)) return value;
	} catch {
		// Said below, without the text: it may hold secrets.
	}
	throw new TransferError('unreadable-answer', { detail: 'not a JSON object' });
}

/** flagOf reads a success flag: true, 1 or "1", false, 0 or "0"; undefined for anything else. */
export function flagOf(value: unknown): boolean | undefined {
	if (value === true || value === 1 || value === '1' || value === 'true') return true;
	if (value === false || value === 0 || value === '0' || value === 'false') return false;
	return undefined;
}

/** objectOf gives an object, or the only one of an array; undefined for anything else. 115.md §10.2 */
export function objectOf(value: unknown): Fields | undefined {
	const one: unknown = Array.isArray(value) ? value[0] : value;
	return isObject(one) ? one : undefined;
}

function codeOf(value: unknown): number {
	const code = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0;
	return Number.isFinite(code) ? code : 0;
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}

function isObject(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
