/** Banners: one sentence for many rows that wait for the same thing. */
import type { AccountView, UploadRow } from '../engine/engine-api';
import type { ErrorCode } from '../kernel/errors';
import type { WaitCause } from '../uploads/upload';
import { brandOf } from './brands';

/** Every cause, those that need a person first. */
const ORDER: readonly WaitCause[] = [
	'permission',
	'signed-out',
	'space',
	'storage-quota',
	'source-changed',
	'source-missing',
	'conflict',
	'offline',
	'proxy',
	'blocked',
	'rate-limited',
	'scheduled'
];

/** Causes that belong to an account: one banner for each of them. */
const BY_ACCOUNT: ReadonlySet<WaitCause> = new Set<WaitCause>([
	'signed-out',
	'space',
	'blocked',
	'rate-limited'
]);

/** Banner: a cause, the rows that share it, and the account it is about, if it is about one. */
export interface Banner {
	readonly key: string;
	readonly cause: WaitCause;
	readonly ids: readonly string[];
	readonly brand: string;
	readonly accountId?: string | undefined;
	/** Why, where that is the same for all rows. */
	readonly code?: ErrorCode | undefined;
	/** The page and its server do not fit: reload. */
	readonly reload: boolean;
	readonly until?: number | undefined;
}

/** bannersOf groups waiting rows; a cause of one row alone is told in that row. */
export function bannersOf(
	rows: readonly UploadRow[],
	accounts: readonly AccountView[]
): readonly Banner[] {
	const groups = new Map<string, UploadRow[]>();
	for (const row of rows) {
		if (row.state !== 'waiting' || !row.cause) continue;
		const key = BY_ACCOUNT.has(row.cause) ? `${row.cause} ${row.accountId}` : row.cause;
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	return [...groups]
		.filter(([, group]) => group.length > 1)
		.map(([key, group]) => bannerOf(key, group, accounts))
		.sort((a, b) => ORDER.indexOf(a.cause) - ORDER.indexOf(b.cause));
}

/** latestOf gives the last moment at which a waiting row goes on by itself; 0 for none. */
export function latestOf(rows: readonly UploadRow[]): number {
	return rows.reduce((last, { state, until = 0 }) => {
		return state === 'waiting' ? Math.max(last, until) : last;
	}, 0);
}

function bannerOf(
	key: string,
	group: readonly UploadRow[],
	accounts: readonly AccountView[]
): Banner {
	const first = group[0]!;
	const byAccount = BY_ACCOUNT.has(first.cause!);
	return {
		key,
		cause: first.cause!,
		ids: group.map((row) => row.id),
		brand:
			accounts.find((account) => account.id === first.accountId)?.brand ?? brandOf(first.accountId),
		accountId: byAccount ? first.accountId : undefined,
		code: group.every((row) => row.code === first.code) ? first.code : undefined,
		reload: group.some((row) => row.code === 'version-mismatch'),
		until: group.reduce<number | undefined>(
			(soonest, row) => (row.until && (!soonest || row.until < soonest) ? row.until : soonest),
			undefined
		)
	};
}
