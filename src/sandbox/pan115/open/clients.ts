import { Refusal } from '../envelope';

/** OpenClient is a developer's app. `refusal` is the code that its every call meets (115.md §10.5). */
export interface OpenClient {
	readonly id: string;
	readonly secret: string;
	readonly refusal?: { readonly code: number; readonly message: string };
}

/** APPROVED is the app that may do everything. */
export const APPROVED: OpenClient = { id: '100195123', secret: 'sandbox-app-secret' };

const CLIENTS: readonly OpenClient[] = [
	APPROVED,
	// A second one that may, as people may not authorize any number of apps.
	{ id: '100195128', secret: 'sandbox-app-secret' },
	{
		id: '100195124',
		secret: 'sandbox-app-secret',
		refusal: { code: 40140108, message: '应用未审核通过' }
	},
	{
		id: '100195125',
		secret: 'sandbox-app-secret',
		refusal: { code: 40140109, message: '应用已停用' }
	},
	{
		id: '100195126',
		secret: 'sandbox-app-secret',
		refusal: { code: 40140110, message: '应用已过期' }
	},
	{
		id: '100195127',
		secret: 'sandbox-app-secret',
		refusal: { code: 40140118, message: '开发者认证已过期' }
	}
];

/** clientOf finds an app by its `client_id`; throws 40140100 for none, or the app's own refusal. */
export function clientOf(id: string | undefined): OpenClient {
	const client = CLIENTS.find((known) => known.id === id);
	if (!client) throw new Refusal(40140100, 'client_id 错误');
	if (client.refusal) throw new Refusal(client.refusal.code, client.refusal.message);
	return client;
}
