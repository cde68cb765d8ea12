import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import type { Answer } from '../../egress';
import { newExchange, type Exchange } from '../crypto/exchange';
import { encryptForm } from '../crypto/form';
import { encodeKec } from '../crypto/kec';
import { rangeOf } from '../crypto/range';
import { decryptAnswer } from '../crypto/response';
import { initSig } from '../crypto/sig';
import { initToken } from '../crypto/token';
import type { InitAnswer, InitRequest } from '../dialect';
import { readEnvelope, readObject, type Fields } from '../envelope';
import { errorOf, refusePage } from '../errors';
import { targetOf } from '../ids';
import { pickCodeOf, taskOf } from '../task';
import { FORM, type CookieApi } from './api';
import type { Secret } from './secret';
import { serverKey } from './server-keys';

const UPLOAD = 1;
const INSTANT = 2;
const VERIFY = 7;
const SIG_INVALID = 400;
const FIELD_INVALID = 402;

/** init asks for an upload: encrypted for 115 with a key drawn for this call alone. 115.md §5.1, §6 */
export async function init(
	api: CookieApi,
	{ userId, userKey, appVersion }: Pick<Secret, 'userId' | 'userKey' | 'appVersion'>,
	doors: Doors,
	request: InitRequest
): Promise<InitAnswer> {
	const { name, size, sha1, proof } = request;
	const target = targetOf(request.folderId);
	const seconds = Math.floor(doors.clock.now() / 1000);
	const t = String(seconds);
	const fields = {
		appid: '0',
		appversion: appVersion,
		userid: userId,
		filename: name,
		filesize: String(size),
		fileid: sha1,
		target,
		sig: initSig({ userId, userKey }, sha1, target),
		t,
		token: initToken({
			...{ fileId: sha1, size, userId, t, appVersion },
			...{ signKey: proof?.key, signVal: proof?.value }
		}),
		...(proof && { sign_key: proof.key, sign_val: proof.value })
	};
	const exchange = newExchange(await serverKey(doors, 'p224'));
	const [r1 = 0, r2 = 0] = crypto.getRandomValues(new Uint8Array(2));
	const query = new URLSearchParams({ k_ec: encodeKec(exchange.pub30, seconds, r1, r2) });
	const answer = await api.send('uplb.115.com', `/4.0/initupload.php?${query}`, {
		method: 'POST',
		headers: FORM,
		body: encryptForm(fields, exchange)
	});
	return readInit(readObject(clearText(answer, exchange)));
}

/** Ciphertext may begin like a page by chance, so it counts as one only when nothing else fits. */
function clearText(answer: Answer, exchange: Exchange): string {
	if (answer.status === 405) refusePage(answer);
	try {
		return decryptAnswer(answer.bytes, exchange);
	} catch (error) {
		refusePage(answer);
		throw error;
	}
}

/** readInit says what init answered. `status` is a number, or a boolean in errors. 115.md §5.2 */
export function readInit(fields: Fields): InitAnswer {
	const status = Number(fields['status']);
	if (status === UPLOAD && Number(fields['statuscode'] ?? 0) === 0 && fields['object']) {
		return { kind: 'upload', task: taskOf(fields) };
	}
	if (status === INSTANT) return { kind: 'instant', pickCode: pickCodeOf(fields) ?? '' };
	if (status === VERIFY) {
		const range = rangeOf(String(fields['sign_check']));
		const key = String(fields['sign_key'] ?? '');
		return { kind: 'verify', key, range, pickCode: pickCodeOf(fields) };
	}
	throw refusalOf(fields);
}

const FOLDER = /target|目录|文件夹|folder|cid/i;

function refusalOf(fields: Fields): TransferError {
	const { code, message } = readEnvelope(JSON.stringify(fields));
	const statuscode = Number(fields['statuscode']) || code;
	const detail = `${statuscode} ${message}`.trim();
	if (statuscode === SIG_INVALID) return new TransferError('challenge-failed', { detail });
	if (statuscode === FIELD_INVALID) {
		return new TransferError(FOLDER.test(message) ? 'folder-missing' : 'drive-refused', { detail });
	}
	return errorOf({ code: statuscode, message });
}
