import type { RemoteFile } from '../../drives/drive';
import { TransferError, type ErrorCode } from '../../kernel/errors';
import type { Completion, Doors } from '../backend';
import type { Dialect } from './dialect';
import { readFinal, refuseUnheard } from './final-answer';
import { lookOnce, lookPatiently } from './lookup';
import { retire } from './retire';
import type { SessionSecret } from './session';
import type { Storage } from './storage';

const SOON_MS = 3000;

/** Completer: what `complete` works with. */
export interface Completer {
	readonly dialect: Dialect;
	readonly storage: Storage;
	readonly doors: Doors;
}

/**
 * complete resolves only with a file that 115 has registered with the right size and SHA-1, and
 * then retires what it replaces. 115 keeps duplicates, so whatever is unclear is looked up and never
 * repeated blindly. Rejects `not-finalised` (look again), `callback-failed`, `session-lost`,
 * `parts-missing`, `digest-mismatch`, `parallel-refused`. 115.md §7.5
 */
export async function complete(
	completer: Completer,
	session: SessionSecret,
	completion: Completion
): Promise<RemoteFile> {
	const commit = session.mode === 'single' ? readCommit : sendCommit;
	const file = await commit(completer, session, completion);
	await retire(completer.dialect, session.wanted, file.id);
	return file;
}

/** The browser's PUT was the commit: its answer says how it went, else only the folder can. */
async function readCommit(
	completer: Completer,
	session: SessionSecret,
	{ again, lookOnly, answer = '' }: Completion
): Promise<RemoteFile> {
	const told = await heard(completer, session, () => Promise.resolve(answer));
	if (told) return told;
	const found = await lookOnce(lookOf(completer, session));
	if (found) return found;
	if (lookOnly || !again) throw notYet();
	throw new TransferError('session-lost', { detail: 'the PUT left no file' });
}

/** The commit is ours to send. A second one is safe: the upload id works once. */
async function sendCommit(
	completer: Completer,
	session: SessionSecret,
	{ again, lookOnly, receipts }: Completion
): Promise<RemoteFile> {
	if (again || lookOnly) {
		const earlier = await lookOnce(lookOf(completer, session));
		if (earlier) return earlier;
		if (lookOnly) throw notYet();
	}
	const parts = [...receipts].sort((a, b) => a.number - b.number);
	for (let number = 1; number <= session.parts; number++) {
		if (parts[number - 1]?.number === number) continue;
		throw new TransferError('parts-missing', { detail: `part ${number}` });
	}
	const told = await heard(completer, session, () => completer.storage.complete(session, parts));
	if (told) return told;
	const found = await lookPatiently(lookOf(completer, session));
	if (found) return found;
	throw notYet();
}

/** After these the file may be there all the same: 115 was slow, or an earlier commit went through. */
const UNCLEAR: readonly ErrorCode[] = ['callback-failed', 'session-lost'];

/** heard reads a commit's answer. undefined when it says neither yes nor no. */
async function heard(
	completer: Completer,
	session: SessionSecret,
	commit: () => Promise<string>
): Promise<RemoteFile | undefined> {
	let answer: string;
	try {
		answer = refuseUnheard(await commit());
	} catch (error) {
		if (!(error instanceof TransferError && UNCLEAR.includes(error.code))) throw error;
		const found = await lookPatiently(lookOf(completer, session));
		if (found) return found;
		throw error;
	}
	// Outside: what 115 itself refused is not there.
	return readFinal(answer, session);
}

function lookOf({ dialect, doors }: Completer, { wanted, pickCode }: SessionSecret) {
	return { dialect, clock: doors.clock, wanted, known: { pickCode } };
}

function notYet(): TransferError {
	return new TransferError('not-finalised', { retryAfter: SOON_MS });
}
