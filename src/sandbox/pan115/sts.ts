import type { Reply } from '../http/exchange';
import { reply, UPLB, type Call, type Endpoint } from './call';
import type { World } from './world';

const REAL_ENDPOINT = 'http://oss-cn-shenzhen.aliyuncs.com';
const TOKEN_PATH = '/3.0/gettoken.php';

/** stsEndpoints tell where OSS is and give keys to it; cookies are not asked for (115.md §5.5). */
export const stsEndpoints: readonly Endpoint[] = [
	{
		hosts: UPLB,
		path: '/3.0/getuploadinfo.php',
		form: 'upload',
		access: 'none',
		answer: uploadInfo
	},
	{ hosts: UPLB, path: TOKEN_PATH, form: 'upload', access: 'none', answer: token }
];

/** ossEndpoint is the endpoint that both APIs name (switch `ossEndpoint`). */
export function ossEndpoint(world: World): string {
	return world.config.current.ossEndpoint === 'real' ? REAL_ENDPOINT : world.storageOrigin;
}

/** StsFields are STS credentials as both APIs write them. */
export interface StsFields {
	readonly AccessKeyId: string;
	readonly AccessKeySecret: string;
	readonly SecurityToken: string;
	/** ISO 8601 without fractions. */
	readonly Expiration: string;
}

/** issueSts makes new credentials; null while the switch `stsThrottle` counts down. */
export function issueSts(world: World): StsFields | null {
	if (world.config.spend('stsThrottle')) return null;
	const issued = world.tokens.issue(world.config.current.stsLifetime);
	return {
		AccessKeyId: issued.accessKeyId,
		AccessKeySecret: issued.accessKeySecret,
		SecurityToken: issued.securityToken,
		Expiration: new Date(issued.expiresAt).toISOString().replace(/\.\d+Z$/, 'Z')
	};
}

/** A client that asks at the address it is told must find this sandbox there. */
function uploadInfo(call: Call): Reply {
	const { world } = call;
	const here = world.config.current.ossEndpoint === 'sandbox';
	const base = here ? `${world.origin}/uplb.115.com` : 'https://uplb.115.com';
	return reply(call, { endpoint: ossEndpoint(world), gettokenurl: base + TOKEN_PATH });
}

function token(call: Call): Reply {
	const sts = issueSts(call.world);
	return reply(
		call,
		sts
			? { StatusCode: '200', ...sts }
			: { StatusCode: '400', ErrorCode: '400', ErrorMessage: 'Throttling.User' }
	);
}
