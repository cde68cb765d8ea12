import { expect } from 'vitest';
import { newExchange, PRODUCTION_P224 } from '../../../src/lib/server/pan115/crypto/exchange';
import { encodeKec } from '../../../src/lib/server/pan115/crypto/kec';
import { p224 } from '../../../src/lib/server/pan115/crypto/p224';
import { aesKeyFor, readKec } from '../../../src/sandbox/pan115/crypto/key-exchange';
import {
	agree,
	fromBase64,
	fromHex,
	hexOf,
	rowsOf,
	type Implementation,
	type Vector
} from './vector';

/** ServerKeys: what the head of a file says of the keys in it. */
export interface ServerKeys {
	readonly test_server_private_key_hex: string;
	readonly test_server_public_key_uncompressed_hex: string;
	readonly production_server_public_key_uncompressed_hex: string;
}

/** expectServerKeys: the test key is a pair, and 115's own key is the one that is built in. */
export function expectServerKeys(file: unknown): void {
	const keys = file as ServerKeys;
	expect(keys.production_server_public_key_uncompressed_hex).toBe(`04${PRODUCTION_P224}`);
	expect(publicKeyOf(keys.test_server_private_key_hex)).toBe(
		keys.test_server_public_key_uncompressed_hex
	);
}

function publicKeyOf(privateKeyHex: string): string {
	return hexOf(p224.getPublicKey(fromHex(privateKeyHex), false));
}

interface EcdhRow {
	readonly server_public_key_uncompressed_hex: string;
	readonly server_is_production_key: boolean;
	readonly client_private_key_hex: string;
	readonly client_public_key_uncompressed_hex: string;
	readonly client_pub30_hex: string;
	readonly shared_secret_x_hex: string;
	readonly aes_key_hex: string;
	readonly aes_iv_hex: string;
	readonly note?: string;
}

const EXCHANGES: readonly Implementation<EcdhRow & ServerKeys, EcdhRow>[] = [
	(row) => {
		const server = row.server_public_key_uncompressed_hex;
		const privateKey = fromHex(row.client_private_key_hex);
		const { pub30, key, iv } = newExchange(server, privateKey);
		// The leading 04 may be missing, as it is in the sandbox's list of keys.
		expect(newExchange(server.slice(2), privateKey)).toEqual({ pub30, key, iv });
		return {
			server_is_production_key: server === `04${PRODUCTION_P224}`,
			client_public_key_uncompressed_hex: publicKeyOf(row.client_private_key_hex),
			client_pub30_hex: hexOf(pub30),
			// Key and IV overlap by four bytes.
			shared_secret_x_hex: hexOf(key) + hexOf(iv.subarray(4)),
			aes_key_hex: hexOf(key),
			aes_iv_hex: hexOf(iv)
		};
	},
	// The other side of the exchange comes to the same secret.
	(row) => {
		if (row.server_is_production_key) return {};
		const client = fromHex(row.client_public_key_uncompressed_hex);
		const secret = p224.getSharedSecret(fromHex(row.test_server_private_key_hex), client, true);
		return { shared_secret_x_hex: hexOf(secret.subarray(1)) };
	},
	// So does the sandbox, from the 30 bytes that it gets.
	(row) => {
		if (row.server_is_production_key) return {};
		const pub30 = Buffer.from(row.client_pub30_hex, 'hex');
		return keysIn(aesKeyFor(pub30, row.test_server_private_key_hex));
	}
];

function keysIn(keys: ReturnType<typeof aesKeyFor>) {
	return keys === null ? {} : { aes_key_hex: hexOf(keys.key), aes_iv_hex: hexOf(keys.iv) };
}

/** pan115Ecdh checks 115-ecdh.json. */
export function pan115Ecdh(file: unknown): readonly Vector[] {
	return rowsOf<EcdhRow>(file).map((row, i) => ({
		name: `exchange ${i}, ${row.server_is_production_key ? '115' : 'test'} server`,
		async run() {
			expectServerKeys(file);
			await agree(row, { ...(file as ServerKeys), ...row }, EXCHANGES, [
				...(['server_public_key_uncompressed_hex', 'client_private_key_hex', 'note'] as const)
			]);
		}
	}));
}

interface KecRow {
	readonly note?: string;
	readonly client_pub30_hex: string;
	readonly timestamp: number;
	readonly timestamp_u32: number;
	readonly r1: number;
	readonly r2: number;
	readonly k_ec: string;
	readonly aes_key_hex?: string;
	readonly aes_iv_hex?: string;
}

const KECS: readonly Implementation<KecRow, KecRow>[] = [
	({ client_pub30_hex, timestamp, r1, r2 }) => {
		const k_ec = encodeKec(fromHex(client_pub30_hex), timestamp, r1, r2);
		const [a = 0, b = 0, c = 0, d = 0] = fromBase64(k_ec).slice(20, 24);
		const shown = new DataView(Uint8Array.of(a ^ r1, b ^ r1, c ^ r1, d ^ r1).buffer);
		return { k_ec, timestamp_u32: shown.getUint32(0, true) };
	},
	({ k_ec }) => {
		const read = readKec(k_ec);
		expect(read).not.toBeNull();
		return read ? { client_pub30_hex: hexOf(read.pub30), timestamp_u32: read.time } : {};
	},
	// The pair that one client gives to everyone is known to the sandbox alone (115.md §6.3).
	({ client_pub30_hex, aes_key_hex }) =>
		aes_key_hex === undefined ? {} : keysIn(aesKeyFor(Buffer.from(client_pub30_hex, 'hex')))
];

/** pan115Kec checks 115-kec.json. */
export function pan115Kec(file: unknown): readonly Vector[] {
	return rowsOf<KecRow>(file).map((row, i) => ({
		name: `k_ec ${i} of ${row.timestamp}`,
		run: () => agree(row, row, KECS, ['note', 'client_pub30_hex', 'timestamp', 'r1', 'r2'])
	}));
}
