import type { Endpoint } from '../call';
import { changeEndpoints } from './changes';
import { listEndpoints } from './listing';
import { lookupEndpoints } from './lookup';

/** fileEndpoints are the cookie API's files (115.md §8). */
export const fileEndpoints: readonly Endpoint[] = [
	...listEndpoints,
	...lookupEndpoints,
	...changeEndpoints
];
