import { expect } from 'vitest';
import {
	decodeM115,
	deriveM115,
	encodeM115,
	m115Message,
	openM115,
	PRODUCTION_RSA
} from '../../../src/lib/server/pan115/crypto/m115';
import * as sandbox from '../../../src/sandbox/pan115/m115';
import {
	agree,
	base64Of,
	fromBase64,
	fromHex,
	hexOf,
	rowsOf,
	type Implementation,
	type Vector
} from './vector';

interface RsaKeys {
	readonly test_modulus_hex: string;
	readonly test_private_exponent_hex: string;
	readonly exponent: number;
	readonly production_modulus_hex: string;
}

const BLOCK = 128;
const CHUNK = 117;

interface RequestRow {
	readonly modulus_is_production: boolean;
	readonly modulus_hex: string;
	readonly exponent: number;
	readonly json: string;
	readonly random_key_hex: string;
	readonly key_s_hex: string;
	readonly rsa_padding_hex: readonly string[];
	readonly message_hex: string;
	readonly data_b64: string;
}

const REQUESTS: readonly Implementation<RequestRow & { readonly keys: RsaKeys }, RequestRow>[] = [
	({ json, modulus_hex, random_key_hex, rsa_padding_hex }) => {
		const random = fromHex(random_key_hex);
		const paddings = rsa_padding_hex.map(fromHex);
		const { data, key } = encodeM115(json, modulus_hex, {
			key: () => random,
			padding(length) {
				const padding = paddings.shift();
				expect(padding).toHaveLength(length);
				return padding as Uint8Array;
			}
		});
		expect(key).toEqual(random);
		expect(paddings).toEqual([]);
		return {
			modulus_is_production: modulus_hex === PRODUCTION_RSA,
			key_s_hex: hexOf(deriveM115(random, 4)),
			message_hex: hexOf(m115Message(json, random)),
			data_b64: data
		};
	},
	// What the server finds, where its key is known.
	({ keys, ...row }) => {
		if (row.modulus_is_production) return {};
		const blocks = split(fromBase64(row.data_b64), BLOCK).map((block) => privately(keys, block));
		const ends = blocks.map((block) => block.indexOf(0, 2));
		return {
			rsa_padding_hex: blocks.map((block, i) => hexOf(block.subarray(2, ends[i]))),
			message_hex: blocks.map((block, i) => hexOf(block.subarray((ends[i] as number) + 1))).join('')
		};
	},
	({ json, modulus_hex, random_key_hex, rsa_padding_hex }) => ({
		data_b64: sandbox.encodeRequest(
			json,
			BigInt(`0x${modulus_hex}`),
			dice(random_key_hex, rsa_padding_hex)
		)
	}),
	({ keys, modulus_is_production, data_b64 }) => {
		if (modulus_is_production) return {};
		const read = sandbox.decodeRequest(data_b64, sandboxKey(keys));
		return { json: read?.text ?? '', random_key_hex: hexOf(read?.clientKey ?? new Uint8Array()) };
	}
];

/** pan115M115Request checks 115-m115-request.json. */
export function pan115M115Request(file: unknown): readonly Vector[] {
	const keys = file as RsaKeys;
	return rowsOf<RequestRow>(file).map((row, i) => ({
		name: `request ${i}: ${row.message_hex.length / 2} bytes`,
		async run() {
			expectRsaKeys(keys);
			expect(row.exponent).toBe(keys.exponent);
			await agree(row, { ...row, keys }, REQUESTS, [
				...(['modulus_hex', 'exponent', 'json', 'random_key_hex', 'rsa_padding_hex'] as const)
			]);
		}
	}));
}

interface AnswerRow {
	readonly client_random_key_hex: string;
	readonly server_random_key_hex: string;
	readonly server_rsa_padding_hex: readonly string[];
	readonly data_b64: string;
	readonly json_text: string;
}

