/** StsToken: temporary credentials as OSS checks them. 115.md §5.5 */
export interface StsToken {
	readonly accessKeyId: string;
	readonly accessKeySecret: string;
	readonly securityToken: string;
	/** Milliseconds since the epoch, by the sandbox's clock. */
	readonly expiresAt: number;
}

/** TokenIssuer: the part of OSS that a drive asks for credentials. */
export interface TokenIssuer {
	/** issue makes a new token that lives for `seconds`; older ones stay valid until their end. */
	issue(seconds: number): StsToken;
}
