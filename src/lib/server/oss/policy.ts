/**
 * Form POST: a policy that a page may send a file with, without a preflight. 115 signs its own
 * policies in the sample upload (115.md §5.7); with STS keys we could. object-storage.md §11
 */
import { toBase64 } from '../base64';
import type { StsSet } from './credentials';
import { hmac } from './hmac';
import { v4Date, v4Scope, v4Sign } from './v4';

/** SignedPolicy: the form's fields besides `key` and `file`, with the signature once more. */
export interface SignedPolicy {
	readonly fields: Readonly<Record<string, string>>;
	/** V1: base64. V4: lower-case hex. */
	readonly signature: string;
}

type Keys = Pick<StsSet, 'accessKeyId' | 'accessKeySecret' | 'securityToken'>;

/** signPolicyV1 signs a policy, which is JSON, as it stands. §11 */
export async function signPolicyV1(policyJson: string, keys: Keys): Promise<SignedPolicy> {
	const policy = toBase64(policyJson);
	const signature = toBase64(await hmac('SHA-1', keys.accessKeySecret, policy));
	const fields = { OSSAccessKeyId: keys.accessKeyId, policy, Signature: signature };
	return { fields: { ...fields, ...token(keys) }, signature };
}

/** signPolicyV4 signs a policy, which is JSON and has conditions on these fields too. §11 */
export async function signPolicyV4(
	policyJson: string,
	keys: Keys,
	now: number,
	region: string
): Promise<SignedPolicy> {
	const policy = toBase64(policyJson);
	const scope = v4Scope(now, region);
	const signature = await v4Sign(keys.accessKeySecret, scope, policy);
	const fields = {
		'x-oss-signature-version': 'OSS4-HMAC-SHA256',
		'x-oss-credential': `${keys.accessKeyId}/${scope}`,
		'x-oss-date': v4Date(now),
		policy,
		'x-oss-signature': signature
	};
	return { fields: { ...fields, ...token(keys) }, signature };
}

function token({ securityToken }: Keys): Readonly<Record<string, string>> {
	return securityToken === '' ? {} : { 'x-oss-security-token': securityToken };
}
