import type { CorsMode } from '../config';
import type { Reply } from './exchange';

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

/** corsHeaders are those that let `origin` read an answer; none where the mode forbids it. */
export function corsHeaders(
	mode: CorsMode,
	origin: string | undefined,
	exposed: readonly string[] = []
): Record<string, string> {
	if (!origin || !allows(mode, origin)) return {};
	return {
		'access-control-allow-origin': origin,
		vary: 'Origin',
		...(exposed.length > 0 && { 'access-control-expose-headers': exposed.join(', ') })
	};
}

/** preflight answers OPTIONS: 200 with what was asked for, or 403 (object-storage.md §14.1). */
export function preflight(mode: CorsMode, asked: CorsRequest): Reply {
	if (!asked.origin || !asked.method || !allows(mode, asked.origin)) return { status: 403 };
	return {
		status: 200,
		headers: {
			...corsHeaders(mode, asked.origin),
			'access-control-allow-methods': asked.method,
			...(asked.headers && { 'access-control-allow-headers': asked.headers }),
			...(asked.privateNetwork === 'true' && { 'access-control-allow-private-network': 'true' }),
			'access-control-max-age': MAX_AGE_S
		}
	};
}

function allows(mode: CorsMode, origin: string): boolean {
	return mode === 'reflect' || (mode === 'official' && OFFICIAL_ORIGINS.includes(origin));
}
