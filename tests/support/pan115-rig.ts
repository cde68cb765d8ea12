import type { Clock } from '../../src/lib/kernel/clock';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox';
import { initForm, Kex, ossAuthorization, type InitAnswer } from './pan115-client';

/** Json is any answer: a test looks at the fields that its call should give. */
export type Json = Readonly<Record<string, unknown>> & {
	readonly state?: unknown;
	readonly data?: Readonly<Record<string, unknown>>;
};

/** InitOptions change one init; what is absent is right. */
export interface InitOptions {
	readonly cid?: string;
	/** Claimed size. */
	readonly size?: number;
	readonly proof?: { readonly key: string; readonly value: string };
	readonly spoil?: Readonly<Record<string, string>>;
	readonly padding?: 'pkcs7' | 'lazy' | 'zero';
	readonly t?: number | string;
	readonly kec?: string;
	readonly agent?: string;
}

/** Sts are credentials as gettoken.php gives them. */
export interface Sts {
	readonly AccessKeyId: string;
	readonly AccessKeySecret: string;
	readonly SecurityToken: string;
	readonly Expiration: string;
}

/** Pan115Rig is a running sandbox and a client of its 115. */
export class Pan115Rig {
	cookie = '';
	userId = '100200300';
	userKey = '';
	#kex: Kex | undefined;
	readonly sandbox: Sandbox;
	readonly #clock: Clock;

	private constructor(sandbox: Sandbox, clock: Clock) {
		this.sandbox = sandbox;
		this.#clock = clock;
	}

	/** open starts a sandbox and signs its first account (or the named one) in. */
	static async open(clock: Clock, name = 'Sandbox 115'): Promise<Pan115Rig> {
		const rig = new Pan115Rig(await startSandbox({ port: 0, storagePort: 0, clock }), clock);
		await rig.enter(name);
		return rig;
	}

	async enter(name: string): Promise<void> {
		const accounts = (await this.admin('accounts')) as unknown as {
			name: string;
			flavour: string;
			credentials: { cookie: string };
		}[];
		const account = accounts.find((row) => row.flavour === 'cookie' && row.name === name);
		this.cookie = account?.credentials.cookie ?? '';
		const { p224 } = await this.admin('keys');
		this.#kex = new Kex(String(p224));
		const info = await this.call('proapi.115.com/app/uploadinfo');
		this.userId = String(info.user_id);
		this.userKey = String(info.userkey);
	}

