/** Simplified Chinese: the installed app. */
import type { PwaCopy } from './en-pwa';

export const zhCnPwa: PwaCopy = {
	update: {
		ready: '有新版本',
		keeps: '重启后上传会自动继续。',
		mayAsk: '进度不会丢失，但浏览器可能会再次询问文件访问权限。',
		restart: '重启'
	},
	install: {
		hint: '安装 Panlift 后，续传无需再次授权。',
		install: '安装',
		notNow: '暂不'
	},
	settings: {
		heading: '应用',
		installLabel: '安装',
		installHint: '拥有独立窗口，重启后自动续传，无需再次授权。',
		byMenu: '请在浏览器菜单中选择“安装”或“添加到主屏幕”。',
		isInstalled: '已安装',
		offline: '离线使用',
		offlineReady: '可以打开并添加文件',
		offlineNotYet: '尚未就绪',
		storage: '浏览器存储空间',
		storageOf: (used, total) => `已用 ${used}，可用 ${total}`,
		isKept: '浏览器会保留你的上传列表。',
		mayGo: '磁盘空间不足时，浏览器可能会清除你的上传列表。',
		keep: '保留',
		declined: '浏览器没有同意。安装应用或经常使用后，它就会同意。'
	},
	insecure: {
		heading: 'Panlift 需要安全的网址',
		why: (origin) =>
			`当前页面通过未加密的 ${origin} 打开。浏览器不允许这样的页面长期访问文件、在后台运行或使用加密功能，因此上传无法续传，也无法校验。`,
		fixes: '任选一种办法即可：',
		https: '为服务器启用 HTTPS，例如使用 Caddy、Tailscale Serve 或 NAS 自带的反向代理。',
		here: '在你正在使用的电脑上运行 Panlift，并打开：',
		tunnel: (host) => `或通过 SSH 把 ${host} 转发到本机，再打开上面的网址：`
	}
};
