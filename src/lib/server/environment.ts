import { env } from '$env/dynamic/private';
import { systemClock } from '../kernel/clock';
import { createProxy, type Proxy, type ProxyEnv } from './proxy';

/** environment reads the server's settings: SECRET_KEY, SANDBOX_ORIGIN, STORAGE_HOSTS and so on. */
export function environment(): Omit<ProxyEnv, 'clock'> {
	return {
		secretKey: env['SECRET_KEY'],
		sandboxOrigin: env['SANDBOX_ORIGIN'] || undefined,
		sandboxStorageOrigin: env['SANDBOX_STORAGE_ORIGIN'] || undefined,
		storageHosts: env['STORAGE_HOSTS'],
		sign123: !/^(0|off|false)$/i.test(env['PAN123_SIGN'] ?? '')
	};
}

let made: Proxy | undefined;

/** proxy gives this process's Proxy, made at the first request: settings exist only then. */
export function proxy(): Proxy {
	return (made ??= createProxy({ ...environment(), clock: systemClock() }));
}
