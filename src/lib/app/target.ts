/** Target: where new files go, and how people read it. */
import type { AccountView, Target } from '../engine/engine-api';

/** Every Drive calls its root folder so; see drive.ts. */
const ROOT_ID = '';

/** rootOf is an account's top folder as a target. */
export function rootOf(account: Pick<AccountView, 'id'>): Target {
	return { accountId: account.id, folderId: ROOT_ID, folderPath: '/' };
}

/** targetOf gives the chosen target while its account exists, else the first account's root. */
export function targetOf(
	accounts: readonly AccountView[],
	chosen: Target | undefined
): Target | undefined {
	if (chosen && accounts.some((account) => account.id === chosen.accountId)) return chosen;
	const account = accounts.find((one) => one.signedIn) ?? accounts[0];
	return account && rootOf(account);
}

/** targetName reads "123Pan / movies"; at the root only "123Pan". */
export function targetName(accounts: readonly AccountView[], target: Target): string {
	const brand = accounts.find((account) => account.id === target.accountId)?.brand ?? '';
	return [brand, ...target.folderPath.split('/').filter(Boolean)].join(' / ');
}

/** namesOf reads a typed path: "/movies//2026/" is two folders below the top. */
export function namesOf(path: string): readonly string[] {
	return path
		.split('/')
		.map((name) => name.trim())
		.filter(Boolean);
}

/** sameTarget: the same folder of the same account. */
export function sameTarget(a: Target, b: Target): boolean {
	return a.accountId === b.accountId && a.folderId === b.folderId;
}

/** accountLabel names an account with its brand, once. */
export function accountLabel(account: Pick<AccountView, 'brand' | 'name'>): string {
	return account.name.includes(account.brand) ? account.name : `${account.brand} · ${account.name}`;
}
