import * as v from 'valibot';
import type { RemoteFile } from '../../drives/drive';
import { TransferError, type ErrorCode } from '../../kernel/errors';
import { objectOf, readEnvelope, type Envelope } from './envelope';
import { count, id, text } from '../fields';
import { meaningOf } from './errors';
import { fromUpstreamId } from './ids';
import type { SessionSecret } from './session';

const doneSchema = v.looseObject({
	file_id: id,
	file_size: count,
	sha1: text,
	file_name: v.optional(text),
	cid: v.optional(id),
	file_ptime: v.optional(count)
});

/** Refusals that say more than that the file was not registered. */
const TELLING: ReadonlySet<ErrorCode> = new Set([
	'signed-out',
	'captcha-needed',
	'space-full',
	'too-large',
	'folder-missing',
	'too-many-entries'
]);

/**
 * readFinal reads what 115 said to the callback, which OSS hands on. undefined: it can't be told
 * from this text whether the file is there. Rejects `digest-mismatch`, `callback-failed`,
 * `parallel-refused` and what codes of 115 mean. `state` alone decides. 115.md §7.5
 */
export function readFinal(answer: string, session: SessionSecret): RemoteFile | undefined {
	const envelope = envelopeOf(answer);
	if (!envelope || envelope.body['state'] === undefined) return undefined;
	if (!envelope.ok) throw refusalOf(envelope, session);
	const read = v.safeParse(doneSchema, objectOf(envelope.data));
	if (!read.success) return undefined;
	const { file_id, file_size, sha1, file_name, cid, file_ptime } = read.output;
	const { wanted } = session;
	const digest = sha1.toLowerCase();
	if (file_size !== wanted.size || digest !== wanted.sha1) {
		const detail = `115 has ${file_size} bytes with SHA-1 ${digest}`;
		throw new TransferError('digest-mismatch', { detail });
	}
	return {
		id: file_id,
		name: file_name ?? wanted.name,
		folderId: cid === undefined ? wanted.folderId : fromUpstreamId(cid),
		kind: 'file',
		size: wanted.size,
		digests: { sha1: wanted.sha1 },
		modifiedAt: file_ptime ? file_ptime * 1000 : undefined
	};
}

/**
 * refuseUnheard gives the answer back, but rejects `callback-failed` for OSS's own words that 115
 * did not answer its callback: HTTP 203, which looks like a success. object-storage.md §7
 */
export function refuseUnheard(answer: string): string {
	if (!/<Code>\s*CallbackFailed\s*<\/Code>/.test(answer)) return answer;
	throw new TransferError('callback-failed', { detail: 'OSS: CallbackFailed' });
}

function envelopeOf(answer: string): Envelope | undefined {
	try {
		return readEnvelope(answer);
	} catch {
		return undefined;
	}
}

function refusalOf({ code, message }: Envelope, { parallel }: SessionSecret): TransferError {
	const detail = `${code} ${message}`.trim();
	const meaning = meaningOf(code);
	if (meaning && TELLING.has(meaning)) return new TransferError(meaning, { detail });
	return new TransferError(parallel ? 'parallel-refused' : 'callback-failed', { detail });
}
