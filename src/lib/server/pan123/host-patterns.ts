/** API_PATTERNS: hosts that may answer 123Pan's web API. 123pan.md §2 */
export const API_PATTERNS: readonly string[] = [
	'*.123pan.com',
	'*.123pan.cn',
	'*.123278.com',
	'www.123684.com',
	'www.123865.com',
	'www.123912.com',
	'www.123952.com'
];

/** STORAGE_PATTERNS: hosts that 123Pan's presigned URLs may name. 123pan.md §2 */
export const STORAGE_PATTERNS: readonly string[] = ['*.123624.com', '*.123pan.com', '*.123pan.cn'];

/** DOWNLOAD_PATTERNS: hosts whose answers lead to a download. The last one is the browser's. §2, §10.1 */
export const DOWNLOAD_PATTERNS: readonly string[] = [
	...STORAGE_PATTERNS,
	'*.123952.com',
	'*.123295.com',
	'*.cjjd19.com'
];
