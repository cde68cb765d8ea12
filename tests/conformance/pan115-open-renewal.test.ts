import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectSandbox, renewAccount } from '../../src/lib/drives/connect';
import type { ProxyCalls } from '../../src/lib/drives/proxy-call';
import { accountIdOf, type SignedIn } from '../../src/lib/drives/wire';
import { Accounts } from '../../src/lib/engine/accounts';
import type { SessionStore } from '../../src/lib/sessions/session-store';
import { memoryStore } from '../support/memory-store';
import { pageAndSandbox, type PageAndSandbox } from './page-and-sandbox';

/** Life of an access token, and a little. Seconds. */
const LIFE_S = 7201;
const REFRESH = '/open/refreshToken';

let all: PageAndSandbox;
let calls: ProxyCalls;
let account: SignedIn;
let id: string;
let offset = 0;

beforeAll(async () => {
	all = await pageAndSandbox();
	({ calls } = all);
});
afterAll(() => all.close());

/** Every test begins with a sign-in of its own, whose access token has just ended. */
beforeEach(async () => {
	const accounts = await connectSandbox(calls);
	account = accounts.find(({ drive, flavour }) => drive === 'pan115' && flavour === 'open')!;
	id = accountIdOf({ ...account, uid: account.account.uid });
	offset += LIFE_S;
	await all.admin('config', { clockOffset: offset });
});

/** refreshes counts what the sandbox saw while `run` ran. */
async function refreshes(run: () => Promise<unknown>): Promise<number> {
	const count = async () => (await all.log()).filter(({ path }) => path === REFRESH).length;
	const before = await count();
	await run();
	return (await count()) - before;
}

/** client is an engine whose store knows the account as it was before its token ended. */
async function client(store: SessionStore = memoryStore()): Promise<Accounts> {
	await store.saveAccount({ ...account, id, signedIn: true });
	const accounts = new Accounts(store, calls);
	await accounts.load();
	return accounts;
}

const ask = (accounts: Accounts) => accounts.drive(id).account();
const fifty = (of: Accounts) => Array.from({ length: 50 }, () => ask(of));

describe('an access token that has ended is refreshed exactly once', () => {
	test('by fifty calls of one client', async () => {
		const one = await client();
		expect(await refreshes(() => Promise.all(fifty(one)))).toBe(1);
		expect(await refreshes(() => ask(one))).toBe(0);
	});

	test('by fifty calls of each of two clients', async () => {
		const both = [await client(), await client()];
		expect(await refreshes(() => Promise.all(both.flatMap(fifty)))).toBe(1);
		expect(await refreshes(() => Promise.all(both.map(ask)))).toBe(0);
	});

	test('when one of the clients has a newer seal of the same tokens', async () => {
		const one = await client();
		offset -= LIFE_S;
		await all.admin('config', { clockOffset: offset });
		// Preparing an upload fetches keys for OSS, which are sealed with the tokens.
		const draft = { folderId: '', name: `${offset}.bin`, size: 9, conflict: 'keep-both' } as const;
		const head = 'a'.repeat(40);
		await one.drive(id).open({ ...draft, head }, { sha1: head });
		offset += LIFE_S;
		await all.admin('config', { clockOffset: offset });
		const both = [one, await client()];
		expect(await refreshes(() => Promise.all(both.flatMap(fifty)))).toBe(1);
	});
});

describe('a kill right after a refresh does not sign the person out', () => {
	test('when the answer never reached the page', async () => {
		let again: SignedIn | undefined;
		let lost: SignedIn | undefined;
		const count = await refreshes(async () => {
			lost = await renewAccount(id, account.credential, calls);
			again = await renewAccount(id, account.credential, calls);
		});
		expect(count).toBe(1);
		expect(again).toEqual(lost);
		expect(await refreshes(async () => ask(await client()))).toBe(0);
	});

	test('when the page died while it was writing the answer down', async () => {
		const disk = memoryStore();
		const dying = { ...disk, saveAccount: () => new Promise<never>(() => undefined) };
		await disk.saveAccount({ ...account, id, signedIn: true });
		const first = new Accounts(dying, calls);
		await first.load();
		const count = await refreshes(async () => {
			await Promise.race([ask(first), new Promise((resolve) => setTimeout(resolve, 300))]);
			const second = new Accounts(disk, calls);
			await second.load();
			expect(await ask(second)).toMatchObject({ uid: account.account.uid });
			expect(second.views()[0]?.signedIn).toBe(true);
		});
		expect(count).toBe(1);
	});

	test('when 115’s answer about the account got lost behind the refresh', async () => {
		const info = {
			match: { path: '/open/user/info$' },
			times: 3,
			do: { kind: 'status', status: 502 }
		};
		await all.admin('faults', [info]);
		const renewed = await renewAccount(id, account.credential, calls);
		await all.admin('faults', []);
		expect(renewed.account).toEqual(account.account);
		account = renewed;
		expect(await refreshes(async () => ask(await client()))).toBe(0);
	});
});

test('a refresh token that is dead needs its person', async () => {
	// Three newer authorizations end the oldest one.
	for (let n = 0; n < 3; n++) await connectSandbox(calls);
	await expect(renewAccount(id, account.credential, calls)).rejects.toMatchObject({
		code: 'signed-out'
	});
});

test('a refresh that comes too soon waits, and signs nobody out', async () => {
	await all.admin('config', { openRefreshInterval: 3600 });
	const first = await renewAccount(id, account.credential, calls);
	const second = renewAccount(id, first.credential, calls);
	await expect(second).rejects.toMatchObject({ code: 'rate-limited', retryAfter: 70_000 });
	await all.admin('config', { openRefreshInterval: 0 });
	await expect(renewAccount(id, first.credential, calls)).resolves.toMatchObject({
		renewable: true
	});
});
