import { asSources, extraStorage, STORAGE_HOSTS } from './allow-list';

export interface PolicyEnv {
	/** The STORAGE_HOSTS setting. */
	readonly storageHosts?: string | undefined;
	readonly sandboxStorageOrigin?: string | undefined;
}

/** Policy: directive name to its value, as a Content-Security-Policy states them. */
export type Policy = Readonly<Record<string, string>>;

/** The one inline style of the page: kit's announcer of navigations to screen readers. */
const ANNOUNCER = "'unsafe-hashes' 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='";

/**
 * policyFor gives the policy of pages, workers and the service worker; pages add the hashes of
 * their own scripts by `mergePolicy`. Only storage can be spoken to besides us. architecture.md §8
 */
export function policyFor(env: PolicyEnv): Policy {
	const storage = asSources([...STORAGE_HOSTS, ...extraStorage(env.storageHosts)]);
	const sandbox = extraStorage(env.sandboxStorageOrigin);
	return {
		'default-src': "'none'",
		'script-src': "'self' 'wasm-unsafe-eval'",
		'style-src': "'self'",
		'style-src-attr': ANNOUNCER,
		'img-src': "'self' data: blob:",
		'font-src': "'self'",
		'manifest-src': "'self'",
		'worker-src': "'self'",
		'connect-src': ["'self'", ...storage, ...sandbox].join(' '),
		'form-action': "'self'",
		'base-uri': "'none'",
		'frame-ancestors': "'none'"
	};
}

/** policyText writes a Policy as the header's value. */
export function policyText(policy: Policy): string {
	return Object.entries(policy)
		.map(([name, value]) => `${name} ${value}`)
		.join('; ');
}

/** mergePolicy adds what kit's own header allows (hashes of its inline scripts) to a Policy. */
export function mergePolicy(policy: Policy, header: string | null): Policy {
	const merged: Record<string, string> = { ...policy };
	for (const directive of (header ?? '').split(';')) {
		const [name, ...sources] = directive.trim().split(/\s+/);
		if (!name) continue;
		const known = merged[name] === "'none'" ? [] : (merged[name]?.split(' ') ?? []);
		merged[name] = [...new Set([...known, ...sources])].join(' ');
	}
	return merged;
}
