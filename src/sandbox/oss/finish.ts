import type { Reply } from '../http/exchange';
import { fillBody, type Operation } from './callback-body';
import type { Callback } from './callback-value';
import { errorReply, OssError } from './errors';
import type { OssParts, OssRequest } from './parts';
import type { OssObject } from './store';

const PATIENCE_MS = 5000;

/** Finishing is an object that is stored, and whom to tell about it. */
export interface Finishing {
	readonly request: OssRequest;
	readonly object: OssObject;
	readonly callback: Callback | null;
	readonly operation: Operation;
}

/**
 * finish answers the request that stored an object: `plain` without a callback, the drive's own JSON
 * after one that worked, else 203 CallbackFailed. The object stays either way (object-storage.md §7).
 */
export async function finish(parts: OssParts, finishing: Finishing, plain: Reply): Promise<Reply> {
	const { request, object, callback, operation } = finishing;
	if (!callback) return plain;
	const body = await fillBody(callback, { object, operation, requestId: request.requestId });
	const failure = takeFailure(parts);
	let why = '';
	for (const url of callback.urls) {
		const said = await tell(parts, { url, contentType: callback.bodyType, body }, failure);
		if ('json' in said) {
			const headers = { ...plain.headers, 'content-type': 'application/json' };
			return { status: 200, headers, body: said.json };
		}
		why = said.why;
	}
	const { requestId } = request;
	const error = new OssError('CallbackFailed', {
		message: why,
		ec: '0007-00000203',
		details: { CallbackRequestId: requestId }
	});
	const reply = errorReply(error, request);
	return { ...reply, headers: { ...plain.headers, ...reply.headers } };
}

type Failure = OssParts['config']['current']['callbackFailure'];

async function tell(
	{ receiver, clock }: OssParts,
	request: { readonly url: string; readonly contentType: string; readonly body: string },
	failure: Failure
): Promise<{ readonly json: string } | { readonly why: string }> {
	if (failure === 'unreachable') return { why: 'The callback server cannot be reached.' };
	if (failure === 'status') return { why: 'Error status : 502.' };
	const done = new AbortController();
	const tooLong = clock.sleep(PATIENCE_MS, done.signal).then(() => 'too long' as const);
	// The race is over when this one rejects.
	tooLong.catch(() => {});
	const answer = await Promise.race([receiver()(request), tooLong]).finally(() => done.abort());
	if (answer === 'too long') return { why: 'Cost too long time.' };
	if (answer === null) return { why: 'The callback server cannot be reached.' };
	if (answer.status !== 200) return { why: `Error status : ${answer.status}.` };
	if (failure === 'not-json' || !isJson(answer.body))
		return { why: 'Response body is not valid json format.' };
	return { json: answer.body };
}

/** A limited number of failures counts down; at its end the switch is `none` again. */
function takeFailure({ config }: OssParts): Failure {
	const { callbackFailure, callbackFailures } = config.current;
	if (callbackFailure !== 'none' && callbackFailures > 0)
		config.apply({
			callbackFailures: callbackFailures - 1,
			...(callbackFailures === 1 && { callbackFailure: 'none' })
		});
	return callbackFailure;
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
