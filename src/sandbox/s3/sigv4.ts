import { createHash, createHmac } from 'node:crypto';
import { canonicalQuery, encodePath, type Pair } from './encoding';

/** Credentials of an S3 client; `sessionToken` belongs to temporary ones. */
export interface Credentials {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly sessionToken?: string;
}

/** SignInput is a request to presign. `path` and `query` are decoded; `headers` have lower-case names. */
export interface SignInput {
	readonly method: string;
	readonly scheme: string;
	/** With its port, unless that is the scheme's default. */
	readonly host: string;
	readonly path: string;
	readonly query: readonly Pair[];
	readonly headers?: Readonly<Record<string, string>>;
	readonly region: string;
	/** Milliseconds since the Unix epoch. */
	readonly now: number;
	/** Seconds, 1 to 604,800. */
	readonly expiresIn: number;
	readonly credentials: Credentials;
}

/** Presigned is a URL with every intermediate value of its signature. */
export interface Presigned {
	readonly amzDate: string;
	readonly scope: string;
	readonly canonicalRequest: string;
	readonly stringToSign: string;
	readonly signature: string;
	readonly url: string;
}

/** ALGORITHM is the only one that storage accepts. */
export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** presign signs a query-string URL with SigV4 and an unsigned payload (object-storage.md §13). */
export function presign(input: SignInput): Presigned {
	const amzDate = new Date(input.now).toISOString().replace(/[-:]|\.\d+/g, '');
	const scope = `${amzDate.slice(0, 8)}/${input.region}/s3/aws4_request`;
	const headers = { ...input.headers, host: input.host };
	const signedHeaders = Object.keys(headers).sort();
	const { credentials } = input;
	const pairs: Pair[] = [
		['X-Amz-Algorithm', ALGORITHM],
		['X-Amz-Credential', `${credentials.accessKeyId}/${scope}`],
		['X-Amz-Date', amzDate],
		['X-Amz-Expires', String(input.expiresIn)],
		['X-Amz-SignedHeaders', signedHeaders.join(';')],
		...input.query
	];
	if (credentials.sessionToken) pairs.push(['X-Amz-Security-Token', credentials.sessionToken]);
	const canonicalRequest = canonicalRequestOf(
		input.method,
		input.path,
		pairs,
		signedHeaders.map((name) => [name, headers[name as 'host']])
	);
	const stringToSign = stringToSignOf(amzDate, scope, canonicalRequest);
	const signature = signatureOf(credentials.secretAccessKey, scope, stringToSign);
	const query = `${canonicalQuery(pairs)}&X-Amz-Signature=${signature}`;
	const url = `${input.scheme}://${input.host}${encodePath(input.path)}?${query}`;
	return { amzDate, scope, canonicalRequest, stringToSign, signature, url };
}

/** canonicalRequestOf writes the first of the three texts; `headers` are the signed ones, sorted. */
export function canonicalRequestOf(
	method: string,
	path: string,
	query: readonly Pair[],
	headers: readonly Pair[]
): string {
	return [
		method,
		encodePath(path),
		canonicalQuery(query),
		...headers.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}`),
		'',
		headers.map(([name]) => name).join(';'),
		'UNSIGNED-PAYLOAD'
	].join('\n');
}

/** stringToSignOf writes the second text. */
export function stringToSignOf(amzDate: string, scope: string, canonicalRequest: string): string {
	const hash = createHash('sha256').update(canonicalRequest).digest('hex');
	return [ALGORITHM, amzDate, scope, hash].join('\n');
}

/** signatureOf derives the key of `scope` from the secret and signs; lower-case hex. */
export function signatureOf(secret: string, scope: string, stringToSign: string): string {
	const key = scope
		.split('/')
		.reduce<string | Buffer>(
			(key, item) => createHmac('sha256', key).update(item).digest(),
			`AWS4${secret}`
		);
	return createHmac('sha256', key).update(stringToSign).digest('hex');
}
