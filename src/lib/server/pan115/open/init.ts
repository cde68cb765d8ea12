import * as v from 'valibot';
import { TransferError } from '../../../kernel/errors';
import { rangeOf } from '../crypto/range';
import type { InitAnswer, InitRequest } from '../dialect';
import { objectOf, type Envelope, type Fields } from '../envelope';
import { id, shape } from '../../fields';
import { targetOf } from '../ids';
import { pickCodeOf, taskOf } from '../task';
import type { Form } from './call';
import { openErrorOf } from './errors';

/** One file by itself: 115 wants to know whether it is part of a folder's upload. 115.md §10.2 */
const SINGLE_FILE = 0;

const SIG_INVALID = 400;

const UPLOAD = 1;
const INSTANT = 2;
/** The first asks; the others say that the answer was wrong, and may ask again. */
const ASKING: readonly number[] = [7, 6, 8];

const optionalText = v.optional(v.nullable(v.string()));
const askedSchema = v.looseObject({ sign_key: optionalText, sign_check: optionalText });
const fileIdSchema = v.looseObject({ file_id: v.optional(v.nullable(id)) });

/** initForm is what init is asked with. Rejects `bad-request` without the head's digest. §10.2 */
export function initForm(request: InitRequest): Form {
	const { folderId, name, size, sha1, head, pickCode, proof } = request;
	if (!head) throw new TransferError('bad-request', { detail: 'the head’s SHA-1 is missing' });
	return {
		file_name: name,
		file_size: size,
		target: targetOf(folderId),
		fileid: sha1,
		preid: head,
		pick_code: pickCode,
		topupload: SINGLE_FILE,
		sign_key: proof?.key,
		sign_val: proof?.value
	};
}

/**
 * readInit reads what init said. A second verification may be told by 7, and by 6 or 8 after a wrong
 * answer: with a new question it goes on, without one it rejects `challenge-failed`. §10.2, §13
 */
export function readInit(envelope: Envelope): InitAnswer {
	const fields = objectOf(envelope.data);
	const status = Number(fields?.['status']);
	if (fields && ASKING.includes(status)) return readQuestion(fields, envelope);
	if (!envelope.ok) throw refusalOf(envelope);
	if (fields && status === UPLOAD) return { kind: 'upload', task: taskOf(fields) };
	if (fields && status === INSTANT) {
		const { file_id: fileId } = shape(fileIdSchema, fields);
		return { kind: 'instant', pickCode: pickCodeOf(fields) ?? '', fileId: fileId || undefined };
	}
	const detail = `init status ${String(fields?.['status'])} ${envelope.message}`.trim();
	throw new TransferError(fields ? 'drive-refused' : 'unreadable-answer', { detail });
}

/** The cookie API's code of a wrong or late answer, should it come here too. §5.2 */
function refusalOf(envelope: Envelope): TransferError {
	const { code, message } = envelope;
	if (code !== SIG_INVALID) return openErrorOf(envelope);
	return new TransferError('challenge-failed', { detail: `${code} ${message}`.trim() });
}

function readQuestion(fields: Fields, { message }: Envelope): InitAnswer {
	const { sign_key: key, sign_check: check } = shape(askedSchema, fields);
	if (key && check) {
		return { kind: 'verify', key, range: rangeOf(check), pickCode: pickCodeOf(fields) };
	}
	const detail = `${String(fields['status'])} ${String(fields['code'] ?? '')} ${message}`.trim();
	throw new TransferError('challenge-failed', { detail });
}
