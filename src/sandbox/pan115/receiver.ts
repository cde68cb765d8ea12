import type { FaultList } from '../faults';
import type { Exchange } from '../http/exchange';
import { routeOf } from '../http/hosts';
import type { Journal } from '../http/journal';
import type { CallbackAnswer, CallbackReceiver, CallbackRequest } from '../oss/callback';
import { dispatch } from './api';
import { completeEndpoints } from './complete';
import type { World } from './world';

/**
 * pan115Receiver takes OSS's callbacks as 115 does. They are in the log and meet faults like calls of
 * clients: `status` answers instead, `drop` and `drop-response` leave OSS without an answer, the
 * latter after the file was registered.
 */
export function pan115Receiver(
	world: World,
	{ faults, journal }: { readonly faults: FaultList; readonly journal: Journal }
): CallbackReceiver {
	return async (request) => {
		const exchange = exchangeOf(request);
		if (!exchange) return null;
		const row = journal.enter({ time: world.time.now(), ...exchange });
		row.bytesIn = Buffer.byteLength(request.body);
		const fault = faults.take(exchange);
		if (fault?.kind === 'stall') await world.clock.sleep(fault.ms);
		if (fault?.kind === 'drop') return null;
		const answer: CallbackAnswer =
			fault?.kind === 'status'
				? { status: fault.status, body: fault.body ?? '' }
				: await answerOf(world, exchange);
		if (fault?.kind === 'drop-response') return null;
		row.status = answer.status;
		row.bytesOut = Buffer.byteLength(answer.body);
		return answer;
	};
}

async function answerOf(world: World, exchange: Exchange): Promise<CallbackAnswer> {
	const { status, body } = await dispatch(world, completeEndpoints, exchange);
	return { status, body: typeof body === 'string' ? body : '' };
}

function exchangeOf({ url, contentType, body }: CallbackRequest): Exchange | null {
	if (!URL.canParse(url)) return null;
	const { host, pathname, search } = new URL(url);
	const route = routeOf(host, pathname + search);
	if (route?.host !== 'uplb.115.com') return null;
	return {
		...route,
		method: 'POST',
		query: new URLSearchParams(route.rawQuery),
		headers: { 'content-type': contentType, 'user-agent': 'aliyun-oss-callback' },
		body: once(body)
	};
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
	yield Buffer.from(text);
}
