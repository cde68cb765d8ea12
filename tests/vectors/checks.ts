import { ossChecksums } from './checks/oss-checksums';
import { ossPostPolicy } from './checks/oss-post-policy';
import { ossResponses } from './checks/oss-responses';
import { ossV1Header, ossV1Presigned, pan115OssV1 } from './checks/oss-v1';
import { ossV4Header, ossV4Presigned } from './checks/oss-v4';
import { pan115Ecdh, pan115Kec } from './checks/pan115-exchange';
import { pan115Pkce, pan115Sig, pan115SignVal, pan115Token } from './checks/pan115-init';
import { pan115M115Request, pan115M115Response } from './checks/pan115-m115';
import { pan115Form, pan115Response } from './checks/pan115-sealed';
import { pan123Sign } from './checks/pan123-sign';
import { s3Etag } from './checks/s3-etag';
import { s3Presigned } from './checks/s3-presigned';
import { s3Responses } from './checks/s3-responses';
import { s3Verify } from './checks/s3-verify';
import type { Check } from './checks/vector';

/** CHECKS: one for each file name. A name that is not here is a mistake. */
export const CHECKS: Readonly<Record<string, Check>> = {
	'115-ecdh.json': pan115Ecdh,
	'115-init-form.json': pan115Form,
	'115-init-response.json': pan115Response,
	'115-kec.json': pan115Kec,
	'115-m115-request.json': pan115M115Request,
	'115-m115-response.json': pan115M115Response,
	'115-oss-v1.json': pan115OssV1,
	'115-pkce.json': pan115Pkce,
	'115-sig.json': pan115Sig,
	'115-signval.json': pan115SignVal,
	'115-token.json': pan115Token,
	'123pan-sign.json': pan123Sign,
	'oss-checksums.json': ossChecksums,
	'oss-post-policy.json': ossPostPolicy,
	'oss-responses.json': ossResponses,
	'oss-v1-header.json': ossV1Header,
	'oss-v1-presigned.json': ossV1Presigned,
	'oss-v4-header.json': ossV4Header,
	'oss-v4-presigned.json': ossV4Presigned,
	's3-etag.json': s3Etag,
	's3-presigned.json': s3Presigned,
	's3-responses.json': s3Responses,
	's3-verify.json': s3Verify
};
