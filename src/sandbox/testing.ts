import { createHash } from 'node:crypto';
import type { Clock } from '../lib/kernel/clock';
import { startSandbox, type Sandbox } from './sandbox';

/** Entry is a file or folder as answers carry it. */
export interface Entry {
	readonly FileId: number;
	readonly FileName: string;
	readonly ParentFileId: number;
	readonly Size: number;
	readonly Etag: string;
	readonly Trashed: boolean;
}

/**
 * Envelope is any answer of the web API. `data` has the fields of all answers together: a test looks
 * at those that its call should give.
 */
export interface Envelope {
	readonly code: number;
	readonly message: string;
	readonly data: {
		readonly token: string;
		readonly uniID: string;
		readonly loginStatus: number;
		readonly Bucket: string;
		readonly Key: string;
		readonly UploadId: string;
		readonly StorageNode: string;
		readonly SliceSize: string;
		readonly FileId: number;
		readonly Reuse: boolean;
		readonly Info: Entry;
		readonly file_info: Entry;
		readonly presignedUrls: Readonly<Record<string, string>>;
		readonly Parts: readonly object[] | null;
		readonly InfoList: readonly Entry[];
		readonly infoList: readonly Entry[];
		readonly Next: string;
		readonly Len: number;
		readonly Total: number;
		readonly IsFirst: boolean;
		readonly path: readonly { readonly fileName: string }[];
		readonly paths: readonly { readonly fileId: number; readonly fileName: string }[] | undefined;
		readonly mode: number;
		readonly taskId: number;
		readonly taskID: number;
		readonly status: number;
		readonly reason: string;
		readonly DownloadUrl: string;
		readonly DownloadURL: string;
		readonly isTrafficExceeded: boolean;
		readonly ShareKey: string;
	};
}

/** TestSandbox is a running sandbox with the calls that tests make; sign-in happens at the start. */
export interface TestSandbox extends Sandbox {
	token: string;
	/** Calls the web API at `/b/api`; an object body is posted. */
	api(path: string, body?: object, headers?: Record<string, string>): Promise<Envelope>;
	/** Makes an admin call; a body is posted. */
	admin(name: string, body?: unknown): Promise<Response>;
	signIn(body: object): Promise<Envelope>;
}

/** openSandbox starts a sandbox on free ports and signs its first account in. */
export async function openSandbox(clock?: Clock): Promise<TestSandbox> {
	const sandbox = await startSandbox({ port: 0, storagePort: 0, ...(clock && { clock }) });
	const test: TestSandbox = {
		...sandbox,
		token: '',
		async api(path, body, headers = {}) {
			const authorization = `Bearer ${test.token}`;
			const response = await fetch(`${sandbox.origin}/api.123278.com/b/api${path}`, {
				headers: { platform: 'web', ...(test.token && { authorization }), ...headers },
				...(body && { method: 'POST', body: JSON.stringify(body) })
			});
			return (await response.json()) as Envelope;
		},
		admin: (name, body) =>
			fetch(
				`${sandbox.origin}/_sandbox/${name}`,
				body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
			),
		async signIn(body) {
			const url = `${sandbox.origin}/login.123pan.com/api/user/sign_in`;
			const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
			return (await response.json()) as Envelope;
		}
	};
	test.token = (await test.signIn(FIRST)).data.token;
	return test;
}

/** FIRST are the credentials of the first account. */
export const FIRST = { passport: '13800000001', password: 'sandbox-123', remember: true };

/** md5 is lower-case hex. */
export function md5(bytes: string | Uint8Array): string {
	return createHash('md5').update(bytes).digest('hex');
}

/** askUpload sends an upload_request for these bytes. */
export function askUpload(
	sandbox: TestSandbox,
	name: string,
	bytes: Uint8Array | string,
	more: object = {}
): Promise<Envelope> {
	return sandbox.api('/file/upload_request', {
		driveId: 0,
		etag: md5(bytes),
		fileName: name,
		parentFileId: 0,
		size: Buffer.from(bytes).length,
		type: 0,
		RequestSource: null,
		...more
	});
}

/** sessionBody is what every later call of an upload names. */
export function sessionBody({ data }: Envelope) {
	return {
		bucket: data.Bucket,
		key: data.Key,
		uploadId: data.UploadId,
		StorageNode: data.StorageNode
	};
}

/** partUrl gets the URL of one part by the multipart route, or by the single one. */
export async function partUrl(
	sandbox: TestSandbox,
	opened: Envelope,
	part: number,
	route: 'single' | 'multi' = 'multi'
): Promise<string> {
	const call = route === 'single' ? 's3_upload_object/auth' : 's3_repare_upload_parts_batch';
	const answer = await sandbox.api(`/file/${call}`, {
		...sessionBody(opened),
		partNumberStart: part,
		partNumberEnd: part + 1
	});
	return answer.data.presignedUrls[String(part)] ?? '';
}

/** complete sends upload_complete/v2. */
export function complete(
	sandbox: TestSandbox,
	opened: Envelope,
	size: number,
	isMultipart: boolean,
	more: object = {}
): Promise<Envelope> {
	return sandbox.api('/file/upload_complete/v2', {
		...sessionBody(opened),
		fileId: opened.data.FileId,
		fileSize: size,
		isMultipart,
		...more
	});
}

/** uploadWhole uploads a file by the single route and gives the answer of the completion. */
export async function uploadWhole(
	sandbox: TestSandbox,
	name: string,
	bytes: string,
	more: object = {}
): Promise<Envelope> {
	const opened = await askUpload(sandbox, name, bytes, more);
	if (opened.data.Reuse) return opened;
	await fetch(await partUrl(sandbox, opened, 1, 'single'), { method: 'PUT', body: bytes });
	return complete(sandbox, opened, Buffer.from(bytes).length, false);
}
