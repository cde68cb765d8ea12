import type { Reply } from '../http/exchange';
import { element, xml, type Xml } from '../s3/xml';
import type { OssObject } from './store';

const NAMESPACE = ' xmlns="http://doc.oss-cn-shenzhen.aliyuncs.com"';

/** xmlReply is a 200 with an XML document. */
export function xmlReply(root: string, content: readonly Xml[]): Reply {
	return {
		status: 200,
		headers: { 'content-type': 'application/xml' },
		body: xml(element(root, content, NAMESPACE))
	};
}

/** sums are the headers that tell what arrived: ETag in quotes, CRC-64 as a decimal number (§9). */
export function sums({ etag, crc64 }: Pick<OssObject, 'etag' | 'crc64'>): Record<string, string> {
	return { etag: `"${etag}"`, 'x-oss-hash-crc64ecma': String(crc64) };
}

/** locationOf is the URL of an object as OSS writes it in answers. */
export function locationOf({ bucket, key }: Pick<OssObject, 'bucket' | 'key'>): string {
	const path = key.split('/').map(encodeURIComponent).join('/');
	return `http://${bucket}.oss-cn-shenzhen.aliyuncs.com/${path}`;
}
