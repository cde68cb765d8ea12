import { TransferError } from '../kernel/errors';
import type { CallOptions } from './drive';
import { askServer, callProxy, type ProxyCalls } from './proxy-call';
import {
	API_VERSION,
	type AppConfig,
	type QrCode,
	type QrProgress,
	type QrRequest,
	type SignedIn,
	type SignInRequest
} from './wire';

/**
 * fetchConfig asks our server for its settings, and thereby gets the device cookie. Rejects
 * `version-mismatch` when page and proxy do not fit, else as callProxy.
 */
export async function fetchConfig(
	calls: ProxyCalls,
	{ signal }: CallOptions = {}
): Promise<AppConfig> {
	const answer = await askServer(calls, '/api/config', signal);
	const config = answer as Partial<AppConfig> | null;
	if (typeof config?.apiVersion !== 'string') {
		throw new TransferError('proxy-unreachable', { detail: 'not our server' });
	}
	if (config.apiVersion !== API_VERSION) {
		const detail = `page ${API_VERSION}, proxy ${config.apiVersion}`;
		throw new TransferError('version-mismatch', { detail });
	}
	const { relay } = config;
	return {
		apiVersion: config.apiVersion,
		sandbox: config.sandbox === true,
		hasPan115ClientId: config.hasPan115ClientId === true,
		relay: { on: relay?.on === true, maxBody: relay?.maxBody }
	};
}

/** signIn enters an account. Rejects `wrong-password`, `risk-challenge` and what callProxy rejects. */
export async function signIn(
	request: SignInRequest,
	calls: ProxyCalls,
	{ signal }: CallOptions = {}
): Promise<SignedIn> {
	// The person may have cleared cookies since the page opened; the seal needs one.
	await fetchConfig(calls, { signal });
	const answer = await callProxy(calls, 'new', 'sign-in', { input: request }, signal);
	return answer.output as SignedIn;
}

/** startQr makes a QR code to sign in with. Rejects what callProxy rejects. */
export async function startQr(
	request: QrRequest,
	calls: ProxyCalls,
	{ signal }: CallOptions = {}
): Promise<QrCode> {
	await fetchConfig(calls, { signal });
	const answer = await callProxy(calls, 'new', 'qr-start', { input: request }, signal);
	return answer.output as QrCode;
}

/** pollQr asks once how far the phone is. Rejects what callProxy rejects. */
export async function pollQr(
	{ drive, flavour, realm }: QrRequest,
	token: string,
	calls: ProxyCalls,
	{ signal }: CallOptions = {}
): Promise<QrProgress> {
	const input = { drive, flavour, realm, token };
	const answer = await callProxy(calls, 'new', 'qr-poll', { input }, signal);
	return answer.output as QrProgress;
}

/** connectSandbox enters the sandbox's first account of every flavour. Only while it is switched on. */
export async function connectSandbox(
	calls: ProxyCalls,
	{ signal }: CallOptions = {}
): Promise<readonly SignedIn[]> {
	const answer = await callProxy(calls, 'new', 'sandbox', { input: {} }, signal);
	return answer.output as readonly SignedIn[];
}

/**
 * renewAccount enters an account again with what its credential holds. Rejects `signed-out` when
 * only the person can. Callers make it a single flight: a renewal may end the token before.
 */
export async function renewAccount(
	accountId: string,
	credential: string,
	calls: ProxyCalls,
	{ signal }: CallOptions = {}
): Promise<SignedIn> {
	const body = { credential, input: {} };
	const answer = await callProxy(calls, accountId, 'renew', body, signal);
	return answer.output as SignedIn;
}
