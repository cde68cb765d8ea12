import { env } from '$env/dynamic/private';
import type { RelaySetting } from '../drives/wire';
import { systemClock } from '../kernel/clock';
import { createProxy, type Proxy, type ProxyEnv } from './proxy';

/** environment reads the server's settings: SECRET_KEY, SANDBOX_ORIGIN, STORAGE_HOSTS and so on. */
export function environment(): Omit<ProxyEnv, 'clock'> {
	return {
		secretKey: env['SECRET_KEY'],
		sandboxOrigin: env['SANDBOX_ORIGIN'] || undefined,
		sandboxStorageOrigin: env['SANDBOX_STORAGE_ORIGIN'] || undefined,
		storageHosts: env['STORAGE_HOSTS'],
		sign123: isOn(env['PAN123_SIGN']),
		pan115: {
			clientId: env['PAN115_CLIENT_ID'] || undefined,
			appVersion: env['PAN115_APP_VERSION'] || undefined,
			ossSignature: /^v4$/i.test(env['PAN115_OSS_SIGNATURE'] ?? '') ? 'v4' : 'v1'
		},
		relay: relaySetting()
	};
}

/** relaySetting reads RELAY, on unless switched off, and RELAY_MAX_BODY in bytes. */
export function relaySetting(): RelaySetting {
	const most = Number(env['RELAY_MAX_BODY']);
	return { on: isOn(env['RELAY']), ...(most > 0 && { maxBody: most }) };
}

function isOn(setting: string | undefined): boolean {
	return !/^(0|off|false)$/i.test(setting ?? '');
}

let made: Proxy | undefined;

/** proxy gives this process's Proxy, made at the first request: settings exist only then. */
export function proxy(): Proxy {
	return (made ??= createProxy({ ...environment(), clock: systemClock() }));
}
