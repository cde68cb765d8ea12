import type { Reply } from '../http/exchange';
import { get, type Endpoint, type SignedInCall } from './call';
import { ok } from './envelope';

/** userEndpoints tell about the account, the clock and the hosts (123pan.md §2, §3.2, §6). */
export const userEndpoints: Readonly<Record<string, Endpoint>> = {
	'/user/info': get(userInfo),
	'/dydomain': {
		method: 'GET',
		guest: true,
		answer: () => ok({ domains: ['www.123pan.cn'], ucenterDomain: 'login.123pan.com' })
	},
	'/get/server/time': {
		method: 'GET',
		guest: true,
		answer: ({ world }) => ok({ timestamp: world.time.seconds() })
	}
};

function userInfo({ world, account }: SignedInCall): Reply {
	const tree = world.tree(account);
	return ok({
		UID: account.uid,
		Nickname: account.nickname,
		HeadImage: '',
		Mail: account.mail,
		Passport: account.passport,
		SpaceUsed: tree.used(),
		SpacePermanent: account.capacity,
		SpaceTemp: 0,
		SpaceTempExpr: 0,
		SpaceBuy: false,
		FileCount: [...tree.all()].filter(({ folder }) => !folder).length,
		Vip: account.vip,
		VipLevel: account.vip ? 1 : 0,
		VipExpire: '',
		VipExplain: '',
		DirectTraffic: 0,
		ShareTraffic: 0,
		StraightLink: false,
		OpenLink: 0,
		HTTPSCount: 0,
		IsAuthentication: true,
		IsShowAdvertisement: false
	});
}
