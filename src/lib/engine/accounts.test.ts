import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { memoryStore } from '../../../tests/support/memory-store';
import type { SignedIn } from '../drives/wire';
import { Accounts } from './accounts';

const info = { uid: '7', name: 'Someone', spaceUsed: 1, spaceTotal: 2 };
const connected = (credential: string, more: Partial<SignedIn> = {}): SignedIn => ({
	drive: 'pan123',
	flavour: 'web',
	realm: 'sandbox',
	account: info,
	credential,
	renewable: true,
	...more
});
const ID = 'pan123-web-sandbox-7';

let calls: string[];
/** What the proxy answers to an operation with a credential. */
let proxy: (operation: string, credential: string | undefined) => unknown;
let accounts: Accounts;
let store: ReturnType<typeof memoryStore>;

const signedOut = { error: { code: 'signed-out' } };

beforeEach(async () => {
	calls = [];
	store = memoryStore();
	const fetcher = async (url: unknown, init?: RequestInit) => {
		const operation = String(url).split('/').at(-1)!;
		calls.push(operation);
		const body = JSON.parse(String(init?.body ?? '{}')) as { credential?: string };
		return Response.json(proxy(operation, body.credential));
	};
	accounts = new Accounts(store, { fetch: fetcher as typeof fetch, clock: new FakeClock() });
});

const count = (operation: string) => calls.filter((one) => one === operation).length;

describe('a token that has ended', () => {
	beforeEach(async () => {
		await store.saveAccount({ ...connected('old'), id: ID, signedIn: true });
		await accounts.load();
	});

	test('is renewed once for all calls that meet it, and every call gets its answer', async () => {
		proxy = (operation, credential) => {
			if (operation === 'renew') return { output: connected('new') };
			return credential === 'new' ? { output: info } : signedOut;
		};
		const answers = await Promise.all(
			Array.from({ length: 50 }, () => accounts.drive(ID).account())
		);
		expect(answers).toHaveLength(50);
		expect(count('renew')).toBe(1);
		expect((await store.accounts())[0]!.credential).toBe('new');
	});

	test('that only the person can renew signs the account out, and the page is told', async () => {
		await store.saveAccount({
			...connected('old', { realm: 'live', renewable: false }),
			id: ID,
			signedIn: true
		});
		await accounts.load();
		proxy = () => signedOut;
		await expect(accounts.drive(ID).account()).rejects.toMatchObject({ code: 'signed-out' });
		expect(count('renew')).toBe(0);
		expect(accounts.views()[0]!.signedIn).toBe(false);
		expect(() => accounts.drive(ID)).toThrow('signed-out');
	});

	test('of the sandbox whose seal is unreadable connects the sandbox again', async () => {
		proxy = (operation, credential) => {
			if (operation === 'sandbox') return { output: [connected('fresh')] };
			return credential === 'fresh' ? { output: info } : signedOut;
		};
		await expect(accounts.drive(ID).account()).resolves.toMatchObject({ uid: '7' });
		expect(count('sandbox')).toBe(1);
	});

	test('of somebody whom the sandbox does not connect by itself asks it once, no more', async () => {
		await store.saveAccount({ ...connected('old', { renewable: false }), id: ID, signedIn: true });
		await accounts.load();
		const other = connected('other', { account: { ...info, uid: '8' } });
		proxy = (operation) => (operation === 'sandbox' ? { output: [other] } : signedOut);
		await expect(accounts.drive(ID).account()).rejects.toMatchObject({ code: 'signed-out' });
		expect(count('sandbox')).toBe(1);
		expect(accounts.views().find(({ id }) => id === ID)?.signedIn).toBe(false);
	});
});

test('the sandbox is connected once, and again when its account is missing', async () => {
	proxy = () => ({ output: [connected('one')] });
	await accounts.connectSandbox();
	await accounts.connectSandbox();
	expect(count('sandbox')).toBe(1);
	await accounts.signOut(ID);
	await accounts.connectSandbox();
	expect(count('sandbox')).toBe(2);
});

test('signing in again as the same user wakes that user’s rows', async () => {
	const woken: string[] = [];
	accounts.signedIn.on((id) => woken.push(id));
	proxy = (operation) =>
		operation === 'config' ? { apiVersion: '1', sandbox: true } : { output: connected('one') };
	const request = { drive: 'pan123', flavour: 'web', realm: 'sandbox' } as const;
	await accounts.signIn({ ...request, way: 'token', token: 't' });
	expect(woken).toEqual([ID]);
});
