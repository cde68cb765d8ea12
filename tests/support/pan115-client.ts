/**
 * A small client of 115's cookie API, written from the protocol alone, to try the sandbox with. It
 * shares no code with the sandbox or with the proxy.
 */
import { createCipheriv, createDecipheriv, createECDH, createHash, createHmac } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const SALT = Buffer.from('^j>WD3Kr?J2gLFjD4W2y@');
export const APP_VERSION = '30.5.1';

/** sha1 and md5 are lower-case hex. */
export const sha1 = (data: string | Uint8Array) => createHash('sha1').update(data).digest('hex');
export const md5 = (data: string | Uint8Array) => createHash('md5').update(data).digest('hex');

/** InitAnswer has the fields of every kind of init answer. */
export interface InitAnswer {
	readonly status: number | boolean;
	readonly statuscode: number;
	readonly statusmsg: string;
	readonly pickcode: string;
	readonly target: string;
	readonly bucket: string;
	readonly object: string;
	readonly callback: { readonly callback: string; readonly callback_var: string };
	readonly sign_key: string;
	readonly sign_check: string;
}

/** Kex is a client's key pair against a server key (x‖y hex), as `k_ec` and AES key. */
export class Kex {
	readonly pub30: Buffer;
	readonly key: Buffer;
	readonly iv: Buffer;

	constructor(serverHex: string, privateHex?: string) {
		const pair = createECDH('secp224r1');
		if (privateHex) pair.setPrivateKey(privateHex, 'hex');
		else pair.generateKeys();
		const secret = pair.computeSecret(`04${serverHex}`, 'hex');
		this.key = secret.subarray(0, 16);
		this.iv = secret.subarray(12);
		this.pub30 = Buffer.concat([Buffer.of(29), pair.getPublicKey(null, 'compressed')]);
	}

	kec(time: number): string {
		const bytes = Buffer.alloc(48);
		this.pub30.copy(bytes, 0, 0, 15);
		this.pub30.copy(bytes, 24, 15, 30);
		bytes[16] = 115;
		bytes[40] = 1;
		bytes.writeUInt32LE(time % 2 ** 32, 20);
		const [r1, r2] = randomBytes(2);
		for (let at = 0; at < 44; at++) bytes[at]! ^= (at < 24 ? r1 : r2)!;
		bytes.writeUInt32LE(crc32(Buffer.concat([SALT, bytes.subarray(0, 44)])), 44);
		return bytes.toString('base64');
	}

	/** Padding: always PKCS#7, only where needed, or zeros. */
	seal(text: string, padding: 'pkcs7' | 'lazy' | 'zero' = 'pkcs7'): Buffer {
		const plain = Buffer.from(text);
		const short = 16 - (plain.length % 16);
		const length = short === 16 && padding !== 'pkcs7' ? 0 : short;
		const pad = Buffer.alloc(length, padding === 'zero' ? 0 : length);
		const cipher = createCipheriv('aes-128-cbc', this.key, this.iv).setAutoPadding(false);
		return Buffer.concat([cipher.update(plain), cipher.update(pad), cipher.final()]);
	}

	open(body: Buffer): { readonly text: string; readonly blocks: number; readonly tail: boolean } {
		const tail = body.length % 16;
		const cipher = createDecipheriv('aes-128-cbc', this.key, this.iv).setAutoPadding(false);
		const plain = Buffer.concat([
			cipher.update(body.subarray(0, body.length - tail)),
			cipher.final()
		]);
		const blocks: Buffer[] = [];
		for (let at = 0; at + 2 <= plain.length;) {
			const length = plain.readUInt16LE(at);
			if (length === 0) break;
			blocks.push(unpack(plain.subarray(at + 2, at + 2 + length)));
			at += 2 + length;
		}
		const text = Buffer.concat(blocks);
		if (tail !== 0) checkTail(body.subarray(-12), text.length);
		return { text: text.toString(), blocks: blocks.length, tail: tail === 12 };
	}
}

function checkTail(tail: Buffer, length: number): void {
	if (crc32(Buffer.concat([SALT, tail.subarray(0, 8)])) !== tail.readUInt32LE(8))
		throw new Error('the tail has a wrong CRC');
	const told = Buffer.from(tail.subarray(0, 4).map((byte) => byte ^ tail[7]!)).readUInt32LE();
	if (told !== length) throw new Error(`the tail says ${told} bytes, there are ${length}`);
}

/** unpack decodes one raw LZ4 block. */
export function unpack(block: Buffer): Buffer {
	const out: number[] = [];
	let at = 0;
	const extended = (length: number): number => {
		if (length < 15) return length;
		for (;;) {
			const more = block[at++]!;
			length += more;
			if (more < 255) return length;
		}
	};
	while (at < block.length) {
		const token = block[at++]!;
		const literals = extended(token >> 4);
		out.push(...block.subarray(at, at + literals));
		at += literals;
		if (at >= block.length) break;
		const distance = block.readUInt16LE(at);
		at += 2;
		const length = extended(token & 15) + 4;
		if (distance === 0 || distance > out.length) throw new Error('an LZ4 match before the start');
		for (let n = 0; n < length; n++) out.push(out[out.length - distance]!);
	}
	return Buffer.from(out);
}

/** initForm is a correctly signed init form; `spoil` replaces fields afterwards. */
export function initForm(of: {
	readonly userId: string;
	readonly userKey: string;
	readonly name: string;
	readonly bytes: Uint8Array;
	/** Claimed size; absent: the true one. */
	readonly size?: number;
	readonly t: number | string;
	readonly cid?: string;
	readonly proof?: { readonly key: string; readonly value: string };
	readonly spoil?: Readonly<Record<string, string>>;
}): URLSearchParams {
	const fileid = sha1(of.bytes).toUpperCase();
	const [filesize, t, target] = [
		String(of.size ?? of.bytes.length),
		String(of.t),
		`U_1_${of.cid ?? '0'}`
	];
	const { key = '', value = '' } = of.proof ?? {};
	const inner = sha1(`${of.userId}${fileid}${target}0`);
	const form = new URLSearchParams({
		appid: '0',
		appversion: APP_VERSION,
		fileid,
		filename: of.name,
		filesize,
		sig: sha1(`${of.userKey}${inner}000000`).toUpperCase(),
		...(key && { sign_key: key, sign_val: value }),
		t,
		target,
		token: md5(
			`Qclm8MGWUv59TnrR0XPg${fileid}${filesize}${key}${value}${of.userId}${t}${md5(of.userId)}${APP_VERSION}`
		),
		userid: of.userId
	});
	for (const [name, changed] of Object.entries(of.spoil ?? {})) form.set(name, changed);
	return form;
}

/** ossAuthorization is OSS's V1 signature in a header (115.md §7.1). */
export function ossAuthorization(of: {
	readonly method: string;
	readonly resource: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly keyId: string;
	readonly secret: string;
}): string {
	const header = (name: string) => of.headers[name] ?? '';
	const own = Object.keys(of.headers)
		.filter((name) => name.startsWith('x-oss-'))
		.sort()
		.map((name) => `${name}:${header(name)}\n`)
		.join('');
	const text = [of.method, header('content-md5'), header('content-type'), header('date')].join(
		'\n'
	);
	const signature = createHmac('sha1', of.secret)
		.update(`${text}\n${own}${of.resource}`)
		.digest('base64');
	return `OSS ${of.keyId}:${signature}`;
}
