import { describe, expect, test } from 'vitest';
import { createVault, type Binding } from './vault';

const binding: Binding = {
	purpose: 'credential',
	drive: 'pan123',
	flavour: 'web',
	realm: 'live',
	uid: '1800000',
	device: 'this browser'
};
const value = { token: 'very secret', list: [1, 2] };

describe('a sealed text', () => {
	test('opens for the same binding, and shows nothing of its value', async () => {
		const vault = createVault('first secret key');
		const sealed = await vault.seal(binding, value);
		expect(sealed).not.toContain('secret');
		expect(await vault.open(binding, sealed)).toEqual(value);
		expect(await vault.seal(binding, value)).not.toBe(sealed);
	});

	test.each([
		['another device', { ...binding, device: 'another browser' }],
		['no device', { ...binding, device: undefined }],
		['another account', { ...binding, uid: '1800001' }],
		['another realm', { ...binding, realm: 'sandbox' as const }],
		['another purpose', { ...binding, purpose: 'session' as const }]
	])('does not open for %s', async (_, other) => {
		const vault = createVault('first secret key');
		const sealed = await vault.seal(binding, value);
		expect(await vault.open(other, sealed)).toBeUndefined();
	});

	test('does not open once a character was changed', async () => {
		const vault = createVault('first secret key');
		const sealed = await vault.seal(binding, value);
		for (const at of [0, 4, 12, 30, sealed.length - 5]) {
			const changed = sealed[at] === 'A' ? 'B' : 'A';
			const tampered = sealed.slice(0, at) + changed + sealed.slice(at + 1);
			expect(await vault.open(binding, tampered)).toBeUndefined();
		}
		expect(await vault.open(binding, '')).toBeUndefined();
		expect(await vault.open(binding, 'v1.00000000.%%%')).toBeUndefined();
	});
});

describe('keys', () => {
	test('a rotated key still opens, and the first one seals', async () => {
		const old = await createVault('old secret key').seal(binding, value);
		const rotated = createVault('new secret key, old secret key');
		expect(await rotated.open(binding, old)).toEqual(value);
		const fresh = await rotated.seal(binding, value);
		expect(await createVault('new secret key').open(binding, fresh)).toEqual(value);
		expect(await createVault('old secret key').open(binding, fresh)).toBeUndefined();
	});

	test('a key that was taken away opens nothing', async () => {
		const old = await createVault('old secret key').seal(binding, value);
		expect(await createVault('new secret key').open(binding, old)).toBeUndefined();
	});
});
