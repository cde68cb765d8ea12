import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { memoryStore } from '../../../tests/support/memory-store';
import type { SignedIn } from '../drives/wire';
import { TransferError } from '../kernel/errors';
import type { StoredAccount } from '../sessions/session-store';
import { Accounts } from './accounts';

const ID = 'pan115-open-live-7';
const info = { uid: '7', name: 'Someone', spaceUsed: 1, spaceTotal: 2 };
const connected = (credential: string): SignedIn => ({
	drive: 'pan115',
	flavour: 'open',
	realm: 'live',
	account: info,
	credential,
	renewable: true
});
const dead = { error: { code: 'signed-out' } };

/** Operations with the credential that each was sent with. */
let sent: string[];
/** What the proxy answers to an operation with a credential. */
let proxy: (operation: string, credential: string) => unknown;
let saved: StoredAccount[];
/** Writes to the disk wait for this. */
let disk: () => Promise<void>;
let clock: FakeClock;
let store: ReturnType<typeof memoryStore>;
let accounts: Accounts;

beforeEach(async () => {
	sent = [];
	saved = [];
	disk = () => Promise.resolve();
	clock = new FakeClock();
	const memory = memoryStore();
	// As the real one: writes take effect in the order of their calls.
	let last = Promise.resolve();
	const inOrder = (write: () => Promise<void>) => (last = last.catch(() => undefined).then(write));
	store = {
		...memory,
		saveAccount: (account) =>
			inOrder(async () => {
				await disk();
				saved.push(account);
				await memory.saveAccount(account);
			}),
		removeAccount: (id) => inOrder(() => memory.removeAccount(id))
	};
	await memory.saveAccount({ ...connected('old'), id: ID, signedIn: true });
	const fetcher = async (url: unknown, init?: RequestInit) => {
		const operation = String(url).split('/').at(-1)!;
		const { credential = '' } = JSON.parse(String(init?.body ?? '{}')) as { credential?: string };
		sent.push(`${operation} ${credential}`);
		return Response.json(await proxy(operation, credential));
	};
	accounts = new Accounts(store, { fetch: fetcher as typeof fetch, clock });
	await accounts.load();
	proxy = (operation, credential) => {
		if (operation === 'renew') return { output: connected('new') };
		return credential === 'old' ? dead : { output: info };
	};
});

const count = (call: string) => sent.filter((one) => one === call).length;
const ask = () => accounts.drive(ID).account();
const onDisk = async () => (await store.accounts())[0]?.credential;

/** begin gives how calls end, without letting time pass. */
async function begin<T>(calls: Promise<T>): Promise<PromiseSettledResult<T>> {
	const [outcome] = await Promise.allSettled([calls]);
	return outcome;
}

/** run lets as much time pass as calls need: in the live realm they are paced. */
async function run<T>(calls: Promise<T>): Promise<PromiseSettledResult<T>> {
	const all = begin(calls);
	let ended = false;
	void all.then(() => (ended = true));
	await settle();
	for (let seconds = 0; !ended && seconds < 120; seconds++) await clock.advance(1000);
	return all;
}

/** door is a promise that a test opens. */
function door() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open };
}

describe('a renewed credential', () => {
	test('is fetched once for 50 calls that meet the dead token together', async () => {
		const outcome = await run(Promise.all(Array.from({ length: 50 }, ask)));
		expect(outcome.status).toBe('fulfilled');
		expect(sent.filter((call) => call.startsWith('renew'))).toEqual(['renew old']);
	});

	test('is on disk before any call uses it', async () => {
		const writing = door();
		disk = () => writing.opened;
		const calls = begin(Promise.all([ask(), ask()]));
		await clock.advance(10_000);
		expect(sent).toContain('renew old');
		expect(count('account new')).toBe(0);
		writing.open();
		expect(await run(calls)).toMatchObject({ value: { status: 'fulfilled' } });
		expect(saved[0]?.credential).toBe('new');
		expect(count('account new')).toBe(2);
	});

	test('that the disk has no room for is kept until it has, not renewed again', async () => {
		disk = () => Promise.reject(new TransferError('storage-quota'));
		expect(await run(ask())).toMatchObject({ reason: { code: 'storage-quota' } });
		expect(await run(ask())).toMatchObject({ reason: { code: 'storage-quota' } });
		expect([accounts.views()[0]!.signedIn, await onDisk()]).toEqual([true, 'old']);
		disk = () => Promise.resolve();
		expect(await run(ask())).toMatchObject({ value: info });
		expect([count('renew old'), await onDisk()]).toEqual([1, 'new']);
	});

	test('is not overwritten by what else changes while it is being written', async () => {
		const answering = door();
		proxy = async (operation, credential) => {
			if (operation === 'renew') return { output: connected('new') };
			if (operation === 'create-folder') return credential === 'old' ? dead : { output: {} };
			// Answers by the old token; one with credentials for storage that it fetched.
			await answering.opened;
			if (operation === 'account') return { output: { ...info, spaceUsed: 99 } };
			return { output: { entries: [] }, credential: 'old, sealed anew' };
		};
		const late = [begin(accounts.drive(ID).list('')), begin(accounts.refresh())];
		const writing = door();
		disk = () => writing.opened;
		const call = begin(accounts.drive(ID).createFolder('', 'a'));
		await settle();
		answering.open();
		await settle();
		writing.open();
		const ends = await run(Promise.all([...late, call]));
		expect(ends).toMatchObject({ value: Array(3).fill({ status: 'fulfilled' }) });
		expect((await store.accounts())[0]).toMatchObject({
			credential: 'new',
			account: { spaceUsed: 99 }
		});
		await run(ask());
		expect(sent.at(-1)).toBe('account new');
	});

	test('does not bring an account back that its person signed out of meanwhile', async () => {
		const renewing = door();
		proxy = async (operation) => {
			if (operation !== 'renew') return dead;
			await renewing.opened;
			return { output: connected('new') };
		};
		const call = begin(ask());
		await settle();
		await accounts.signOut(ID);
		renewing.open();
		expect(await run(call)).toMatchObject({ value: { reason: { code: 'signed-out' } } });
		expect([accounts.views(), await store.accounts()]).toEqual([[], []]);
	});
});

