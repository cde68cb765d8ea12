import { GiB, MiB } from '../../lib/kernel/bytes';
import type { Reply } from '../http/exchange';
import type { Account } from './accounts';
import { MY, PASSPORT, reply, WEB_API, type Call, type CookieCall, type Endpoint } from './call';
import { answer, Refusal } from './envelope';
import type { World } from './world';

/** sessionEndpoints tell who is signed in, and what space there is (115.md §4.3). */
export const sessionEndpoints: readonly Endpoint[] = [
	{ hosts: MY, path: '/', form: 'web', access: 'cookie', answer: my },
	{
		hosts: PASSPORT,
		path: '/app/1.0/{app}/1.0/check/sso',
		form: 'sso',
		access: 'cookie',
		answer: checkSso
	},
	{ hosts: WEB_API, path: '/files/index_info', form: 'web', access: 'cookie', answer: indexInfo }
];

/** SpaceInfo is bytes in all, left and used, as both APIs write them. */
export interface SpaceInfo {
	readonly all_total: Space;
	readonly all_remain: Space;
	readonly all_use: Space;
}

interface Space {
	readonly size: number;
	readonly size_format: string;
}

/** spaceOf counts an account's space. */
export function spaceOf(world: World, account: Account): SpaceInfo {
	const used = world.tree(account).used();
	return {
		all_total: space(account.capacity),
		all_remain: space(Math.max(0, account.capacity - used)),
		all_use: space(used)
	};
}

/** Unlike most of the family, this host says that its JSON is JSON. */
function my(call: CookieCall): Reply {
	const { account, fields } = call;
	const asked = `${fields.text('ct')}/${fields.text('ac')}`;
	if (asked === 'guide/status') return answer({ state: true }, 'open');
	if (asked !== 'ajax/nav') throw new Refusal(1001, '参数错误');
	const data = {
		user_id: Number(account.userId),
		user_name: account.name,
		vip: account.vip ? 1 : 0,
		expire: account.vip ? 4_102_444_800 : 0,
		face: ''
	};
	return answer({ state: true, errno: 0, error: '', data }, 'open');
}

/** State 0 is success here (§4.3). */
function checkSso(call: CookieCall): Reply {
	const { account, signIn, world } = call;
	const expire = Math.floor(signIn.since / 1000) + world.config.current.cookieLifetime;
	const data = { user_id: Number(account.userId), expire, link: '' };
	return reply(call, { state: 0, code: 0, errno: 0, error: '', message: '', data });
}

function indexInfo(call: CookieCall): Reply {
	const space_info = spaceOf(call.world, call.account);
	return webOk(call, { data: { space_info } });
}

/** webOk is a success of most cookie calls: `state`, and an `errno` that is a number or empty (§3). */
export function webOk(call: Call, more: object = {}): Reply {
	return reply(call, { state: true, error: '', errno: 0, ...more });
}

function space(size: number): Space {
	const [unit, name] = size >= 1024 * GiB ? [1024 * GiB, 'TB'] : [GiB, 'GB'];
	const small = size < GiB;
	return { size, size_format: `${(size / (small ? MiB : unit)).toFixed(2)}${small ? 'MB' : name}` };
}
