/** StsSet: temporary OSS credentials with the endpoint they are for. 115.md §5.5 */
export interface StsSet {
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	readonly securityToken: string;
	/** Milliseconds since the epoch. */
	readonly expiresAt: number;
	/** `https://oss-cn-shenzhen.aliyuncs.com`; the sandbox's own is an address of this machine. */
	readonly endpoint: string;
}

/** OssObject: an object in a bucket at an endpoint. */
export interface OssObject {
	/** As of StsSet: virtual-host style, but path style where the host is an IP address. */
	readonly endpoint: string;
	readonly bucket: string;
	readonly object: string;
}