const ANSWERS: readonly Implementation<AnswerRow & { readonly keys: RsaKeys }, AnswerRow>[] = [
	({ keys, data_b64, client_random_key_hex }) => {
		const key = fromHex(client_random_key_hex);
		const { text, serverKey } = openM115(data_b64, key, keys.test_modulus_hex);
		expect(decodeM115(data_b64, key, keys.test_modulus_hex)).toBe(text);
		return { server_random_key_hex: hexOf(serverKey), json_text: text };
	},
	// The way that the server went.
	({ keys, ...row }) => {
		const serverKey = fromHex(row.server_random_key_hex);
		const inner = xored(
			Buffer.from(row.json_text),
			deriveM115(fromHex(row.client_random_key_hex), 4)
		).reverse();
		const message = Buffer.concat([serverKey, xored(inner, deriveM115(serverKey, 12))]);
		const paddings = row.server_rsa_padding_hex.map(fromHex);
		const blocks = split(message, CHUNK).map((chunk, i) =>
			privately(keys, Buffer.concat([Uint8Array.of(0, 2), paddings[i]!, Uint8Array.of(0), chunk]))
		);
		expect(paddings).toHaveLength(blocks.length);
		return { data_b64: base64Of(Buffer.concat(blocks)) };
	},
	({ keys, client_random_key_hex, ...row }) => {
		const client = fromHex(client_random_key_hex);
		const random = dice(row.server_random_key_hex, row.server_rsa_padding_hex);
		const modulus = BigInt(`0x${keys.test_modulus_hex}`);
		return {
			data_b64: sandbox.encodeAnswer(row.json_text, client, sandboxKey(keys), random),
			json_text: sandbox.decodeAnswer(row.data_b64, client, modulus) ?? ''
		};
	}
];

/** pan115M115Response checks 115-m115-response.json. */
export function pan115M115Response(file: unknown): readonly Vector[] {
	const keys = file as RsaKeys;
	return rowsOf<AnswerRow>(file).map((row, i) => ({
		name: `answer ${i}: ${row.server_rsa_padding_hex.length} blocks`,
		async run() {
			expectRsaKeys(keys);
			await agree(row, { ...row, keys }, ANSWERS, [
				...(['client_random_key_hex', 'server_rsa_padding_hex'] as const)
			]);
		}
	}));
}

function dice(keyHex: string, paddingsHex: readonly string[]): sandbox.M115Dice {
	const paddings = paddingsHex.map(fromHex);
	return { key: fromHex(keyHex), padding: () => paddings.shift() as Uint8Array };
}

function sandboxKey(keys: RsaKeys): sandbox.M115Key {
	return {
		modulus: BigInt(`0x${keys.test_modulus_hex}`),
		privateExponent: BigInt(`0x${keys.test_private_exponent_hex}`)
	};
}

function expectRsaKeys(keys: RsaKeys): void {
	expect(keys.production_modulus_hex).toBe(PRODUCTION_RSA);
	const modulus = BigInt(`0x${keys.test_modulus_hex}`);
	const there = power(2n, BigInt(keys.exponent), modulus);
	expect(power(there, BigInt(`0x${keys.test_private_exponent_hex}`), modulus)).toBe(2n);
}

function privately(keys: RsaKeys, block: Uint8Array): Uint8Array {
	const result = power(
		BigInt(`0x${hexOf(block)}`),
		BigInt(`0x${keys.test_private_exponent_hex}`),
		BigInt(`0x${keys.test_modulus_hex}`)
	);
	return fromHex(result.toString(16).padStart(2 * BLOCK, '0'));
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
	let result = 1n;
	for (let square = base % modulus; exponent > 0n; square = (square * square) % modulus) {
		if (exponent & 1n) result = (result * square) % modulus;
		exponent >>= 1n;
	}
	return result;
}

function split(bytes: Uint8Array, size: number): readonly Uint8Array[] {
	return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
		bytes.subarray(i * size, (i + 1) * size)
	);
}

function xored(data: Uint8Array, key: Uint8Array): Uint8Array {
	const first = data.length % 4;
	return data.map((byte, i) => byte ^ (key[i < first ? i : (i - first) % key.length] as number));
}
