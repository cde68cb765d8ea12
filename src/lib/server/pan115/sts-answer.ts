import * as v from 'valibot';
import { TransferError } from '../../kernel/errors';
import type { StsSet } from '../oss/credentials';
import { type Fields } from './envelope';
import { shape, text } from '../fields';

const keysSchema = v.looseObject({ AccessKeyId: text, SecurityToken: text });

/** stsOf reads credentials as both APIs show them, the documented misspelling included. §5.5, §10.2 */
export function stsOf(fields: Fields, endpoint: string): StsSet {
	const { AccessKeyId, SecurityToken } = shape(keysSchema, fields);
	const accessKeySecret = fields['AccessKeySecret'] ?? fields['AccessKeySecrett'];
	const expiresAt = Date.parse(String(fields['Expiration'] ?? fields['expiration']));
	if (typeof accessKeySecret !== 'string' || Number.isNaN(expiresAt)) {
		throw new TransferError('unreadable-answer', { detail: 'OSS credentials without key or end' });
	}
	return {
		accessKeyId: AccessKeyId,
		accessKeySecret,
		securityToken: SecurityToken,
		expiresAt,
		endpoint
	};
}
