/** API_PATTERNS: hosts of 115 that the proxy calls, and where its QR codes lead. 115.md §2 */
export const API_PATTERNS: readonly string[] = [
	'115.com',
	'webapi.115.com',
	'proapi.115.com',
	'uplb.115.com',
	'passportapi.115.com',
	'qrcodeapi.115.com',
	'my.115.com',
	'aps.115.com',
	'appversion.115.com'
];

/**
 * STORAGE_PATTERNS: the bucket of 115's files at its two endpoints. No wider: the page's policy is
 * made of these, and any other bucket is a stranger's. 115.md §2
 */
export const STORAGE_PATTERNS: readonly string[] = [
	'fhnfile.oss-cn-shenzhen.aliyuncs.com',
	'fhnfile.cn-shenzhen.oss.aliyuncs.com'
];
