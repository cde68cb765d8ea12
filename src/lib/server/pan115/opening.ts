import * as v from 'valibot';
import type { Digests, Draft, RemoteFile } from '../../drives/drive';
import { TransferError } from '../../kernel/errors';
import type { Answered, BackendOpening, Doors } from '../backend';
import { ossUrl } from '../oss/signer';
import { sha256Hex } from '../vault';
import { withDigest } from './callback';
import type { Dialect, InitAnswer, Task } from './dialect';
import { surveyFolder } from './folder-survey';
import { lookPatiently } from './lookup';
import { planUpload } from './plan';
import { retire } from './retire';
import { challengeSchema, type Challenge, type SessionSecret, type Wanted } from './session';
import type { Storage } from './storage';

/** Second verifications in a row before the file starts over. 115.md §5.3 */
const ROUNDS = 5;

/** Opener: what `open` works with. */
export interface Opener {
	readonly dialect: Dialect;
	readonly storage: Storage;
	readonly doors: Doors;
}

/**
 * open looks into the folder, asks 115, and prepares OSS where bytes are wanted. With an answer to a
 * challenge it asks 115 again at once: the window for it is short. Rejects `folder-missing`,
 * `challenge-failed`, `too-many-parts`, `host-not-allowed`. 115.md §5, §8.2
 */
export async function open(
	opener: Opener,
	draft: Draft,
	digests: Digests,
	answer?: Answered
): Promise<BackendOpening> {
	const { sha1 } = digests;
	if (!sha1) throw new TransferError('bad-request', { detail: 'the SHA-1 is missing' });
	if (answer) return ask(opener, draft, readChallenge(answer.secret, draft, sha1), answer.digest);
	const survey = await surveyFolder(opener.dialect, draft, sha1);
	if (survey.kind === 'conflict') return survey;
	if (survey.kind === 'free') return ask(opener, draft, { wanted: survey.wanted, round: 0 });
	await retire(opener.dialect, survey.wanted, survey.file.id);
	return { kind: 'instant', file: survey.file };
}

/** Asking: what init is asked for, with the key of a challenge when there was one. */
type Asking = Pick<Challenge, 'wanted' | 'round' | 'pickCode'> & { readonly key?: string };

async function ask(
	opener: Opener,
	draft: Draft,
	{ wanted, key, pickCode, round }: Asking,
	digest = ''
): Promise<BackendOpening> {
	const { folderId, name, size, sha1 } = wanted;
	const said = await opener.dialect.init({
		folderId,
		name,
		size,
		sha1: sha1.toUpperCase(),
		head: draft.head?.toUpperCase(),
		pickCode,
		proof: key === undefined ? undefined : { key, value: digest.toUpperCase() }
	});
	switch (said.kind) {
		case 'verify': {
			if (round >= ROUNDS || said.range.end > size) {
				throw new TransferError('challenge-failed', { detail: `asked ${round + 1} times` });
			}
			const { range } = said;
			const secret: Challenge = {
				wanted,
				key: said.key,
				pickCode: said.pickCode ?? pickCode,
				round: round + 1
			};
			return { kind: 'challenge', digest: 'sha1', range, secret };
		}
		case 'instant': {
			const file = await arrived(opener, wanted, said);
			await retire(opener.dialect, wanted, file.id);
			return { kind: 'instant', file };
		}
		case 'upload':
			return startUpload(opener, draft, wanted, said.task);
	}
}

function readChallenge(secret: unknown, draft: Draft, sha1: string): Challenge {
	const read = v.safeParse(challengeSchema, secret);
	const wanted = read.success ? read.output.wanted : undefined;
	const fits =
		wanted?.folderId === draft.folderId && wanted.size === draft.size && wanted.sha1 === sha1;
	if (read.success && fits) return read.output;
	throw new TransferError('challenge-failed', { detail: 'the answer is for another file' });
}

/** A file that is there but does not show must not be asked for again: that makes a second one. */
async function arrived(
	{ dialect, doors }: Opener,
	wanted: Wanted,
	{ pickCode, fileId }: Extract<InitAnswer, { kind: 'instant' }>
): Promise<RemoteFile> {
	const { name, folderId, size, sha1 } = wanted;
	const look = { dialect, clock: doors.clock, wanted, known: { pickCode, fileId } };
	const found = await lookPatiently(look);
	const id = fileId ?? pickCode;
	return found ?? { id, name, folderId, kind: 'file', size, digests: { sha1 } };
}

async function startUpload(
	{ storage, doors }: Opener,
	draft: Draft,
	wanted: Wanted,
	task: Task
): Promise<BackendOpening> {
	const { mode, partSize, parts } = planUpload(wanted.size, draft.wish);
	const multi = mode === 'multi';
	const { pickCode, bucket, object, callbackVar } = task;
	const { endpoint } = await storage.keeper.keys();
	const target = { endpoint, bucket, object };
	const url = ossUrl(target);
	if (!doors.egress.allowsStorage(doors.realm, url)) {
		throw new TransferError('host-not-allowed', { detail: new URL(url).host });
	}
	const parallel = multi && draft.parallel === true;
	const uploadId = multi ? await storage.initiate(target, !parallel) : '';
	const secret: SessionSecret = {
		...{ wanted, mode, ...target, uploadId, pickCode, callbackVar, partSize, parts, parallel },
		callback: parallel ? withDigest(task.callback, wanted.sha1) : task.callback,
		openedAt: doors.clock.now(),
		sts: await storage.keeper.keys()
	};
	const id = (await sha256Hex(`${uploadId} ${object}`)).slice(0, 32);
	const session = {
		...{ id, partSize, parts },
		listable: multi,
		...(multi ? { parallel } : { commitsOnPut: true })
	};
	return { kind: 'session', session, secret };
}
