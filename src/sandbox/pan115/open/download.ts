import type { Endpoint } from '../call';
import { urlViews } from '../download/down-url';
import { done, resource, textOf } from './resource';

/** openDownloadEndpoints give download URLs, bound to the caller's User-Agent (115.md §10.3). */
export const openDownloadEndpoints: readonly Endpoint[] = [
	resource('POST', '/open/ufile/downurl', (call) =>
		done(call, urlViews(call, textOf(call, 'pick_code').split(',')))
	)
];
