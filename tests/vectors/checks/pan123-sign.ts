import { expect } from 'vitest';
import { innerUrl } from '../../../src/lib/server/pan123/download-url';
import { signParameter } from '../../../src/lib/server/pan123/sign';
import { signRequest } from '../../../src/sandbox/pan123/sign';
import type { Vector } from './vector';

interface SignFile {
	readonly sign: readonly SignRow[];
	readonly download_params: readonly {
		readonly id: string;
		readonly download_url: string;
		readonly inner_url: string;
	}[];
}

interface SignRow {
	readonly id: string;
	readonly timestamp: number;
	readonly random: number;
	readonly path: string;
	readonly platform: string;
	readonly version: string;
	readonly utc8_minute: string;
	readonly mapped_minute: string;
	readonly signed_string: string;
	readonly key: string;
	readonly value: string;
}

/** Each implementation tells the fields of a row that it computes. */
const SIGNERS: readonly ((row: SignRow) => Partial<SignRow>)[] = [
	({ path, timestamp, random, platform, version }) => {
		const signature = signRequest(path, timestamp, random, platform, version);
		return {
			utc8_minute: signature.utc8Minute,
			mapped_minute: signature.mappedMinute,
			signed_string: signature.signedString,
			key: signature.key,
			value: signature.value
		};
	},
	({ path, timestamp, random, platform, version }) => {
		const signature = signParameter(path, timestamp, random);
		// The proxy is always the web client, version 3: other rows share only the name with it.
		return platform === 'web' && version === '3' ? signature : { key: signature.key };
	}
];

/** pan123Sign checks 123pan-sign.json against sandbox and proxy. */
export function pan123Sign(file: unknown): readonly Vector[] {
	const { sign, download_params } = file as SignFile;
	return [
		...sign.map((row) => ({
			name: row.id,
			run() {
				for (const signer of SIGNERS) expect(row).toMatchObject(signer(row));
			}
		})),
		...download_params.map((row) => ({
			name: row.id,
			run: () => expect(innerUrl(row.download_url)).toBe(row.inner_url)
		}))
	];
}
