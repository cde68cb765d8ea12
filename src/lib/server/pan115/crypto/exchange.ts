import { hexToBytes } from '@noble/hashes/utils.js';
import { TransferError } from '../../../kernel/errors';
import { p224 } from './p224';

/** Exchange: what both sides know after the key exchange. 115.md §6.3 */
export interface Exchange {
	/** Our public key as k_ec carries it: 0x1D, then the compressed point. */
	readonly pub30: Uint8Array;
	/** AES-128 key, and IV for both directions. */
	readonly key: Uint8Array;
	readonly iv: Uint8Array;
}

/** 115's own public key, x then y. 115.md §6.3 */
export const PRODUCTION_P224 =
	'57a29257cd2320e5d6d143322fa4bb8a3cf9d3cc623ef5edac62b767' +
	'8a89c91a83ba800d6129f522d034c895dd2465243addc250953beeba';

const KEY_BYTES = 28;
const POINT_HEX = 4 * KEY_BYTES;

/**
 * newExchange draws a key pair and meets the server's key, x and y in hex with or without the leading
 * 04. It can be used for many requests. With a `privateKey`, 28 bytes, the pair is that one. Throws
 * `unexpected` for a server key or a private key that is none. 115.md §6.3
 */
export function newExchange(serverPublicKeyHex: string, privateKey?: Uint8Array): Exchange {
	const server = publicKey(serverPublicKeyHex);
	if (privateKey) return meet(server, privateKey).exchange;
	for (;;) {
		const drawn = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
		if (!p224.utils.isValidSecretKey(drawn)) continue;
		const { secret, exchange } = meet(server, drawn);
		// Some clients lose leading zeros of the secret. What the server does with them is not known.
		if (secret[0] !== 0) return exchange;
	}
}

function meet(server: Uint8Array, privateKey: Uint8Array) {
	try {
		const point = p224.getPublicKey(privateKey, true);
		const secret = p224.getSharedSecret(privateKey, server, true).slice(1);
		const exchange: Exchange = {
			pub30: Uint8Array.of(point.length, ...point),
			key: secret.slice(0, 16),
			iv: secret.slice(-16)
		};
		return { secret, exchange };
	} catch (error) {
		throw new TransferError('unexpected', { detail: 'not a pair of P-224 keys', cause: error });
	}
}

function publicKey(hex: string): Uint8Array {
	try {
		return hexToBytes(hex.length === POINT_HEX ? `04${hex}` : hex);
	} catch (error) {
		throw new TransferError('unexpected', { detail: '115 server key is not hex', cause: error });
	}
}
