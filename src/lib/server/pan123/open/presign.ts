import * as v from 'valibot';
import type { Receipt } from '../../../drives/drive';
import type { WirePresignedPart } from '../../../drives/wire';
import { TransferError } from '../../../kernel/errors';
import type { Doors } from '../../backend';
import { count, shape } from '../../fields';
import { hostOf, lifeOf } from '../presign';
import type { OpenApi } from './call';
import { sessionLost } from './errors';
import { partsOf, type SessionSecret } from './secret';

/** Between two calls for a URL, milliseconds: 20 a second. 123pan.md §15.3 */
const GAP_MS = 50;

const urlSchema = v.looseObject({ presignedURL: v.string() });

/**
 * presign gives PUT URLs for part numbers, in their order: each takes a call of its own. Rejects
 * `session-lost`, `host-not-allowed` when storage moved outside the allow-list. 123pan.md §15.6
 */
export async function presign(
	api: OpenApi,
	doors: Doors,
	session: SessionSecret,
	numbers: readonly number[]
): Promise<readonly WirePresignedPart[]> {
	const parts = partsOf(session);
	if (numbers.some((number) => number > parts)) {
		throw new TransferError('bad-request', { detail: `a part number above ${parts}` });
	}
	const presigned: WirePresignedPart[] = [];
	for (const number of numbers) {
		if (presigned.length > 0 && doors.realm === 'live') await doors.clock.sleep(GAP_MS);
		const data = await api
			.call('POST', 'upload/v1/file/get_upload_url', {
				preuploadID: session.preuploadId,
				sliceNo: number
			})
			.catch(sessionLost);
		const { presignedURL: url } = shape(urlSchema, data);
		if (!doors.egress.allowsStorage(doors.realm, url)) {
			throw new TransferError('host-not-allowed', { detail: hostOf(url) });
		}
		presigned.push({ number, method: 'PUT', url, headers: {}, expiresIn: lifeOf(url) });
	}
	return presigned;
}

const partsSchema = v.nullable(
	v.looseObject({
		parts: v.optional(
			v.nullable(v.array(v.looseObject({ partNumber: count, size: count, etag: v.string() })))
		)
	})
);

/** listParts gives what storage has, ascending; of a file of one part nothing is listed. §15.6 */
export async function listParts(api: OpenApi, session: SessionSecret): Promise<readonly Receipt[]> {
	if (partsOf(session) === 1) return [];
	const data = await api
		.call('POST', 'upload/v1/file/list_upload_parts', { preuploadID: session.preuploadId })
		.catch(sessionLost);
	return (shape(partsSchema, data)?.parts ?? [])
		.map(({ partNumber, size, etag }) => ({
			number: partNumber,
			size,
			etag: etag.replaceAll('"', '').toLowerCase()
		}))
		.sort((a, b) => a.number - b.number);
}
