import * as pan115 from './pan115/host-patterns';
import * as pan123 from './pan123/host-patterns';

/** API_HOSTS: every host that the proxy itself may call. */
export const API_HOSTS: readonly string[] = [...pan123.API_PATTERNS, ...pan115.API_PATTERNS];

/** STORAGE_HOSTS: every host that the page may send parts to, before configuration adds more. */
export const STORAGE_HOSTS: readonly string[] = [
	...pan123.STORAGE_PATTERNS,
	...pan115.STORAGE_PATTERNS
];

/** DOWNLOAD_HOSTS: every host that the proxy asks where a download leads, without any credential. */
export const DOWNLOAD_HOSTS: readonly string[] = pan123.DOWNLOAD_PATTERNS;

const SOURCE = /^(https?:\/\/)?(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i;

/**
 * extraStorage reads the STORAGE_HOSTS setting: hosts, `*.` patterns or origins, divided by commas
 * or blanks. What is no host is dropped, because it would end up inside the page's policy.
 */
export function extraStorage(setting: string | undefined): readonly string[] {
	return (setting ?? '').split(/[\s,]+/).filter((entry) => SOURCE.test(entry));
}

/** asSources turns host patterns into policy sources: `https://*.example.com`. */
export function asSources(patterns: readonly string[]): readonly string[] {
	return patterns.map((pattern) => (pattern.includes('://') ? pattern : `https://${pattern}`));
}

/** matchesHost tells whether a bare host name is one of the patterns; `*.` stands for any depth. */
export function matchesHost(patterns: readonly string[], host: string): boolean {
	const name = host.toLowerCase();
	// "evil.example/.123pan.cn" ends well, too.
	if (!/^[a-z0-9.-]+$/.test(name)) return false;
	return patterns.some((pattern) =>
		pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern
	);
}

/** matchesUrl tells whether a URL fits one of the patterns in scheme, host and port. */
export function matchesUrl(patterns: readonly string[], url: URL): boolean {
	return asSources(patterns).some((source) => {
		const [scheme, authority] = source.toLowerCase().split('://') as [string, string];
		const [host, port = ''] = authority.split(':') as [string, string?];
		const fits =
			url.protocol === `${scheme}:` && (port === url.port || isDefault(scheme, port, url));
		return fits && matchesHost([host], url.hostname);
	});
}

function isDefault(scheme: string, port: string, url: URL): boolean {
	return url.port === '' && port === (scheme === 'https' ? '443' : '80');
}
