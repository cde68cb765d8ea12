import { describe, expect, test } from 'vitest';
import { mergePolicy, policyFor, policyText } from './csp';

describe('the policy', () => {
	test('lets the page speak to storage, to configured hosts and to the sandbox', () => {
		const policy = policyFor({
			storageHosts: 'minio.lan:9000',
			sandboxStorageOrigin: 'http://127.0.0.1:4175'
		});
		const allowed = policy['connect-src']?.split(' ');
		expect(allowed).toContain("'self'");
		expect(allowed).toContain('https://*.123624.com');
		expect(allowed).toContain('https://minio.lan:9000');
		expect(allowed).toContain('http://127.0.0.1:4175');
	});

	test('can not be widened by a setting that is no host', () => {
		const text = policyText(policyFor({ storageHosts: "https:; script-src * 'unsafe-inline', *" }));
		expect(text).not.toContain("'unsafe-inline'");
		expect(text.match(/(^|; )script-src /g)).toHaveLength(1);
		expect(text).not.toMatch(/connect-src[^;]* (https:|\*)( |;)/);
	});

	test("takes over the hashes of kit's own scripts", () => {
		const kit = "script-src 'self' 'wasm-unsafe-eval' 'sha256-abc='; style-src 'self'";
		const merged = mergePolicy(policyFor({}), kit);
		expect(merged['script-src']).toBe("'self' 'wasm-unsafe-eval' 'sha256-abc='");
		expect(merged['default-src']).toBe("'none'");
		expect(mergePolicy(policyFor({}), null)).toEqual(policyFor({}));
	});
});
