import { withinLimit } from '../../kernel/time-limit';
import type { Doors } from '../backend';
import { readEnvelope } from './envelope';
import type { Hosts } from './secret';

/** DEFAULT_HOSTS are used until, and whenever, discovery has no answer. 123pan.md §2 */
export const DEFAULT_HOSTS: Hosts = { api: 'www.123pan.cn', login: 'user.123pan.cn' };

/** Asked in this order; the answer of the first that knows counts. */
const DISCOVERY_HOSTS = ['www.123pan.cn', 'login.123pan.com', 'yun.123pan.cn'] as const;

/** Milliseconds for one of them: a person who signs in is waiting. */
const LIMIT_MS = 4000;

/**
 * discoverHosts asks the service for its current hosts (`dydomain`). Only hosts of the allow-list
 * are taken over, so a forged answer can't lead a credential away. Never rejects.
 */
export async function discoverHosts(doors: Doors): Promise<Hosts> {
	for (const host of DISCOVERY_HOSTS) {
		const data = await ask(doors, host);
		if (!data) continue;
		const [api] = Array.isArray(data['domains']) ? (data['domains'] as unknown[]) : [];
		const login = data['ucenterDomain'];
		const take = (found: unknown, otherwise: string): string => {
			const name = typeof found === 'string' ? found.replace(/^https?:\/\/|\/$/g, '') : '';
			return doors.egress.allowsHost(name) ? name : otherwise;
		};
		return { api: take(api, DEFAULT_HOSTS.api), login: take(login, DEFAULT_HOSTS.login) };
	}
	return DEFAULT_HOSTS;
}

async function ask(doors: Doors, host: string): Promise<Record<string, unknown> | undefined> {
	const { egress, clock, realm } = doors;
	try {
		const answer = await withinLimit(clock, LIMIT_MS, undefined, () =>
			egress.call(realm, host, '/api/dydomain', { method: 'GET' })
		);
		const { code, data } = readEnvelope(answer.text);
		return code === 0 && data ? (data as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
}
