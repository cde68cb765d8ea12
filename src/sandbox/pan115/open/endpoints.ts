import type { Endpoint } from '../call';
import { openAuthEndpoints } from './auth';
import { authorizeEndpoints } from './authorize';
import { openBinEndpoints } from './bin';
import { openDownloadEndpoints } from './download';
import { openItemEndpoints } from './items';
import { openListEndpoints } from './listing';
import { openUploadEndpoints } from './upload';

/** openEndpoints are the whole Open Platform (115.md §10). */
export const openEndpoints: readonly Endpoint[] = [
	...openAuthEndpoints,
	...authorizeEndpoints,
	...openListEndpoints,
	...openItemEndpoints,
	...openBinEndpoints,
	...openUploadEndpoints,
	...openDownloadEndpoints
];
