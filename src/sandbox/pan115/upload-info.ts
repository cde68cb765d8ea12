import type { Reply } from '../http/exchange';
import { PRO_API, reply, WEB_API, type CookieCall, type Endpoint } from './call';
import { webOk } from './session-checks';

const cookie = { form: 'web', access: 'cookie' } as const;

/** uploadInfoEndpoints tell user id, user key and limits (115.md §4.4). */
export const uploadInfoEndpoints: readonly Endpoint[] = [
	{ ...cookie, hosts: PRO_API, path: '/app/uploadinfo', answer: uploadInfo },
	{ ...cookie, hosts: WEB_API, path: '/files/uploadinfo', answer: uploadInfo },
	{ ...cookie, hosts: PRO_API, path: '/{app}/2.0/user/upload_key', answer: uploadKey }
];

function uploadInfo(call: CookieCall): Reply {
	const { account } = call;
	return reply(call, {
		state: true,
		error: '',
		errno: 0,
		app_id: 0,
		app_version: 0,
		user_id: Number(account.userId),
		userkey: account.userKey,
		isp_type: 0,
		upload_allowed: true,
		upload_allowed_msg: '',
		size_limit: account.sizeLimit,
		size_limit_yun: 209715200,
		max_dir_level: 25,
		max_dir_level_yun: 5,
		max_file_num: 50,
		max_file_num_yun: 10,
		type_limit: []
	});
}

function uploadKey(call: CookieCall): Reply {
	return webOk(call, { data: { userkey: call.account.userKey } });
}
