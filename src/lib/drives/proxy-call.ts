import type { Clock } from '../kernel/clock';
import { isAbort, isErrorCode, TransferError } from '../kernel/errors';
import { withinLimit } from '../kernel/time-limit';
import { API_VERSION, API_VERSION_HEADER, type WireAnswer } from './wire';

/** Longest time for one call to our own server, in milliseconds. */
const LIMIT_MS = 30_000;

/** ProxyCalls: what a call needs of the outside. */
export interface ProxyCalls {
	readonly fetch: typeof fetch;
	readonly clock: Clock;
}

/** ProxyAnswer: an answer that is no error. */
export type ProxyAnswer = Exclude<WireAnswer, { error: unknown }>;

/**
 * callProxy sends one operation. Rejects with the TransferError that the proxy answered, or
 * `offline`, `proxy-unreachable` (nothing or a stranger answers), `server-error` (too late).
 */
export async function callProxy(
	calls: ProxyCalls,
	account: string,
	operation: string,
	body: { readonly credential?: string; readonly input: unknown },
	signal?: AbortSignal
): Promise<ProxyAnswer> {
	const answer = await askServer(calls, `/api/drives/${account}/${operation}`, signal, {
		method: 'POST',
		headers: { 'content-type': 'application/json', [API_VERSION_HEADER]: API_VERSION },
		body: JSON.stringify(body)
	});
	const wire = answer as Partial<{ output: unknown; error: { code: unknown } }> | null;
	if (isErrorCode(wire?.error?.code)) {
		throw TransferError.fromWire(wire.error as Parameters<typeof TransferError.fromWire>[0]);
	}
	if (wire?.output === undefined) throw stranger('no output');
	return wire as ProxyAnswer;
}

/** askServer fetches JSON from our own server, whatever its status. Errors as of callProxy. */
export function askServer(
	calls: ProxyCalls,
	path: string,
	signal: AbortSignal | undefined,
	init: RequestInit = {}
): Promise<unknown> {
	return withinLimit(calls.clock, LIMIT_MS, signal, async (inner) => {
		try {
			const response = await calls.fetch(path, { ...init, signal: inner });
			return (await response.json().catch((error: unknown) => {
				if (isAbort(error) || error instanceof TypeError) throw error;
				throw stranger(`HTTP ${response.status} without JSON`);
			})) as unknown;
		} catch (cause) {
			if (isAbort(cause) || cause instanceof TransferError) throw cause;
			throw new TransferError(isOffline() ? 'offline' : 'proxy-unreachable', { cause });
		}
	});
}

function stranger(detail: string): TransferError {
	return new TransferError('proxy-unreachable', { detail });
}

/** Node has a navigator too, but it knows nothing of the network. */
function isOffline(): boolean {
	return typeof navigator !== 'undefined' && navigator.onLine === false;
}
