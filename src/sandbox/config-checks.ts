import { pan115Checks } from './pan115/switches';
import { pan123Checks } from './pan123/switches';
import { count, flag, number, oneOf, size, type Check } from './switch-checks';

const cors = oneOf('reflect', 'official', 'none');

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isSliceStep = (value: unknown): boolean =>
	isObject(value) && (value.upTo === null || size.accepts(value.upTo)) && size.accepts(value.size);

/** schema has one Check for every switch of Config, by name. */
export const schema: Readonly<Record<string, Check>> = {
	signature: oneOf('off', 'lenient', 'strict'),
	signatureFailure: oneOf(401, 403),
	signatureWindow: number(0, false, 'seconds from 0'),
	cors: {
		takes: `{"api"?, "storage"?}, each ${cors.takes}`,
		accepts: (value) =>
			isObject(value) &&
			Object.entries(value).every(
				([group, mode]) => (group === 'api' || group === 'storage') && cors.accepts(mode)
			)
	},
	exposeETag: flag,
	storageProfile: oneOf('rgw', 'aws'),
	storageStyle: oneOf('path', 'virtual'),
	urlLifetime: number(1, true, 'whole seconds from 1'),
	tokenLifetime: number(0, true, 'whole seconds from 0'),
	sliceSize: {
		takes: 'a number of bytes, or a list of {"upTo": bytes or null, "size": bytes}',
		accepts: (value) =>
			size.accepts(value) || (Array.isArray(value) && value.length > 0 && value.every(isSliceStep))
	},
	minPartSize: count,
	verifyMd5: flag,
	legacyCompletion: oneOf('store', 'silent'),
	conflictData: oneOf('details', 'null'),
	sameFile: oneOf('reuse', 'conflict'),
	notFinalised: count,
	completionInfo: oneOf('present', 'missing'),
	reuseInfo: oneOf('present', 'missing'),
	riskChallenge: flag,
	maxFileSize: size,
	clockOffset: number(-1e10, false, 'seconds'),
	qps: number(0, false, 'a number from 0'),
	qpsAnswer: oneOf('code', 'status'),
	stsLifetime: number(0, true, 'whole seconds from 0'),
	ossMinPartSize: count,
	ossErrorsHaveCors: flag,
	ossSignatures: oneOf('both', 'v1', 'v4'),
	callbackFailure: oneOf('none', 'unreachable', 'status', 'not-json'),
	callbackFailures: count,
	ossWrongCrc: count,
	...pan115Checks,
	...pan123Checks
};
