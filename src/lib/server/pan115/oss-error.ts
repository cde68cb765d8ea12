import { TransferError, type ErrorCode } from '../../kernel/errors';
import type { OssAction } from '../oss/actions';
import type { OssVerdict } from '../oss/answers';

/** What is left of an action when the proxy can do no more about it. object-storage.md §8, §16.1 */
const CODES: Readonly<Record<Exclude<OssAction, 'ok'>, ErrorCode>> = {
	retry: 'server-error',
	'refresh-credentials': 'storage-refused',
	'resync-clock': 'storage-refused',
	'reconcile-part': 'part-exists',
	'resume-from-list': 'parts-missing',
	'restart-upload': 'session-lost',
	'callback-failed': 'callback-failed',
	fatal: 'storage-refused',
	'probe-then-decide': 'network'
};

/** ossErrorOf turns a verdict other than `ok` into the error that the engine understands. */
export function ossErrorOf({ action, code, requestId }: OssVerdict): TransferError {
	const meaning = action === 'ok' ? 'unexpected' : CODES[action];
	const detail = ['OSS:', code ?? action, requestId].filter(Boolean).join(' ');
	return new TransferError(meaning, { detail });
}
