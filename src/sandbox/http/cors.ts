import type { Config, CorsMode } from '../config';
import { errorReply, OssError } from '../oss/errors';
import type { Exchange, Reply } from './exchange';

/** OFFICIAL_ORIGINS are those of the provider's own web pages (123pan.md §2, Web UI). */
export const OFFICIAL_ORIGINS: readonly string[] = [
	'https://yun.123pan.cn',
	'https://yun.123pan.com',
	'https://www.123pan.cn',
	'https://www.123pan.com'
];

const MAX_AGE_S = '600';

/** CorsRequest is what a browser says about the page behind a request. */
export interface CorsRequest {
	readonly origin?: string | undefined;
	readonly method?: string | undefined;
	readonly headers?: string | undefined;
	readonly privateNetwork?: string | undefined;
}

/** CorsManner is how one of the emulated servers goes about CORS. */
export interface CorsManner {
	readonly mode: CorsMode;
	/** Who may read in mode `official`. */
	readonly official: readonly string[];
	/** Headers that pages may read besides those that they always may. */
	readonly exposed: readonly string[];
	/** What a page may not preflight is answered with. */
	readonly refusal: Reply;
	/** Methods that rules can name; absent: all. */
	readonly methods?: readonly string[];
	/** Whether a fault of this status is one that the real server leaves CORS headers out of. */
	hides(status: number): boolean;
}

/** apiCors is the manner of 123Pan's web API. */
export function apiCors({ cors }: Config): CorsManner {
	return { ...PLAIN, mode: cors.api, hides: () => false };
}

/** s3Cors is the manner of S3 storage; radosgw hides authentication failures (§14). */
export function s3Cors({ cors, exposeETag, storageProfile }: Config): CorsManner {
	return {
		...PLAIN,
		mode: cors.storage,
		exposed: exposeETag ? ['ETag'] : [],
		hides: (status) => status === 403 && storageProfile === 'rgw'
	};
}

/** ossCors is the manner of 115's bucket: refusals say why, errors are readable (§10). */
export function ossCors(
	{ cors, exposeETag, ossErrorsHaveCors }: Config,
	exchange: Pick<Exchange, 'host' | 'method'>
): CorsManner {
	const requestId = '0'.repeat(24);
	return {
		mode: cors.storage,
		official: ['https://115.com'],
		exposed: exposeETag ? ['ETag', 'x-oss-request-id', 'x-oss-hash-crc64ecma'] : [],
		methods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'],
		refusal: errorReply(new OssError('AccessForbidden'), { ...exchange, requestId }),
		hides: (status) => status >= 400 && !ossErrorsHaveCors
	};
}

const PLAIN = { official: OFFICIAL_ORIGINS, exposed: [], refusal: { status: 403 } } as const;

/** corsHeaders are those that let `origin` read an answer; none where the manner forbids it. */
export function corsHeaders(
	manner: Pick<CorsManner, 'mode' | 'official' | 'exposed'>,
	origin: string | undefined
): Record<string, string> {
	if (!origin || !allows(manner, origin)) return {};
	const { exposed } = manner;
	return {
		'access-control-allow-origin': origin,
		vary: 'Origin',
		...(exposed.length > 0 && { 'access-control-expose-headers': exposed.join(', ') })
	};
}

/** preflight answers OPTIONS: 200 with what was asked for, or 403 (object-storage.md §14.1). */
export function preflight(manner: CorsManner, asked: CorsRequest): Reply {
	if (!asked.origin || !asked.method || !allows(manner, asked.origin)) return manner.refusal;
	if (manner.methods && !manner.methods.includes(asked.method)) return manner.refusal;
	return {
		status: 200,
		headers: {
			...corsHeaders(manner, asked.origin),
			'access-control-allow-methods': asked.method,
			...(asked.headers && { 'access-control-allow-headers': asked.headers }),
			...(asked.privateNetwork === 'true' && { 'access-control-allow-private-network': 'true' }),
			'access-control-max-age': MAX_AGE_S
		}
	};
}

function allows({ mode, official }: Pick<CorsManner, 'mode' | 'official'>, origin: string) {
	return mode === 'reflect' || (mode === 'official' && official.includes(origin));
}
