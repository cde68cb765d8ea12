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
