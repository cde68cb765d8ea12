import { createCipheriv, createHash } from 'node:crypto';
import { expect } from 'vitest';
import { newExchange } from '../../../src/lib/server/pan115/crypto/exchange';
import { encryptForm, formText } from '../../../src/lib/server/pan115/crypto/form';
import { decryptAnswer, openAnswer } from '../../../src/lib/server/pan115/crypto/response';
import { initToken } from '../../../src/lib/server/pan115/crypto/token';
import { openForm, sealAnswer } from '../../../src/sandbox/pan115/crypto/init-body';
import { expectServerKeys } from './pan115-exchange';
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

interface FormRow {
	readonly form: Readonly<Record<string, string>>;
	readonly plaintext: string;
	readonly client_private_key_hex: string;
	readonly server_public_key_uncompressed_hex: string;
	readonly aes_key_hex: string;
	readonly aes_iv_hex: string;
	readonly body_b64_pkcs7: string;
	readonly body_b64_pkcs7_only_if_unaligned: string;
	readonly body_b64_zero_pad: string;
}

const FORMS: readonly Implementation<FormRow, FormRow>[] = [
	({ form, client_private_key_hex, server_public_key_uncompressed_hex }) => {
		const keys = newExchange(server_public_key_uncompressed_hex, fromHex(client_private_key_hex));
		return {
			plaintext: formText(form),
			aes_key_hex: hexOf(keys.key),
			aes_iv_hex: hexOf(keys.iv),
			body_b64_pkcs7: base64Of(encryptForm(form, keys))
		};
	},
	// Paddings that other clients use. We never write them.
	(row) => {
		const plain = Buffer.from(row.plaintext);
		const aligned = plain.length % 16 === 0;
		const zeros = Buffer.alloc(aligned ? 0 : 16 - (plain.length % 16));
		return {
			body_b64_pkcs7_only_if_unaligned: sealed(row, plain, !aligned),
			body_b64_zero_pad: sealed(row, Buffer.concat([plain, zeros]), false)
		};
	},
	// The sandbox reads all three.
	(row) => {
		for (const body of [
			row.body_b64_pkcs7,
			row.body_b64_pkcs7_only_if_unaligned,
			row.body_b64_zero_pad
		])
			expect(openForm(Buffer.from(body, 'base64'), aesOf(row))).toBe(row.plaintext);
		return {};
	}
];

function aesOf(row: Pick<FormRow, 'aes_key_hex' | 'aes_iv_hex'>) {
	return { key: Buffer.from(row.aes_key_hex, 'hex'), iv: Buffer.from(row.aes_iv_hex, 'hex') };
}

/** pan115Form checks 115-init-form.json. */
export function pan115Form(file: unknown): readonly Vector[] {
	return rowsOf<FormRow>(file).map((row, i) => ({
		name: `form ${i}: ${row.form.filename}`,
		async run() {
			expectServerKeys(file);
			await agree(row, row, FORMS, [
				...(['form', 'client_private_key_hex', 'server_public_key_uncompressed_hex'] as const)
			]);
			const { fileid, filesize, sign_key, sign_val, userid, t, appversion, token } = row.form;
			expect(
				initToken({
					fileId: fileid as string,
					size: filesize as string,
					signKey: sign_key,
					signVal: sign_val,
					userId: userid as string,
					t: t as string,
					appVersion: appversion as string
				})
			).toBe(token);
		}
	}));
}

function sealed(row: FormRow, plain: Uint8Array, padding: boolean): string {
	const cipher = createCipheriv('aes-128-cbc', fromHex(row.aes_key_hex), fromHex(row.aes_iv_hex));
	cipher.setAutoPadding(padding);
	return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

interface ResponseRow {
	readonly aes_key_hex: string;
	readonly aes_iv_hex: string;
	readonly has_tail: boolean;
	readonly block_count: number;
	readonly lz4_style: string;
	readonly body_b64: string;
	readonly aes_plaintext_sha1: string;
	readonly aes_plaintext_hex: string | null;
	readonly json_sha1: string;
	readonly json_text: string | null;
	readonly json_length: number;
}

const ANSWERS: readonly Implementation<ResponseRow, ResponseRow>[] = [
	(row) => {
		const keys = { key: fromHex(row.aes_key_hex), iv: fromHex(row.aes_iv_hex) };
		const body = fromBase64(row.body_b64);
		const { plain, blocks, told, bytes, text } = openAnswer(body, keys);
		expect(decryptAnswer(body, keys)).toBe(text);
		const packed = blocks.reduce((sum, block) => sum + block.length, 0);
		return {
			body_b64: base64Of(body),
			// A tail counts only if its check sum is true.
			has_tail: told !== undefined,
			block_count: blocks.length,
			lz4_style: packed > bytes.length ? 'literal-only' : 'lz4',
			aes_plaintext_sha1: sha1Of(plain),
			// Long ones are given by their digest alone.
			aes_plaintext_hex: row.aes_plaintext_hex === null ? null : hexOf(plain),
			json_sha1: sha1Of(bytes),
			json_text: row.json_text === null ? null : text,
			json_length: told ?? bytes.length
		};
	},
	// What the sandbox writes is read as the same text, and without matches it is the same bytes.
	(row) => {
		if (row.json_text === null) return {};
		const keys = { key: fromHex(row.aes_key_hex), iv: fromHex(row.aes_iv_hex) };
		const block = Math.ceil(Buffer.byteLength(row.json_text) / row.block_count);
		const write = (lz4: 'matched' | 'overlapping' | 'literal', tail: boolean) =>
			sealAnswer(row.json_text ?? '', aesOf(row), { lz4, block, tail });
		expect(decryptAnswer(write('matched', true), keys)).toBe(row.json_text);
		expect(decryptAnswer(write('overlapping', true), keys)).toBe(row.json_text);
		if (row.lz4_style !== 'literal-only') return {};
		const written = write('literal', false);
		const body = fromBase64(row.body_b64);
		expect(body).toHaveLength(written.length + (row.has_tail ? TAIL : 0));
		// A tail has random bytes.
		const tail = body.subarray(written.length);
		return { body_b64: base64Of(Buffer.concat([written, tail])) };
	}
];

const TAIL = 12;

/** pan115Response checks 115-init-response.json. */
export function pan115Response(file: unknown): readonly Vector[] {
	return rowsOf<ResponseRow>(file).map((row, i) => ({
		name: `answer ${i}: ${row.json_length} bytes in ${row.block_count} blocks, ${row.lz4_style}`,
		run: () => agree(row, row, ANSWERS, ['aes_key_hex', 'aes_iv_hex'])
	}));
}

function sha1Of(bytes: Uint8Array): string {
	return createHash('sha1').update(bytes).digest('hex');
}
