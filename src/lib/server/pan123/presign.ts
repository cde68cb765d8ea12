import * as v from 'valibot';
import type { Receipt } from '../../drives/drive';
import type { WirePresignedPart } from '../../drives/wire';
import { TransferError } from '../../kernel/errors';
import type { Doors } from '../backend';
import type { Api } from './call';
import { count, shape } from '../fields';
import type { SessionSecret } from './secret';

/** Parts that one upstream call may presign. 123pan.md §9.4 */
const BATCH = 10;
const DEFAULT_LIFE_S = 900;

const urlsSchema = v.looseObject({ presignedUrls: v.record(v.string(), v.string()) });

/**
 * presign gives PUT URLs for part numbers, in their order: one upstream call per run of numbers.
 * Rejects `host-not-allowed` when storage moved outside the allow-list. 123pan.md §9.4
 */
export async function presign(
	api: Api,
	doors: Doors,
	session: SessionSecret,
	numbers: readonly number[]
): Promise<readonly WirePresignedPart[]> {
	const parts = Math.max(1, Math.ceil(session.size / session.sliceSize));
	if (numbers.some((number) => number > parts)) {
		throw new TransferError('bad-request', { detail: `a part number above ${parts}` });
	}
	const urls = new Map<number, string>();
	for (const [start, end] of runsOf(numbers)) {
		const route =
			session.mode === 'single' ? 's3_upload_object/auth' : 's3_repare_upload_parts_batch';
		const data = await api.call('POST', `file/${route}`, {
			...keysOf(session),
			partNumberStart: start,
			partNumberEnd: end
		});
		const { presignedUrls } = shape(urlsSchema, data);
		for (const [number, url] of Object.entries(presignedUrls)) urls.set(Number(number), url);
	}
	return numbers.map((number) => {
		const url = urls.get(number);
		if (!url) throw new TransferError('unreadable-answer', { detail: `no URL for part ${number}` });
		if (!doors.egress.allowsStorage(doors.realm, url)) {
			throw new TransferError('host-not-allowed', { detail: hostOf(url) });
		}
		return { number, method: 'PUT', url, headers: {}, expiresIn: lifeOf(url) };
	});
}

const partsSchema = v.looseObject({
	Parts: v.optional(
		v.nullable(v.array(v.looseObject({ PartNumber: count, Size: count, ETag: v.string() })))
	)
});

/** listParts gives what storage has, ascending; a single PUT can't be listed. 123pan.md §9.6 */
export async function listParts(api: Api, session: SessionSecret): Promise<readonly Receipt[]> {
	if (session.mode === 'single') return [];
	const data = await api.call('POST', 'file/s3_list_upload_parts', keysOf(session));
	return (shape(partsSchema, data).Parts ?? [])
		.map((part) => ({
			number: part.PartNumber,
			size: part.Size,
			etag: part.ETag.replaceAll('"', '').toLowerCase()
		}))
		.sort((a, b) => a.number - b.number);
}

function keysOf(session: SessionSecret) {
	const { bucket, key, uploadId, storageNode } = session;
	return { bucket, key, uploadId, StorageNode: storageNode };
}

/**
 * runsOf gives half-open runs that hold all numbers, none longer than a batch. A few URLs too many
 * cost less than another call: after a crash parts lack here and there.
 */
export function runsOf(numbers: readonly number[]): readonly (readonly [number, number])[] {
	const runs: [number, number][] = [];
	for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
		const last = runs.at(-1);
		if (last && number - last[0] < BATCH) last[1] = number + 1;
		else runs.push([number, number + 1]);
	}
	return runs;
}

/** lifeOf is how long a presigned URL lives, in milliseconds; 900 s unless it says. §9.4 */
export function lifeOf(url: string): number {
	const seconds = Number(new URL(url).searchParams.get('X-Amz-Expires') ?? DEFAULT_LIFE_S);
	return (seconds > 0 ? seconds : DEFAULT_LIFE_S) * 1000;
}

/** hostOf names a URL's host, for people. */
export function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : 'not a URL';
}
