import type { Endpoint } from '../call';
import { binEndpoints } from './bin';
import { changeEndpoints } from './changes';
import { copyEndpoints } from './copies';
import { listEndpoints } from './listing';
import { lookupEndpoints } from './lookups';

/** fileEndpoints list, look up, change, copy, throw away and bring back (123pan.md §7, §11). */
export const fileEndpoints: Readonly<Record<string, Endpoint>> = {
	...listEndpoints,
	...lookupEndpoints,
	...changeEndpoints,
	...copyEndpoints,
	...binEndpoints
};
