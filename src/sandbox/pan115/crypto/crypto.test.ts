import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Kex, unpack } from '../../../../tests/support/pan115-client';
import { openForm, sealAnswer } from './init-body';
import { aesKeyFor, readKec } from './key-exchange';
import { FIXED_PAIR, P224, publicKeys } from './keys';
import { lz4Literal, lz4Matched } from './lz4';
import { sigOf, tokenOf } from './signatures';

interface Vectors {
	readonly test_server_private_key_hex: string;
	readonly vectors: readonly Readonly<Record<string, string>>[];
}

const read = (name: string): Vectors =>
	JSON.parse(
		readFileSync(new URL(`../../../../tests/vectors/115-${name}.json`, import.meta.url), 'utf8')
	) as Vectors;
const hex = (text = '') => Buffer.from(text, 'hex');

describe('the published vectors', () => {
	test.each(read('sig').vectors)('give sig $sig', (vector) => {
		const { user_id = '', user_key = '', file_sha1 = '', target = '' } = vector;
		expect(sigOf({ userId: user_id, userKey: user_key, fileId: file_sha1, target })).toBe(
			vector.sig
		);
	});

	test.each(read('token').vectors)('give token $token', (vector) => {
		const { user_id = '', file_sha1 = '', file_size = '', t = '' } = vector;
		const { sign_key = '', sign_val = '', app_version = '' } = vector;
		const token = tokenOf({
			userId: user_id,
			fileId: file_sha1,
			fileSize: file_size,
			signKey: sign_key,
			signVal: sign_val,
			t,
			appVersion: app_version
		});
		expect(token).toBe(vector.token);
	});

	const ecdh = read('ecdh');
	const own = ecdh.vectors.filter((vector) => !vector.server_is_production_key);
	test.each(own)('agree on key $aes_key_hex', (vector) => {
		const aes = aesKeyFor(hex(vector.client_pub30_hex), ecdh.test_server_private_key_hex);
		expect(aes?.key.toString('hex')).toBe(vector.aes_key_hex);
		expect(aes?.iv.toString('hex')).toBe(vector.aes_iv_hex);
	});

	test.each(read('kec').vectors)('read k_ec $k_ec', (vector) => {
		const client = readKec(vector.k_ec ?? '');
		expect(client?.pub30.toString('hex')).toBe(vector.client_pub30_hex);
		expect(client?.time).toBe(vector.timestamp_u32);
	});

	const forms = read('init-form').vectors.flatMap((vector) =>
		Object.entries(vector)
			.filter(([name]) => name.startsWith('body_b64_'))
			.map(([padding, body]) => ({ ...vector, padding, body }) as Record<string, string>)
	);
	test('hold every padding', () => {
		expect(forms.length).toBeGreaterThan(40);
	});
	test.each(forms)('open a form with $padding', (vector) => {
		const aes = { key: hex(vector.aes_key_hex), iv: hex(vector.aes_iv_hex) };
		expect(openForm(Buffer.from(vector.body ?? '', 'base64'), aes)).toBe(vector.plaintext);
	});
});

describe('an answer', () => {
	const kex = new Kex(P224.publicHex);
	const json = JSON.stringify({ text: 'upload.php upload.php '.repeat(900), 中: '文'.repeat(99) });

	test.each([
		['matched', 8192, true],
		['matched', 700, false],
		['overlapping', 8192, true],
		['literal', 8192, true],
		['literal', 1, false]
	] as const)('of %s LZ4 in blocks of %i reads as it was written', (lz4, block, tail) => {
		const aes = aesKeyFor(kex.pub30);
		const opened = kex.open(sealAnswer(json, aes!, { lz4, block, tail }));
		expect(opened.text).toBe(json);
		expect(opened.tail).toBe(tail);
		expect(opened.blocks).toBe(Math.ceil(Buffer.byteLength(json) / block));
	});

	test('has matches when it may, down to runs that overlap themselves', () => {
		for (const text of ['', 'a', 'abcabcabcabcabcabc', 'a'.repeat(5000), json]) {
			const bytes = Buffer.from(text);
			expect(unpack(lz4Matched(bytes, true))).toEqual(bytes);
			expect(unpack(lz4Matched(bytes, false))).toEqual(bytes);
			expect(unpack(lz4Literal(bytes))).toEqual(bytes);
		}
		expect(lz4Matched(Buffer.from(json), true).length).toBeLessThan(json.length / 10);
		expect(lz4Matched(Buffer.from(json), false).length).toBeLessThan(json.length / 3);
	});

	test('is read by a client that copies a match at once, unless the switch asks for overlaps', () => {
		const text = Buffer.from(`${'0'.repeat(400)} upload.php upload.php ${'ab'.repeat(300)}`);
		expect(copiedAtOnce(lz4Matched(text, false), text.length)).toEqual(text);
		expect(copiedAtOnce(lz4Matched(text, true), text.length)).not.toEqual(text);
	});
});

describe('the key exchange', () => {
	const kex = new Kex(P224.publicHex);

	test('makes both sides agree, whatever the masks are', () => {
		for (let n = 0; n < 20; n++) {
			const fresh = new Kex(P224.publicHex);
			const client = readKec(fresh.kec(1735689600 + n));
			expect(client?.time).toBe(1735689600 + n);
			expect(aesKeyFor(client!.pub30)).toEqual({ key: fresh.key, iv: fresh.iv });
		}
	});

	test('refuses a k_ec with a flipped bit, or cut short', () => {
		const bytes = Buffer.from(kex.kec(1), 'base64');
		bytes[30]! ^= 1;
		expect(readKec(bytes.toString('base64'))).toBeNull();
		expect(readKec(kex.kec(1).slice(4))).toBeNull();
		expect(readKec(kex.kec(1).replace(/.$/, ' '))).toBeNull();
	});

	test('refuses a key that is no point of the curve', () => {
		const wrong = Buffer.from(kex.pub30);
		wrong[1] = 5;
		expect(aesKeyFor(wrong)).toBeNull();
	});

	test('knows the pair that one client ships for everybody', () => {
		const aes = aesKeyFor(hex(FIXED_PAIR.pub30));
		expect(aes?.key).toEqual(hex(FIXED_PAIR.key));
		expect(aes?.iv.subarray(0, 4)).toEqual(aes?.key.subarray(12));
	});

	test('publishes what clients need, and no more', () => {
		const keys = publicKeys();
		expect(keys.p224).toMatch(/^[0-9a-f]{112}$/);
		expect(keys.rsa).toMatch(/^[0-9a-f]{256}$/);
		expect(JSON.stringify(keys)).not.toContain(P224.privateHex);
	});
});

/** A decoder that copies every match in one go, from what was written before it. */
function copiedAtOnce(packed: Buffer, size: number): Buffer {
	const out = Buffer.alloc(size);
	let [from, to] = [0, 0];
	const length = (nibble: number) => {
		let sum = nibble;
		for (let more = nibble === 15; more; more = packed[from++] === 255) sum += packed[from] ?? 0;
		return sum;
	};
	while (from < packed.length) {
		const token = packed[from++] ?? 0;
		const literals = length(token >> 4);
		packed.copy(out, to, from, from + literals);
		[from, to] = [from + literals, to + literals];
		if (from >= packed.length) break;
		const distance = packed.readUInt16LE(from);
		from += 2;
		const match = length(token & 15) + 4;
		out.copy(out, to, to - distance, to - distance + match);
		to += match;
	}
	return out;
}
