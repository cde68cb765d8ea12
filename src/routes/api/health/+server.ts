import type { RequestHandler } from './$types';

/** Says that the proxy answers: the engine asks while it waits for it. */
export const GET: RequestHandler = () =>
	new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
