import type { DriveId, Flavour, Realm } from '../drives/drive';
import { toHex } from '../kernel/bytes';
import { fromBase64Url, toBase64Url } from './base64';

/** Binding: what a sealed text belongs to. It opens for exactly the same Binding only. */
export interface Binding {
	readonly purpose: 'credential' | 'session' | 'challenge' | 'relay' | 'qr';
	readonly drive: DriveId;
	readonly flavour: Flavour;
	readonly realm: Realm;
	/** The provider's user id; empty where nobody has signed in yet. */
	readonly uid: string;
	/** The device cookie's value: not for Sessions, so that they survive a new cookie. */
	readonly device?: string | undefined;
}

/** Vault seals what the page may keep but not read or change. */
export interface Vault {
	/** seal gives `v1.<key id>.<base64url of iv and ciphertext>`. `value` is plain JSON. */
	seal(binding: Binding, value: unknown): Promise<string>;
	/** open gives the value, or undefined when anything differs: the text, the key, the Binding. */
	open(binding: Binding, sealed: string): Promise<unknown>;
}

const IV_BYTES = 12;

interface Key {
	readonly id: string;
	readonly key: CryptoKey;
}

/**
 * createVault makes a Vault of SECRET_KEY: one secret, or several divided by commas. The first one
 * seals, all of them open, so that a key can be rotated without signing everybody out.
 * AES-256-GCM, keys by HKDF-SHA-256. architecture.md §8
 */
export function createVault(secretKey: string): Vault {
	const secrets = secretKey.split(',').map((secret) => secret.trim());
	const keys = Promise.all(secrets.filter((secret) => secret !== '').map(deriveKey));
	return {
		async seal(binding, value) {
			const [first] = await keys;
			if (!first) throw new Error('SECRET_KEY is empty');
			const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
			const additionalData = await bind(binding);
			const plain = new TextEncoder().encode(JSON.stringify(value));
			const cipher = await crypto.subtle.encrypt(
				{ name: 'AES-GCM', iv, additionalData },
				first.key,
				plain
			);
			const bytes = new Uint8Array(IV_BYTES + cipher.byteLength);
			bytes.set(iv);
			bytes.set(new Uint8Array(cipher), IV_BYTES);
			return `v1.${first.id}.${toBase64Url(bytes)}`;
		},
		async open(binding, sealed) {
			const [version, id, text] = sealed.split('.');
			const key = (await keys).find((candidate) => candidate.id === id);
			const bytes = fromBase64Url(text ?? '');
			if (version !== 'v1' || !key || !bytes || bytes.length <= IV_BYTES) return undefined;
			try {
				const plain = await crypto.subtle.decrypt(
					{ name: 'AES-GCM', iv: bytes.slice(0, IV_BYTES), additionalData: await bind(binding) },
					key.key,
					bytes.slice(IV_BYTES)
				);
				return JSON.parse(new TextDecoder().decode(plain)) as unknown;
			} catch {
				return undefined;
			}
		}
	};
}

async function bind(binding: Binding): Promise<Uint8Array<ArrayBuffer>> {
	const { purpose, drive, flavour, realm, uid, device } = binding;
	const hash = device === undefined ? '' : await sha256Hex(device);
	return new TextEncoder().encode(JSON.stringify([purpose, drive, flavour, realm, uid, hash]));
}

async function deriveKey(secret: string): Promise<Key> {
	const text = new TextEncoder();
	const base = await crypto.subtle.importKey('raw', text.encode(secret), 'HKDF', false, [
		'deriveKey',
		'deriveBits'
	]);
	const derive = (info: string) => ({
		name: 'HKDF',
		hash: 'SHA-256',
		salt: text.encode('panlift'),
		info: text.encode(info)
	});
	const id = await crypto.subtle.deriveBits(derive('key id'), base, 32);
	const key = await crypto.subtle.deriveKey(
		derive('vault'),
		base,
		{ name: 'AES-GCM', length: 256 },
		false,
		['encrypt', 'decrypt']
	);
	return { id: toHex(new Uint8Array(id)), key };
}

/** sha256Hex gives the lower-case hex SHA-256 of a text. */
export async function sha256Hex(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return toHex(new Uint8Array(digest));
}