	get kex(): Kex {
		if (!this.#kex) throw new Error('nobody is signed in');
		return this.#kex;
	}

	async admin(name: string, body?: unknown): Promise<Json> {
		const response = await fetch(
			`${this.sandbox.origin}/_sandbox/${name}`,
			body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
		);
		const answer = (await response.json()) as Json;
		if (!response.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
		return answer;
	}

	config(patch: object): Promise<Json> {
		return this.admin('config', patch);
	}

	/** files are the drive's paths, oldest first. */
	async files(): Promise<readonly string[]> {
		const rows = (await this.admin('files?drive=pan115')) as unknown as { path: string }[];
		return rows.map(({ path }) => path);
	}

	/** send calls a host's path; a form is posted. */
	send(
		where: string,
		form?: Readonly<Record<string, string>> | Uint8Array<ArrayBuffer>,
		headers: Record<string, string> = {}
	): Promise<Response> {
		return fetch(`${this.sandbox.origin}/${where}`, {
			headers: { cookie: this.cookie, ...headers },
			...(form && {
				method: 'POST',
				body: form instanceof Uint8Array ? form : new URLSearchParams(form)
			})
		});
	}

	async call(where: string, form?: Readonly<Record<string, string>>): Promise<Json> {
		return (await (await this.send(where, form)).json()) as Json;
	}

	/** rawInit gives the body as it came. */
	async rawInit(name: string, bytes: Uint8Array, options: InitOptions = {}): Promise<Buffer> {
		const t = options.t ?? Math.floor(this.#clock.now() / 1000);
		const form = initForm({
			userId: this.userId,
			userKey: this.userKey,
			name,
			bytes,
			...options,
			t
		});
		const kec = options.kec ?? this.kex.kec(Number(t));
		const body = new Uint8Array(this.kex.seal(form.toString(), options.padding));
		const where = `uplb.115.com/4.0/initupload.php?k_ec=${encodeURIComponent(kec)}`;
		const agent: Record<string, string> = options.agent ? { 'user-agent': options.agent } : {};
		return Buffer.from(await (await this.send(where, body, agent)).arrayBuffer());
	}

	async init(name: string, bytes: Uint8Array, options: InitOptions = {}): Promise<InitAnswer> {
		const body = await this.rawInit(name, bytes, options);
		const text = body[0] === 0x7b ? body.toString() : this.kex.open(body).text;
		return JSON.parse(text) as InitAnswer;
	}

	async sts(): Promise<Sts> {
		return (await this.call('uplb.115.com/3.0/gettoken.php')) as unknown as Sts;
	}

	/** oss sends a signed request about an upload's object; `commit` carries the callback pair. */
	async oss(
		task: Pick<InitAnswer, 'bucket' | 'object' | 'callback'>,
		request: {
			readonly method: string;
			readonly query?: string;
			readonly body?: Uint8Array<ArrayBuffer> | string;
			readonly commit?: boolean;
			readonly callback?: string;
			readonly sts?: Sts;
		}
	): Promise<Response> {
		const { method, query = '', commit, sts = await this.sts() } = request;
		const pair = task.callback;
		const headers: Record<string, string> = {
			'content-type': 'application/octet-stream',
			date: new Date(this.#clock.now()).toUTCString(),
			'x-oss-security-token': sts.SecurityToken,
			...(commit && {
				'x-oss-callback': Buffer.from(request.callback ?? pair.callback).toString('base64'),
				'x-oss-callback-var': Buffer.from(pair.callback_var).toString('base64')
			})
		};
		const resource = `/${task.bucket}/${task.object}${query && `?${query}`}`;
		const key = { keyId: sts.AccessKeyId, secret: sts.AccessKeySecret };
		// A script's fetch may not say Date; OSS reads x-oss-date instead.
		const { date = '', ...rest } = headers;
		const sent = { ...rest, 'x-oss-date': date };
		const authorization = ossAuthorization({
			method,
			resource,
			headers: { ...sent, date },
			...key
		});
		return fetch(this.sandbox.storageOrigin + resource, {
			method,
			headers: { ...sent, authorization },
			...(request.body !== undefined && { body: request.body })
		});
	}

	/** multipart uploads `parts` in order and completes; gives the final answer's text. */
	async multipart(
		task: Pick<InitAnswer, 'bucket' | 'object' | 'callback'>,
		parts: readonly Uint8Array<ArrayBuffer>[],
		how: { readonly sequential: boolean; readonly callback?: string }
	): Promise<string> {
		const query = how.sequential ? 'sequential&uploads' : 'uploads';
		const opened = await (await this.oss(task, { method: 'POST', query })).text();
		const uploadId = /<UploadId>(.*?)<\/UploadId>/.exec(opened)?.[1] ?? '';
		let list = '';
		for (const [at, body] of parts.entries()) {
			const put = { method: 'PUT', query: `partNumber=${at + 1}&uploadId=${uploadId}`, body };
			const etag = (await this.oss(task, put)).headers.get('etag') ?? '';
			list += `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag}</ETag></Part>`;
		}
		const finish = await this.oss(task, {
			method: 'POST',
			query: `uploadId=${uploadId}`,
			body: `<CompleteMultipartUpload>${list}</CompleteMultipartUpload>`,
			commit: true,
			...(how.callback && { callback: how.callback })
		});
		return finish.text();
	}
}

/** bytesOf makes `size` bytes that differ with `seed`. */
export function bytesOf(size: number, seed: number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(size);
	let state = seed * 2654435761 + 1;
	for (let at = 0; at < size; at++) {
		state = (Math.imul(state, 1103515245) + 12345) >>> 0;
		bytes[at] = state >>> 16;
	}
	return bytes;
}
