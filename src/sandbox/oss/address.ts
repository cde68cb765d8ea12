import type { Exchange } from '../http/exchange';
import { OssError } from './errors';

/** OSS_BUCKET is the one bucket, that of 115 (115.md §2). */
export const OSS_BUCKET = 'fhnfile';
/** OSS_REGION is where the bucket lives; V4 signatures name it. */
export const OSS_REGION = 'cn-shenzhen';

/** Address is what a request is about; `key` is empty for the bucket itself. Decoded. */
export interface Address {
	readonly bucket: string;
	readonly key: string;
}

type Target = Pick<Exchange, 'host' | 'path'>;

const REAL = /^(?:([a-z0-9][a-z0-9-]*)\.)?(?:oss-[a-z0-9-]+|[a-z0-9-]+\.oss)\.aliyuncs\.com$/;
const LOCAL_OSS = /^(?:([a-z0-9][a-z0-9-]*)\.)?oss(?:-[a-z0-9-]+)?\.localhost$/;
const LOCAL_BUCKET = new RegExp(`^(${OSS_BUCKET})\\.(?:.+\\.)?localhost$`);
const OTHER_BUCKET = /^(?!s3\.)[^.]+\.(?:s3\.)?localhost$/;

/** isOss tells requests of OSS from those of the other storage on the same origin. */
export function isOss({ host, path }: Target): boolean {
	const name = host.replace(/:\d+$/, '');
	if (/(^|\.)aliyuncs\.com$/.test(name)) return true;
	if (LOCAL_BUCKET.test(name) || LOCAL_OSS.test(name)) return true;
	return !OTHER_BUCKET.test(name) && path.split('/')[1] === OSS_BUCKET;
}

/**
 * addressOf finds bucket and key, in the host or else in the path. The path alone is refused on hosts
 * of the real service (object-storage.md §2). Throws OssError.
 */
export function addressOf({ host, path }: Target): Address {
	const name = host.replace(/:\d+$/, '');
	const decoded = decode(path).slice(1);
	const inHost = (REAL.exec(name) ?? LOCAL_BUCKET.exec(name) ?? LOCAL_OSS.exec(name))?.[1];
	if (inHost) return { bucket: inHost, key: checked(decoded) };
	if (/(^|\.)aliyuncs\.com$/.test(name)) throw new OssError('SecondLevelDomainForbidden');
	const slash = decoded.indexOf('/');
	if (slash < 0) return { bucket: decoded, key: '' };
	return { bucket: decoded.slice(0, slash), key: checked(decoded.slice(slash + 1)) };
}

function checked(key: string): string {
	const tooLong = Buffer.byteLength(key) > 1023;
	if (tooLong || /^[/\\]/.test(key)) throw new OssError('InvalidObjectName');
	return key;
}

function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		throw new OssError('InvalidObjectName');
	}
}
