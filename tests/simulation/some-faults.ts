import type { Fault, FaultAction } from '../../src/sandbox/faults';
import type { Chance } from './chance';

/** Operations by the path that they are asked at. */
const OF_123 = [
	'upload_request|file/create',
	'repare_upload_parts|upload_object|get_upload_url',
	'list_upload_parts',
	'complete|async_result',
	'list/new|file/list'
];
const OF_115 = [
	'initupload|upload/init',
	'resume',
	'gettoken|get_token',
	'getuploadinfo',
	'/files|ufile',
	'completeupload',
	'refreshToken'
];
const STORAGE_PATH = '^/(?!b/api|api|upload/|\\d\\.\\d/|open/|files|app)';

/** someFaults draws Faults of the sandbox; each strikes a few times, at some request. */
export function someFaults(chance: Chance, is115: boolean): readonly Fault[] {
	const many = chance.weighted([
		[2, 0],
		[3, 1],
		[3, 2],
		[2, 4],
		[1, 7]
	]);
	return Array.from({ length: many }, () => oneFault(chance, is115));
}

/** oneFault draws a single one. */
export function oneFault(chance: Chance, is115: boolean): Fault {
	const onStorage = chance.happens(0.5);
	const match = onStorage
		? {
				path: STORAGE_PATH,
				method: chance.weighted([
					[4, 'PUT'],
					[1, 'GET'],
					[1, 'POST']
				])
			}
		: { path: chance.pick(is115 ? OF_115 : OF_123) };
	return {
		match,
		after: chance.whole(0, onStorage ? 5 : 2),
		times: chance.weighted([
			[5, 1],
			[2, 2],
			[1, 5],
			[1, 10]
		]),
		do: within(someAction(chance), match.path)
	};
}

/**
 * 115 itself says that a commit shows within half a minute, and the app waits no longer: a callback
 * that takes more makes a second file, and nobody could know.
 */
function within(action: FaultAction, path: string): FaultAction {
	const late = action.kind === 'stall' && path === 'completeupload' && action.ms > 25_000;
	return late ? { kind: 'stall', ms: 25_000 } : action;
}

function someAction(chance: Chance): FaultAction {
	return chance.weighted<() => FaultAction>([
		[
			4,
			() => {
				const status = chance.pick([400, 403, 404, 408, 429, 500, 502, 503]);
				const headers = chance.happens(0.5) ? { 'retry-after': String(chance.whole(1, 90)) } : {};
				return { kind: 'status', status, headers };
			}
		],
		[2, () => ({ kind: 'drop', bytes: chance.pick([0, 1, 500, 5000]) })],
		[4, () => ({ kind: 'drop-response' })],
		[2, () => ({ kind: 'stall', ms: chance.pick([3_000, 25_000, 100_000]) })],
		[2, () => ({ kind: 'corrupt' })]
	])();
}
