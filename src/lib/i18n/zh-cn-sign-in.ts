/** Simplified Chinese: the sign-in dialog. */
import type { SignInCopy } from './en-sign-in';

export const zhCnSignIn: SignInCopy = {
	addTitle: '添加账号',
	againTitle: (name) => `登录 ${name}`,
	drive: '网盘',
	realms: { sandbox: '沙盒', live: '真实账号' },
	notes: {
		official: '官方接口',
		needs: { appId: '需要自己的应用 ID', client: '需要自己的 Client ID' }
	},
	way: '登录方式',
	ways: {
		qr: '扫码',
		password: '密码',
		token: 'Token',
		cookie: 'Cookie',
		client: 'Client ID 和密钥'
	},
	user: '手机号或邮箱',
	password: '密码',
	keep: '保持登录',
	keepHint: '密码会加密保存在此浏览器中，登录过期时自动重新登录。',
	token: 'Token',
	tokenHint: (site) =>
		`在 ${site} 登录后，打开浏览器的开发者工具，从本地存储（Local Storage）中复制 authorToken。`,
	cookie: {
		label: 'Cookie',
		hint: (site) =>
			`在 ${site} 登录后，打开浏览器的开发者工具 → 应用（Application）→ Cookie，复制其中的 UID、CID、SEID 和 KID。在那里退出登录后，这里也会失效。`,
		missing: (names) => `缺少 ${names}。`
	},
	client: {
		id: 'Client ID',
		secret: 'Client Secret',
		hint: (site) =>
			`在 ${site} 申请成为开发者（需付费权益），通过后 123 云盘会把两者发到你的邮箱。它们加密保存在此浏览器中，授权到期时用来自动续期，只会发给 123 云盘。`,
		refused: (drive) =>
			`${drive} 不接受这组 Client ID 和 Client Secret。请重新复制，并确认开发者权益没有到期。`
	},
	slot: {
		label: '登录占用的端',
		hint: '每个端同时只能有一个登录，新登录会挤掉原有的登录。请选一个你自己不用的端。',
		recommended: (name) => `${name}（推荐）`,
		webWarning: '网页端的登录之后常被 115 拒绝。',
		names: {
			wechatmini: '微信小程序',
			alipaymini: '支付宝小程序',
			tv: '电视',
			apple_tv: 'Apple TV',
			harmony: '鸿蒙',
			os_windows: 'Windows',
			os_mac: 'Mac',
			os_linux: 'Linux',
			android: '安卓（115 生活）',
			'115android': '安卓（115）',
			qandroid: '安卓（115 管理）',
			ios: 'iPhone（115 生活）',
			'115ios': 'iPhone（115）',
			qios: 'iPhone（115 管理）',
			ipad: 'iPad（115 生活）',
			'115ipad': 'iPad（115）',
			qipad: 'iPad（115 管理）',
			web: '网页'
		}
	},
	appId: {
		label: '应用 ID',
		hint: '应用通过 115 开放平台审核后即可获得。它不是机密，会记在此浏览器中。',
		optional: '沙盒自带一个，想试自己的才需要填写。',
		sandboxOwn: '沙盒自带',
		show: '显示二维码',
		use: '使用'
	},
	qr: {
		label: (drive) => `登录 ${drive} 的二维码`,
		loading: '正在获取二维码…',
		waiting: (app) => `请用 ${app} App 扫一扫（不支持微信）。`,
		waitingWeChatToo: (app) => `请用 ${app} App 或微信扫一扫。`,
		scanned: '已扫码，请在手机上确认。',
		refused: '手机上已取消登录。',
		expired: '二维码已过期。',
		again: '刷新二维码'
	},
	submit: '登录',
	busy: '正在登录…',
	privacy: '登录信息经 Panlift 自己的服务器转给网盘，服务器不作任何保存。',
	sandbox: '沙盒 · 数据不会离开这台电脑'
};
