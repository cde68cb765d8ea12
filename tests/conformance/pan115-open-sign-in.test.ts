import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pollQr, renewAccount, signIn, startQr } from '../../src/lib/drives/connect';
import { accountIdOf, type QrRequest, type SignedIn } from '../../src/lib/drives/wire';
import { pageAndSandbox, type PageAndSandbox } from './page-and-sandbox';

const here = { drive: 'pan115', flavour: 'open', realm: 'sandbox' } as const;
/** Apps of the sandbox that 115 refuses: not approved, switched off, over, of an ended developer. */
const REFUSED = ['100195124', '100195125', '100195126', '100195127', 'unknown'];

let all: PageAndSandbox;
beforeAll(async () => {
	all = await pageAndSandbox();
	// A poll is held until the phone acts; here the phone acts between two polls.
	await all.admin('config', { qrHold: 0 });
});
afterAll(() => all.close());

async function begin(request: QrRequest = here) {
	const { token, url, expiresIn } = await startQr(request, all.calls);
	const uid = /\/scan\/dg-(\w+)$/.exec(url)?.[1] ?? '';
	return {
		...{ token, expiresIn },
		phone: (action: string) => all.admin('phone', { uid, action }),
		poll: () => pollQr(request, token, all.calls)
	};
}

describe('a QR code', () => {
	test('is scanned and confirmed, and the sign-in can renew itself', async () => {
		const { phone, poll } = await begin();
		expect(await poll()).toEqual({ state: 'waiting' });
		await phone('scan');
		expect(await poll()).toEqual({ state: 'scanned' });
		await phone('confirm');
		const progress = await poll();
		expect(progress).toMatchObject({
			state: 'signed-in',
			account: { ...here, account: { name: 'Sandbox Open 115' }, renewable: true }
		});
		const { account } = progress as { account: SignedIn };
		const id = accountIdOf({ ...account, uid: account.account.uid });
		const renewed = await renewAccount(id, account.credential, all.calls);
		expect(renewed).toMatchObject({ account: account.account, renewable: true });
		expect(renewed.credential).not.toBe(account.credential);
	});

	test('that was confirmed gives one sign-in', async () => {
		const { phone, poll } = await begin();
		await phone('confirm');
		expect(await poll()).toMatchObject({ state: 'signed-in' });
		expect(await poll()).toEqual({ state: 'expired' });
	});

	test('that the phone refuses is of no more use', async () => {
		const { phone, poll } = await begin();
		await phone('scan');
		await phone('cancel');
		expect(await poll()).toEqual({ state: 'refused' });
	});

	test('that 115 has forgotten has expired', async () => {
		await all.admin('config', { qrLifetime: 1 });
		const { poll } = await begin();
		await all.admin('config', { qrLifetime: 300, clockOffset: 2 });
		expect(await poll()).toEqual({ state: 'expired' });
		await all.admin('config', { clockOffset: 0 });
	});

	test('answers at once when the phone acts while a poll is held', async () => {
		await all.admin('config', { qrHold: 25 });
		const { phone, poll } = await begin();
		const progress = poll();
		await phone('scan');
		expect(await progress).toEqual({ state: 'scanned' });
		await all.admin('config', { qrHold: 0 });
	});

	test.each(REFUSED)('of the app %s is not made', async (clientId) => {
		await expect(begin({ ...here, clientId })).rejects.toMatchObject({ code: 'app-id-refused' });
	});
});

test('a refresh token that was pasted is used up', async () => {
	const rows = (await all.accounts()) as readonly {
		drive: string;
		flavour: string;
		credentials: { refresh_token: string };
	}[];
	const token = rows.find(({ drive, flavour }) => drive === 'pan115' && flavour === 'open')!
		.credentials.refresh_token;
	const entered = await signIn({ ...here, way: 'token', token: ` ${token} ` }, all.calls);
	expect(entered).toMatchObject({ account: { name: 'Sandbox Open 115' }, renewable: true });
	const rubbish = signIn({ ...here, way: 'token', token: 'rubbish' }, all.calls);
	await expect(rubbish).rejects.toMatchObject({ code: 'signed-out' });
});
