import type { Digests, Draft, RemoteFile } from '../../drives/drive';
import { TransferError } from '../../kernel/errors';
import type { Dialect } from './dialect';
import { surveyFolder } from './folder-survey';
import { retire } from './retire';

/**
 * findOpened looks for the file that an earlier `open` may have made at once: its name is the Draft's,
 * or what keep-both chose. What it replaces is retired now, if that was not done. 115.md §5.2, §8.2
 */
export async function findOpened(
	dialect: Dialect,
	draft: Draft,
	{ sha1 }: Digests
): Promise<RemoteFile | undefined> {
	if (!sha1) throw new TransferError('bad-request', { detail: 'the SHA-1 is missing' });
	const survey = await surveyFolder(dialect, draft, sha1, true);
	if (survey.kind !== 'there') return undefined;
	await retire(dialect, survey.wanted, survey.file.id);
	return survey.file;
}
