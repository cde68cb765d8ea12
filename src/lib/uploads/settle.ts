/** Settle: a commit's answer was lost. Ask whether the file is there, until it would be. */
import type { Drive, Receipt, RemoteFile, Session } from '../drives/drive';
import { asTransferError, isAbort } from '../kernel/errors';
import { backoff, MAX_TRIES } from '../kernel/retry';
import type { Tools } from './tools';

/** Between two looks, where the drive names no time itself. */
const LOOK_EVERY_MS = 3_000;

export interface Settling {
	readonly drive: Drive;
	readonly session: Session;
	readonly receipts: readonly Receipt[];
	readonly signal: AbortSignal;
}

/**
 * settle gives the file that an earlier commit made, or undefined when it has not shown for as long
 * as the drive may take: only then may the commit be sent again.
 */
export async function settle(
	{ drive, session, receipts, signal }: Settling,
	tools: Pick<Tools, 'clock'>
): Promise<RemoteFile | undefined> {
	const { clock } = tools;
	const end = clock.now() + (drive.traits.settleMs ?? 0);
	for (let failures = 0; ;) {
		try {
			const how = { signal, again: true, lookOnly: true };
			return await drive.complete(session, receipts, how);
		} catch (error) {
			if (isAbort(error)) throw error;
			const failure = asTransferError(error);
			if (failure.code === 'not-finalised') {
				const left = end - clock.now();
				if (left <= 0) return undefined;
				await clock.sleep(Math.min(failure.retryAfter ?? LOOK_EVERY_MS, left), signal);
				continue;
			}
			failures += 1;
			if (failure.recovery !== 'retry' || failures >= MAX_TRIES) throw failure;
			await clock.sleep(backoff(failures - 1, clock, failure.retryAfter), signal);
		}
	}
}
