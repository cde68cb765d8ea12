import { done, type BearerCall, type OpenEndpoints } from './call';

/** userEndpoints tell about the person (123pan.md §15.4). */
export const userEndpoints: OpenEndpoints = { 'GET /api/v1/user/info': { answer: userInfo } };

function userInfo({ account, tree }: BearerCall) {
	return done({
		uid: account.uid,
		nickname: account.nickname,
		headImage: '',
		passport: account.passport,
		mail: account.mail,
		spaceUsed: tree.used(),
		spacePermanent: account.capacity,
		spaceTemp: 0,
		spaceTempExpr: 0,
		vip: account.vip,
		directTraffic: 0,
		isHideUID: false,
		httpsCount: 0,
		vipInfo: null,
		developerInfo: { startTime: '2026-01-01 00:00:00', endTime: '9999-12-31 23:59:59' }
	});
}
