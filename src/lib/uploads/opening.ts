/** Opening: asks the drive for an Upload, in its folder, answering its challenges on the way. */
import type { Digests, Draft, Drive, Opening } from '../drives/drive';
import { asTransferError, TransferError } from '../kernel/errors';
import type { Source } from '../sources/source';
import { retrying } from './retrying';
import { surely } from './sure-opening';
import type { Tools } from './tools';
import type { Upload } from './upload';

/** Challenges in a row before something is wrong. 115.md §5.3 */
const MAX_CHALLENGES = 5;
/** Times that answers may be refused before the drive has said no. */
const MAX_REFUSED = 3;

export interface Asking {
	readonly upload: Upload;
	readonly digests: Digests;
	readonly source: Source;
	readonly drive: Drive;
	readonly signal: AbortSignal;
	/** As of UploadRun. */
	readonly asks: (at: number | undefined) => Promise<void>;
}

/** askDrive gives the drive's last word: never a challenge. */
export async function askDrive(asking: Asking, tools: Tools): Promise<Opening> {
	const { upload, drive } = asking;
	const head = await digestHead(asking, tools);
	const askSurely = surely(asking, tools);
	let refused = 0;
	return inFolder(asking, tools, upload.folders, async (folderId) => {
		try {
			const draft = draftOf(asking, folderId, head, tools);
			return await askSurely(draft, () => answerChallenges(asking, draft, tools));
		} catch (error) {
			const failure = asTransferError(error);
			if (failure.code !== 'challenge-failed' || ++refused < MAX_REFUSED) throw error;
			const detail = `${drive.traits.brand}: ${failure.detail ?? 'second verification'}`;
			throw new TransferError('drive-refused', { detail, cause: error });
		}
	});
}

/** inFolder calls with the id of a folder below the target; one that is gone meanwhile is made anew. */
export async function inFolder<T>(
	{ upload, drive, signal }: Pick<Asking, 'upload' | 'drive' | 'signal'>,
	tools: Tools,
	names: readonly string[],
	call: (folderId: string) => Promise<T>
): Promise<T> {
	return retrying(
		async (attempt) => {
			const { accountId, folderId } = upload;
			try {
				return await call(await tools.folders.ensure(accountId, drive, folderId, names));
			} catch (error) {
				if (names.length === 0 || attempt > 0) throw error;
				if (asTransferError(error).code !== 'folder-missing') throw error;
				tools.folders.forget(accountId);
				return call(await tools.folders.ensure(accountId, drive, folderId, names));
			}
		},
		tools.clock,
		signal,
		tools.hosts.drive(drive.traits)
	);
}

function draftOf(
	{ upload, drive }: Asking,
	folderId: string,
	head: string | undefined,
	tools: Tools
): Draft {
	const { name, conflict, accountId, identity } = upload;
	const parallel = drive.traits.parallelExperiment && tools.parallel.wanted(accountId);
	const maxPart = tools.ways.maxPart(drive.traits);
	const wish = { ...tools.wish(accountId), ...(maxPart !== undefined && { maxPart }) };
	const draft = { folderId, name, size: identity.size, conflict, wish };
	return { ...draft, ...(head !== undefined && { head }), ...(parallel && { parallel }) };
}

/** The drive closes its window for answers soon: each range is read and answered at once. */
async function answerChallenges(
	{ digests, source, drive, signal }: Asking,
	draft: Draft,
	tools: Tools
): Promise<Opening> {
	let opening = await drive.open(draft, digests, undefined, { signal });
	for (let round = 0; opening.kind === 'challenge'; round++) {
		if (round >= MAX_CHALLENGES) {
			throw new TransferError('challenge-failed', { detail: `${round} challenges in a row` });
		}
		const { range, digest: kind, token } = opening;
		if (range.start < 0 || range.start >= range.end || range.end > draft.size) {
			throw new TransferError('unreadable-answer', { detail: 'a challenge outside the file' });
		}
		const digest = (await tools.partHasher.digest(await source.slice(range), [kind], { signal }))[
			kind
		];
		if (digest === undefined) throw new TransferError('unexpected', { detail: 'no range digest' });
		opening = await drive.open(draft, digests, { token, digest }, { signal });
	}
	return opening;
}

async function digestHead(
	{ upload, source, drive, signal }: Asking,
	tools: Tools
): Promise<string | undefined> {
	const wanted = drive.traits.headDigest;
	if (!wanted) return undefined;
	const range = { start: 0, end: Math.min(wanted.bytes, upload.identity.size) };
	const head = await source.slice(range);
	return (await tools.partHasher.digest(head, [wanted.digest], { signal }))[wanted.digest];
}
