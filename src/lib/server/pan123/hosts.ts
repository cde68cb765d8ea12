import type { Realm } from '../../drives/drive';
import type { Egress } from '../egress';
import { readEnvelope } from './envelope';
import type { Hosts } from './secret';

/** DEFAULT_HOSTS are used until, and whenever, discovery has no answer. 123pan.md §2 */
export const DEFAULT_HOSTS: Hosts = { api: 'www.123pan.cn', login: 'user.123pan.cn' };

/** Asked in this order; the answer of the first that knows counts. */
const DISCOVERY_HOSTS = ['www.123pan.cn', 'login.123pan.com', 'yun.123pan.cn'] as const;

/**
 * discoverHosts asks the service for its current hosts (`dydomain`). Only hosts of the allow-list
 * are taken over, so a forged answer can't lead a credential away. Never rejects.
 */
export async function discoverHosts(egress: Egress, realm: Realm): Promise<Hosts> {
	for (const host of DISCOVERY_HOSTS) {
		const data = await ask(egress, realm, host);
		if (!data) continue;
		const [api] = Array.isArray(data['domains']) ? (data['domains'] as unknown[]) : [];
		const login = data['ucenterDomain'];
		const take = (found: unknown, otherwise: string): string => {
			const name = typeof found === 'string' ? found.replace(/^https?:\/\/|\/$/g, '') : '';
			return egress.allowsHost(name) ? name : otherwise;
		};
		return { api: take(api, DEFAULT_HOSTS.api), login: take(login, DEFAULT_HOSTS.login) };
	}
	return DEFAULT_HOSTS;
}

async function ask(
	egress: Egress,
	realm: Realm,
	host: string
): Promise<Record<string, unknown> | undefined> {
	try {
		const answer = await egress.call(realm, host, '/api/dydomain', { method: 'GET' });
		const { code, data } = readEnvelope(answer.text);
		return code === 0 && data ? (data as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
}
