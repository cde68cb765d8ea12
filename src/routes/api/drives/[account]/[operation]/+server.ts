import { DEVICE_COOKIE } from '$lib/server/device';
import { proxy } from '$lib/server/environment';
import type { RequestHandler } from './$types';

/** One operation of a Drive: signs, forwards, maps errors. See $lib/drives/wire. */
export const POST: RequestHandler = ({ request, params, cookies }) =>
	proxy().handle(request, params.account, params.operation, cookies.get(DEVICE_COOKIE));
