import type { OssQuery } from './address';
import type { OssObject, StsSet } from './credentials';
import { presignV1, v1Headers } from './v1';
import { presignV4, v4Headers } from './v4';

export { ossUrl } from './address';

/** OssRequest: a request to OSS before it is signed. */
export interface OssRequest {
	readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD';
	readonly target: OssObject;
	readonly query?: OssQuery;
	/** Lower-case names. Whatever is sent beside these and those of the Signer breaks the signature. */
	readonly headers?: Readonly<Record<string, string>>;
}

/** Signer: one of OSS's signature versions. object-storage.md §3–5 */
export interface Signer {
	/**
	 * headers gives what to send besides the request's own headers: `authorization`, `x-oss-date` and
	 * what else the version wants. `now` is in milliseconds; OSS allows 15 minutes of difference.
	 */
	headers(
		request: OssRequest,
		keys: StsSet,
		now: number
	): Promise<Readonly<Record<string, string>>>;
	/**
	 * presign gives the complete URL. It ends with the keys or after `lifeSeconds` (V4: a week at
	 * most), whichever is earlier. The request's headers must then be sent exactly.
	 */
	presign(request: OssRequest, keys: StsSet, now: number, lifeSeconds: number): Promise<string>;
}

/**
 * ossSigner gives a Signer. V4 needs a region: the endpoint's host tells it, but for acceleration and
 * custom domains, whose requests reject `unexpected` without `region`.
 */
export function ossSigner(version: 'v1' | 'v4', region?: string): Signer {
	if (version === 'v1') {
		return {
			headers: async (request, keys, now) => (await v1Headers(request, keys, now)).added,
			presign: async (request, keys, now, life) => (await presignV1(request, keys, now, life)).url
		};
	}
	return {
		headers: async (request, keys, now) => (await v4Headers(request, keys, now, { region })).added,
		presign: async (request, keys, now, life) =>
			(await presignV4(request, keys, now, life, { region })).url
	};
}
