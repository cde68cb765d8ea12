import { TransferError } from '../../../kernel/errors';
import { errorOf, type Envelope } from '../errors';

/** "The upload is still being checked", which no document tells of. 123pan.md §15.1 */
const CHECKING = 20103;
/** Any failure at all: a taken name, wrong credentials, trouble inside. Only its words differ. */
const FAILED = 1;

const TAKEN = /同名|重名|已(经)?存在|already exists?/i;
const INTERNAL = /内部|系统(错误|繁忙|异常)|服务(器)?(错误|繁忙|异常)|internal|try again/i;
const UNKNOWN_SESSION = /(任务|上传|preupload).*(不存在|无效|过期|not found|invalid|expired)/i;

/**
 * openErrorOf says what an envelope with a code other than 0 means. `drive-refused` may still be a
 * taken name: whoever can look, looks. 123pan.md §15.1
 */
export function openErrorOf(envelope: Envelope, retryAfter?: number): TransferError {
	const known = errorOf(envelope, retryAfter);
	const { detail } = known;
	if (envelope.code === CHECKING) return new TransferError('not-finalised', { detail });
	if (envelope.code !== FAILED || known.code !== 'drive-refused') return known;
	if (TAKEN.test(envelope.message)) return new TransferError('name-taken', { detail });
	if (UNKNOWN_SESSION.test(envelope.message)) return new TransferError('session-lost', { detail });
	if (INTERNAL.test(envelope.message)) return new TransferError('server-error', { detail });
	return known;
}

/** isRefusal tells a no without a reason, or for the name, from failures with another meaning. */
export function isRefusal(error: unknown): error is TransferError {
	return (
		error instanceof TransferError &&
		(error.code === 'drive-refused' || error.code === 'name-taken')
	);
}

/** sessionLost rejects a refusal of a call whose only argument is the session as `session-lost`. */
export function sessionLost(error: unknown): never {
	if (!isRefusal(error)) throw error;
	throw new TransferError('session-lost', { detail: error.detail, cause: error });
}
