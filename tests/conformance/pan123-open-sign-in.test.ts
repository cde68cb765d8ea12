import { describe, expect, test } from 'vitest';
import { signIn } from '../../src/lib/drives/connect';
import { pageAndSandbox } from './page-and-sandbox';
import { expectCode, rejection } from './rig';

interface Listed {
	readonly drive: string;
	readonly flavour: string;
	readonly credentials: { readonly clientId: string; readonly clientSecret: string };
}

describe('signing in', () => {
	const here = { drive: 'pan123', flavour: 'open', realm: 'sandbox', way: 'client' } as const;

	test('takes a client id and secret as they were pasted, and no others', async () => {
		const all = await pageAndSandbox();
		const [row] = ((await all.accounts()) as readonly Listed[]).filter(
			({ drive, flavour }) => drive === 'pan123' && flavour === 'open'
		);
		const { clientId, clientSecret } = row!.credentials;
		const request = { ...here, clientId: ` ${clientId}\n`, clientSecret: `${clientSecret} ` };
		expect(await signIn(request, all.calls)).toMatchObject({
			...{ drive: 'pan123', flavour: 'open', renewable: true },
			account: { uid: '1800010', name: 'Sandbox Open 123Pan' }
		});
		const wrong = signIn({ ...here, clientId, clientSecret: 'no' }, all.calls);
		await expectCode(wrong, 'app-id-refused');
		await all.close();
	});

	test('shows neither the secret nor the token, whatever goes wrong', async () => {
		const all = await pageAndSandbox();
		const clientSecret = 'sandbox-open-secret-of-1800010';
		const body = JSON.stringify({ code: 7, message: `${clientSecret} is wrong`, data: null });
		const echo = { kind: 'status', status: 200, body };
		await all.admin('faults', [{ match: { path: '/api/v1/access_token$' }, do: echo }]);
		const error = await rejection(signIn({ ...here, clientId: 'x', clientSecret }, all.calls));
		expect(JSON.stringify(error.toWire())).not.toContain(clientSecret);
		await all.close();
	});
});
