import { DEVICE_COOKIE } from '$lib/server/device';
import { proxy } from '$lib/server/environment';
import type { RequestHandler } from './$types';

/** One part on its way to storage that takes nothing from pages. See $lib/server/relay. */
export const PUT: RequestHandler = ({ request, cookies }) =>
	proxy().relay(request, cookies.get(DEVICE_COOKIE));
