import { TransferError } from '../kernel/errors';
import type { CallOptions } from './drive';
import { askServer, callProxy, type ProxyDoors } from './proxy-call';
import { API_VERSION, type AppConfig, type SignedIn, type SignInRequest } from './wire';

/**
 * fetchConfig asks our server for its settings, and thereby gets the device cookie. Rejects
 * `version-mismatch` when page and proxy do not fit, else as callProxy.
 */
export async function fetchConfig(
	doors: ProxyDoors,
	{ signal }: CallOptions = {}
): Promise<AppConfig> {
	const answer = await askServer(doors, '/api/config', signal);
	const config = answer as Partial<AppConfig> | null;
	if (typeof config?.apiVersion !== 'string') {
		throw new TransferError('proxy-unreachable', { detail: 'not our server' });
	}
	if (config.apiVersion !== API_VERSION) {
		const detail = `page ${API_VERSION}, proxy ${config.apiVersion}`;
		throw new TransferError('version-mismatch', { detail });
	}
	return { apiVersion: config.apiVersion, sandbox: config.sandbox === true };
}

/** signIn enters an account. Rejects `wrong-password`, `risk-challenge` and what callProxy rejects. */
export async function signIn(
	request: SignInRequest,
	doors: ProxyDoors,
	{ signal }: CallOptions = {}
): Promise<SignedIn> {
	// The person may have cleared cookies since the page opened; the seal needs one.
	await fetchConfig(doors, { signal });
	const answer = await callProxy(doors, 'new', 'sign-in', { input: request }, signal);
	return answer.output as SignedIn;
}

/** connectSandbox enters the sandbox's first account of every flavour. Only while it is switched on. */
export async function connectSandbox(
	doors: ProxyDoors,
	{ signal }: CallOptions = {}
): Promise<readonly SignedIn[]> {
	const answer = await callProxy(doors, 'new', 'sandbox', { input: {} }, signal);
	return answer.output as readonly SignedIn[];
}

/**
 * renew enters an account again with what its credential holds. Rejects `signed-out` when only the
 * person can. Callers make it a single flight: every renewal may end the token before.
 */
export async function renew(
	account: { readonly id: string; readonly credential: string },
	doors: ProxyDoors,
	{ signal }: CallOptions = {}
): Promise<SignedIn> {
	const { id, credential } = account;
	const answer = await callProxy(doors, id, 'renew', { credential, input: {} }, signal);
	return answer.output as SignedIn;
}
