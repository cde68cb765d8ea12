/** The local API's door: the engine that leads answers, the store where there is none. */
import type { Clock } from '../lib/kernel/clock';
import { asTransferError, type ErrorCode } from '../lib/kernel/errors';
import { LEAD_LOCK } from '../lib/kernel/lead-lock';
import { withinLimit } from '../lib/kernel/time-limit';
import { answerFrom, refused, type Answer } from '../lib/local-api/answer';
import { ASK_CHANNEL, liveSource, type AskMessage } from '../lib/local-api/ask';
import { openChannel } from '../lib/local-api/channel';
import { changesSomething, routeOf, type Route } from '../lib/local-api/route';
import { withRestingStore } from '../lib/sessions/resting-store';
import { restingSource } from './resting-source';

/** The browser may keep whoever opens the store waiting while somebody deletes it. */
const STORE_LIMIT_MS = 5_000;

const MESSAGES: Partial<Record<ErrorCode, string>> = {
	'storage-blocked':
		'This browser does not let Panlift store anything now. Open Panlift to see why.',
	'storage-quota': 'This browser has no room for Panlift’s list of uploads. Free some disk space.',
	'version-mismatch': 'A newer version of Panlift is here. Open it once, then ask again.'
};

/** answerApi answers every request below API_PATH; it never rejects. */
export async function answerApi(request: Request, clock: Clock): Promise<Response> {
	const { status, body, headers } = await answer(request, clock);
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			'content-type': 'application/json',
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff',
			...headers
		}
	});
}

async function answer(request: Request, clock: Clock): Promise<Answer> {
	const route = routeOf(request.method, new URL(request.url));
	if (route.kind === 'refused') return refused(route);
	const changes = changesSomething(route);
	// Other sites' forms get here as navigations; their scripts can't get here at all.
	if (changes && request.mode === 'navigate') {
		return { status: 403, body: { message: 'Only scripts of this site may ask for that' } };
	}
	try {
		return await (changes ? change(route, clock) : look(route, clock));
	} catch (error) {
		const { code, detail } = asTransferError(error);
		const message = MESSAGES[code] ?? (detail ? `${code}: ${detail}` : code);
		return { status: 503, body: { message } };
	}
}

async function look(route: Route, clock: Clock): Promise<Answer> {
	const { held = [] } = await navigator.locks.query();
	const isLed = held.some(({ name }) => name === LEAD_LOCK);
	// A tab that is just starting, or frozen, says nothing; what it has stored is there.
	return (isLed && (await fromEngine(route, clock))) || (await fromStore(route, clock));
}

/** change holds the lead's own lock while it writes, so that no engine starts on what it replaces. */
function change(route: Route, clock: Clock): Promise<Answer> {
	return navigator.locks.request(LEAD_LOCK, { ifAvailable: true }, async (lock) => {
		if (lock) return fromStore(route, clock);
		const message = 'The tab of Panlift that does the uploading does not answer. Try again.';
		return (await fromEngine(route, clock)) ?? { status: 503, body: { message } };
	});
}

/** fromEngine gives nothing when no engine answers. */
async function fromEngine(route: Route, clock: Clock): Promise<Answer | undefined> {
	const channel = openChannel<AskMessage>(ASK_CHANNEL);
	try {
		const source = await liveSource(channel, clock);
		return source && (await answerFrom(source, route));
	} finally {
		channel.close();
	}
}

function fromStore(route: Route, clock: Clock): Promise<Answer> {
	return withinLimit(clock, STORE_LIMIT_MS, undefined, () =>
		withRestingStore((store) => answerFrom(restingSource(store, clock.now), route))
	);
}
