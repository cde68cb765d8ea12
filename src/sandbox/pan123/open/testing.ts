import { openSandbox, type TestSandbox } from '../../testing';

/** OpenAnswer is any answer of the Open Platform; `data` has the fields of all answers together. */
export interface OpenAnswer {
	readonly code: number;
	readonly message: string;
	readonly data: OpenData;
}

export interface OpenData {
	readonly accessToken: string;
	readonly expiredAt: string;
	readonly uid: number;
	readonly fileID: number;
	readonly dirID: number;
	readonly reuse: boolean;
	readonly completed: boolean;
	readonly async: boolean;
	readonly preuploadID: string;
	readonly sliceSize: number;
	readonly servers: readonly string[];
	readonly presignedURL: string;
	readonly isMultipart: boolean;
	readonly parts: readonly object[];
	readonly lastFileId: number;
	readonly total: number;
	readonly fileList: readonly OpenItem[];
	readonly list: readonly OpenItem[];
	readonly downloadUrl: string;
	readonly shareID: number;
	readonly shareKey: string;
	readonly lastShareId: number;
	readonly shareList: readonly { readonly shareId: number; readonly trafficSwitch: number }[];
	readonly taskId: number;
	readonly status: number;
	readonly targetFileId: number;
	readonly abnormalFileIDs: readonly number[];
	readonly successList: readonly object[];
	readonly failList: readonly object[];
	readonly filename: string;
	readonly size: number;
	readonly etag: string;
	readonly trashed: number;
	readonly parentFileID: number;
}

/** OpenItem is an entry of a list. */
export interface OpenItem {
	readonly fileId: number;
	readonly fileID: number;
	readonly filename: string;
	readonly trashed: number;
	readonly createAt: string;
}

/** CLIENT is what the developer of the sandbox's own account has. */
export const CLIENT = {
	clientID: '3f1c9a7e5b2d4806',
	clientSecret: 'sandbox-open-secret-of-1800010'
};
export const HOST = 'open-api.123pan.com';

/** OpenRig is a sandbox with a token of the Open Platform. */
export interface OpenRig extends TestSandbox {
	access: string;
	/** newToken asks for another one. */
	newToken(client?: object): Promise<OpenAnswer>;
	/** open calls a path; GET takes the body as its query. */
	open(call: string, body?: object, headers?: Record<string, string>): Promise<OpenAnswer>;
	/** form posts a multipart form to an upload server. */
	form(url: string, fields: Readonly<Record<string, string | Blob>>): Promise<OpenAnswer>;
	/** seeded puts a file into the account and gives its id. */
	seeded(path: string, size?: number): Promise<number>;
}

/** openRig starts one. `open` takes calls like `POST api/v1/file/move`. */
export async function openRig(): Promise<OpenRig> {
	const sandbox = await openSandbox();
	const base = `${sandbox.origin}/${HOST}`;
	const platform = 'open_platform';
	const rig: OpenRig = {
		...sandbox,
		access: '',
		async newToken(client = CLIENT) {
			const response = await fetch(`${base}/api/v1/access_token`, {
				...{ method: 'POST', headers: { platform }, body: JSON.stringify(client) }
			});
			return (await response.json()) as OpenAnswer;
		},
		async open(call, body = {}, headers = {}) {
			const [method = '', path = ''] = call.split(' ');
			const isGet = method === 'GET';
			const query = isGet ? `?${new URLSearchParams(Object.entries(body)).toString()}` : '';
			const authorization = `Bearer ${rig.access}`;
			const response = await fetch(`${base}/${path}${query}`, {
				method,
				headers: { platform, authorization, ...headers },
				...(!isGet && { body: JSON.stringify(body) })
			});
			return (await response.json()) as OpenAnswer;
		},
		async form(url, fields) {
			const body = new FormData();
			for (const [name, value] of Object.entries(fields)) body.append(name, value);
			const headers = { platform, authorization: `Bearer ${rig.access}` };
			const response = await fetch(url, { method: 'POST', headers, body });
			return (await response.json()) as OpenAnswer;
		},
		async seeded(path, size = 1) {
			const account = 'Sandbox Open 123Pan';
			const asked = { drive: 'pan123', account, path, size, seed: path };
			return Number(((await (await sandbox.admin('seed', asked)).json()) as { id: string }).id);
		}
	};
	rig.access = (await rig.newToken()).data.accessToken;
	return rig;
}
