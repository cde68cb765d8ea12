import { checkVersion, type AuthRules } from './authenticate';
import { OssError } from './errors';
import { checkToken } from './keys';
import { signV1 } from './signature-v1';
import { ALGORITHM, readCredential, signV4 } from './signature-v4';
import { expired, MAX_SKEW_MS, noDate, parseBasicDate, skewed } from './signing-time';

const WEEK_MS = 604_800_000;

/**
 * authenticateForm checks the signature of a form's policy, V1 or V4, and gives the policy. `fields`
 * have names in lower case. Throws OssError (object-storage.md §11).
 */
export function authenticateForm(fields: ReadonlyMap<string, string>, rules: AuthRules): string {
	const policy = fields.get('policy');
	if (policy === undefined) throw new OssError('AccessDenied');
	const claim = fields.has('x-oss-signature') ? readV4(fields, rules) : readV1(fields);
	checkVersion(claim.version, rules.signatures);
	const shown = { accessKeyId: claim.accessKeyId, token: fields.get('x-oss-security-token') };
	const key = checkToken(rules.keyOf(claim.accessKeyId), shown, rules.now);
	if (claim.signature === claim.sign(key.accessKeySecret, policy)) return policy;
	throw new OssError('SignatureDoesNotMatch', {
		details: {
			OSSAccessKeyId: claim.accessKeyId,
			SignatureProvided: claim.signature,
			StringToSign: policy
		}
	});
}

interface FormClaim {
	readonly version: 'V1' | 'V4';
	readonly accessKeyId: string;
	readonly signature: string;
	sign(secret: string, policy: string): string;
}

function readV1(fields: ReadonlyMap<string, string>): FormClaim {
	const [accessKeyId, signature] = [fields.get('ossaccesskeyid'), fields.get('signature')];
	if (!accessKeyId || !signature) throw new OssError('AccessDenied');
	return { version: 'V1', accessKeyId, signature, sign: signV1 };
}

function readV4(fields: ReadonlyMap<string, string>, rules: AuthRules): FormClaim {
	const date = fields.get('x-oss-date') ?? '';
	const signedAt = parseBasicDate(date);
	if (fields.get('x-oss-signature-version') !== ALGORITHM) throw new OssError('AccessDenied');
	if (signedAt === null) throw noDate();
	if (signedAt - rules.now > MAX_SKEW_MS) throw skewed(signedAt, rules.now);
	if (rules.now - signedAt > WEEK_MS) throw expired(signedAt + WEEK_MS, rules.now);
	const credential = readCredential(fields.get('x-oss-credential') ?? '', date, rules);
	return {
		version: 'V4',
		accessKeyId: credential.accessKeyId,
		signature: fields.get('x-oss-signature') ?? '',
		sign: (secret, policy) => signV4(secret, credential.scope, policy)
	};
}
