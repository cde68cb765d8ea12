/** Scheduler: which queued Uploads may start now, and which running ones make room for them. Pure. */
import { levelOf } from '../kernel/priority';
import { isActive } from './transition';
import type { Upload, WaitCause } from './upload';

/** Causes by which a drive asks for a pause. They end by time. */
const PAUSES: ReadonlySet<WaitCause> = new Set<WaitCause>(['rate-limited', 'blocked']);

export interface Limits {
	/** Files worked on at once; twice as many where each sends one part at a time. */
	readonly filesAtOnce: number;
	/** The same of one account; absent: no limit of its own. */
	readonly filesPerAccount?: number | undefined;
	/** Whether files of this account send their parts one at a time. */
	readonly isSequential?: (accountId: string) => boolean;
}

/** Plan: ids, in the order of the queue. */
export interface Plan {
	readonly starting: readonly string[];
	/** Running ones that are to finish the parts on their way, and then go back into line. */
	readonly yielding: readonly string[];
}

/**
 * planUploads starts by priority, then by order. Running ones count against the limits even when their
 * row has left the active states: their last request may still be on its way out. While a drive wants
 * a pause, the account's other rows stay in line: each of them would ask, and be refused, too. A
 * higher priority takes a place from a lower one; `leaving` were told before to make room.
 */
export function planUploads(
	uploads: Iterable<Upload>,
	running: ReadonlySet<string>,
	{ filesAtOnce, filesPerAccount = Infinity, isSequential }: Limits,
	leaving: ReadonlySet<string> = new Set()
): Plan {
	const cost = (accountId: string) => (isSequential?.(accountId) ? 1 : 2);
	const places = 2 * filesAtOnce;
	let free = places;
	/** Places that accounts have left of their own limit. */
	const left = new Map<string, number>();
	const leftOf = (accountId: string) => left.get(accountId) ?? 2 * filesPerAccount;
	const take = (accountId: string) => {
		free -= cost(accountId);
		left.set(accountId, leftOf(accountId) - cost(accountId));
	};
	let unknown = running.size;
	const byAccount = new Map<string, Upload[]>();
	const resting = new Set<string>();
	const atWork: Upload[] = [];
	for (const upload of uploads) {
		const { id, status, accountId } = upload;
		if (running.has(id)) {
			take(accountId);
			unknown -= 1;
			if (isActive(status) && !leaving.has(id)) atWork.push(upload);
			continue;
		}
		if (isActive(status)) take(accountId);
		if (status.state === 'waiting' && PAUSES.has(status.cause)) resting.add(accountId);
		if (status.state !== 'queued') continue;
		const line = byAccount.get(accountId) ?? [];
		byAccount.set(accountId, line);
		insert(line, upload, places);
	}
	for (const accountId of resting) byAccount.delete(accountId);
	// Rows that were taken off the list while their work still lets go.
	free -= 2 * unknown;
	const starting: string[] = [];
	const yielding: string[] = [];
	atWork.sort(inLine);
	let coming = leaving.size;
	let isShut = false;
	for (const upload of [...byAccount.values()].flat().sort(inLine)) {
		const { id, accountId } = upload;
		const isFull = leftOf(accountId) < cost(accountId);
		if (!isFull && !isShut && free >= cost(accountId)) {
			take(accountId);
			starting.push(id);
			continue;
		}
		// Nobody passes one that needs more room, or it would never get in.
		if (!isFull) isShut = true;
		if (coming-- > 0) continue;
		const last = atWork.findLastIndex((one) => !isFull || one.accountId === accountId);
		if (last < 0 || levelOf(atWork[last]!) <= levelOf(upload)) continue;
		yielding.push(...atWork.splice(last, 1).map((one) => one.id));
	}
	return { starting, yielding };
}

function inLine(a: Upload, b: Upload): number {
	return levelOf(a) - levelOf(b) || a.order - b.order;
}

/** insert keeps the first few in line: with 10,000 rows a sort for each that starts is too much. */
function insert(next: Upload[], upload: Upload, most: number): void {
	const last = next.at(-1);
	if (next.length >= most && last && inLine(last, upload) <= 0) return;
	const place = next.findIndex((other) => inLine(other, upload) > 0);
	next.splice(place < 0 ? next.length : place, 0, upload);
	if (next.length > most) next.pop();
}
