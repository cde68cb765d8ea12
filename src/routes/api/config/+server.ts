import { API_VERSION, type AppConfig } from '$lib/drives/wire';
import { json } from '$lib/server/answers';
import { DEVICE_COOKIE, deviceCookie, isDevice, newDevice } from '$lib/server/device';
import { environment, relaySetting } from '$lib/server/environment';
import type { RequestHandler } from './$types';

/** What the page asks once at start. Gives the browser its device cookie. */
export const GET: RequestHandler = ({ cookies, url }) => {
	const known = cookies.get(DEVICE_COOKIE);
	// Set again each time: the 400 days start anew.
	cookies.set(DEVICE_COOKIE, isDevice(known) ? known : newDevice(), deviceCookie(url));
	const { sandboxOrigin, pan115 } = environment();
	const config: AppConfig = {
		apiVersion: API_VERSION,
		sandbox: sandboxOrigin !== undefined,
		hasPan115ClientId: pan115?.clientId !== undefined,
		relay: relaySetting()
	};
	return json(config);
};
