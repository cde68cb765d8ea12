import { hexToBytes } from '@noble/hashes/utils.js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { toHex } from '../../../kernel/bytes';
import { newExchange, PRODUCTION_P224 } from './exchange';
import { p224 } from './p224';

/** With 115's key, this one's secret begins with a zero. Row 6 of tests/vectors/115-ecdh.json. */
const LEADING_ZERO = 'ba12fdcd79a3ebae972d6dd4fcfdc1327cbfdc51f61054d00ba11e9e';
const ORDER = 'ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d';

afterEach(() => {
	vi.restoreAllMocks();
});

/** The next keys that chance gives. The curve's arithmetic takes chance of its own, in other lengths. */
function draws(...keys: readonly Uint8Array[]): { readonly left: readonly Uint8Array[] } {
	const left = [...keys];
	const real = crypto.getRandomValues.bind(crypto);
	vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
		const key = (array as Uint8Array).length === 28 ? left.shift() : undefined;
		if (!key) return real(array);
		(array as Uint8Array).set(key);
		return array;
	});
	return { left };
}

describe('a fresh key pair', () => {
	test('is another one every time, and the server comes to the same secret', () => {
		const server = p224.keygen();
		const publicKey = toHex(p224.getPublicKey(server.secretKey, false));
		const [one, two] = [newExchange(publicKey), newExchange(publicKey)];
		expect(one.pub30).not.toEqual(two.pub30);
		for (const { pub30, key, iv } of [one, two]) {
			expect(pub30[0]).toBe(pub30.length - 1);
			const secret = p224.getSharedSecret(server.secretKey, pub30.subarray(1), true).subarray(1);
			expect(key).toEqual(secret.slice(0, 16));
			expect(iv).toEqual(secret.slice(12, 28));
		}
	});

	test('is drawn again while the secret begins with a zero', () => {
		const good = hexToBytes('0fd8aef9cceb1ce25f865ad14659ba65ee5832cf60da8e4ef2a3c9cf');
		const chance = draws(hexToBytes(LEADING_ZERO), hexToBytes(LEADING_ZERO), good);
		expect(newExchange(PRODUCTION_P224)).toEqual(newExchange(PRODUCTION_P224, good));
		expect(chance.left).toEqual([]);
	});

	test('is drawn again when chance gives a number that is no key', () => {
		const good = hexToBytes('0fd8aef9cceb1ce25f865ad14659ba65ee5832cf60da8e4ef2a3c9cf');
		const chance = draws(new Uint8Array(28), hexToBytes(ORDER), good);
		expect(newExchange(PRODUCTION_P224)).toEqual(newExchange(PRODUCTION_P224, good));
		expect(chance.left).toEqual([]);
	});
});

test('a private key that was named is used, leading zero or not', () => {
	const { key } = newExchange(PRODUCTION_P224, hexToBytes(LEADING_ZERO));
	expect(key[0]).toBe(0);
});

test.each([
	['off the curve', `${PRODUCTION_P224.slice(0, -1)}b`],
	['too short', PRODUCTION_P224.slice(2)],
	['no hex', 'zz'.repeat(56)],
	['nothing', '']
])('a server key that is %s is refused', (_, key) => {
	expect(() => newExchange(key)).toThrow('unexpected');
});

test.each([new Uint8Array(28), hexToBytes(ORDER), new Uint8Array(5)])(
	'a private key that is none is refused',
	(key) => {
		expect(() => newExchange(PRODUCTION_P224, key)).toThrow('unexpected');
	}
);