describe('a credential that was only sealed anew', () => {
	test('takes the place of the one that it was made of', async () => {
		proxy = (_, credential) =>
			credential === 'old' ? { output: info, credential: 'resealed' } : { output: info };
		await run(ask());
		expect(await onDisk()).toBe('resealed');
	});

	test('is dropped when it comes late', async () => {
		const first = door();
		proxy = async (operation, credential) => {
			if (operation === 'renew') return { output: connected('new') };
			if (operation === 'account') return credential === 'old' ? dead : { output: info };
			await first.opened;
			return { output: { entries: [] }, credential: 'old, sealed anew' };
		};
		const late = begin(accounts.drive(ID).list(''));
		await settle();
		await run(ask());
		first.open();
		expect((await late).status).toBe('fulfilled');
		expect(await onDisk()).toBe('new');
	});

	test('and holds the same dead token is renewed in its turn', async () => {
		proxy = (operation, credential) => {
			if (operation === 'renew') return { output: connected('new') };
			if (operation === 'list') return { output: { entries: [] }, credential: 'resealed' };
			return credential === 'new' ? { output: info } : dead;
		};
		await run(accounts.drive(ID).list(''));
		expect((await run(ask())).status).toBe('fulfilled');
		expect(sent.filter((one) => one.startsWith('renew'))).toHaveLength(1);
		expect(await onDisk()).toBe('new');
	});
});

describe('a renewal that fails', () => {
	test('for want of a line leaves the account signed in, and calls can be tried again', async () => {
		proxy = (operation) => (operation === 'renew' ? { error: { code: 'network' } } : dead);
		const outcome = await run(Promise.allSettled([ask(), ask()]));
		const reason = { code: 'network', recovery: 'retry' };
		expect(outcome).toMatchObject({ value: [{ reason }, { reason }] });
		expect([accounts.views()[0]!.signedIn, saved]).toEqual([true, []]);
	});

	test('because the app is refused says so, and leaves the account signed in', async () => {
		proxy = (operation) => (operation === 'renew' ? { error: { code: 'app-id-refused' } } : dead);
		expect(await run(ask())).toMatchObject({ reason: { code: 'app-id-refused' } });
		expect(accounts.views()[0]!.signedIn).toBe(true);
	});

	test('for good signs the account out, once', async () => {
		proxy = () => dead;
		const outcome = await run(Promise.allSettled(Array.from({ length: 50 }, ask)));
		expect(outcome.status).toBe('fulfilled');
		expect(saved.map(({ signedIn }) => signedIn)).toEqual([false]);
		expect(count('renew old')).toBe(1);
		expect(() => accounts.drive(ID)).toThrow('signed-out');
	});

	describe('does not sign out a person who signed in again', () => {
		const signIn = () => {
			const { drive, flavour, realm } = connected('');
			return accounts.signIn({ drive, flavour, realm, way: 'token', token: 't' });
		};
		const byHand = (operation: string, credential: string) => {
			if (operation === 'config') return { apiVersion: '1', sandbox: true };
			if (operation === 'sign-in') return { output: connected('by hand') };
			return credential === 'by hand' ? { output: info } : undefined;
		};
		const signedIn = async () => [accounts.views()[0]!.signedIn, await onDisk()];

		test('during the renewal: the call goes on', async () => {
			const refusing = door();
			proxy = async (operation, credential) => {
				if (operation === 'renew') await refusing.opened;
				return byHand(operation, credential) ?? dead;
			};
			const call = begin(ask());
			await settle();
			await signIn();
			refusing.open();
			expect(await run(call)).toMatchObject({ value: { status: 'fulfilled' } });
			expect(await signedIn()).toEqual([true, 'by hand']);
		});

		test('during the last try of a call with tokens that are dead from the start', async () => {
			const refusing = door();
			let renewed = 0;
			proxy = async (operation, credential) => {
				if (operation === 'renew') return { output: connected(`dead ${++renewed}`) };
				if (credential === 'dead 3') await refusing.opened;
				return byHand(operation, credential) ?? dead;
			};
			const call = begin(ask());
			await clock.advance(10_000);
			await signIn();
			refusing.open();
			expect(await run(call)).toMatchObject({ value: { reason: { code: 'signed-out' } } });
			expect(await signedIn()).toEqual([true, 'by hand']);
		});
	});
});
