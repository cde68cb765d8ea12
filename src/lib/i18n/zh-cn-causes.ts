/** Simplified Chinese: what a waiting Upload waits for. */
import type { CauseCatalogue } from './copy';

export const zhCnCauses: CauseCatalogue = {
	offline: {
		line: () => '等待网络连接',
		banner: (count) => `网络已断开，恢复后会自动继续上传 ${count} 个文件。`
	},
	'rate-limited': {
		line: ({ drive, until }) =>
			until ? `${drive} 要求稍等 · ${until} 继续` : `${drive} 要求稍等一下`,
		banner: (count, { drive }) => `请求太频繁，${drive} 要求稍等。${count} 个文件稍后自动继续。`,
		button: '立即重试'
	},
	'signed-out': {
		line: ({ drive }) => `${drive} 的登录已失效`,
		banner: (count, { drive }) => `${drive} 的登录已失效，${count} 个文件等你重新登录。`,
		button: '登录'
	},
	permission: {
		line: () => '等待允许读取文件',
		banner: (count) => `浏览器重启后需要你再次授权，才能继续上传 ${count} 个文件。`,
		button: '允许访问'
	},
	'source-missing': {
		line: () => '在原来的位置找不到文件，重新添加即可继续',
		banner: (count) => `有 ${count} 个文件在原来的位置找不到了。`,
		button: '重新添加文件…'
	},
	'source-changed': {
		line: () => '文件在添加之后被修改过',
		banner: (count) => `有 ${count} 个文件在添加之后被修改过。`,
		button: '上传新版本'
	},
	conflict: {
		line: ({ existing }) =>
			existing ? `文件夹里已有同名文件（${existing}）` : '文件夹里已有同名文件',
		banner: (count) => `有 ${count} 个文件与文件夹里的文件同名。`
	},
	space: {
		line: ({ drive }) => `${drive} 空间已满`,
		banner: (count, { drive }) => `${drive} 空间已满。腾出空间后可继续上传 ${count} 个文件。`,
		button: '再试一次'
	},
	'storage-quota': {
		line: () => '浏览器没有空间保存列表了',
		banner: (count) => `浏览器存储空间不足，${count} 个文件等待磁盘空间。`,
		button: '再试一次'
	},
	blocked: {
		line: ({ drive, until }) =>
			until ? `${drive} 暂时限制了此网络 · ${until} 再试` : `${drive} 暂时限制了此网络`,
		banner: (count, { drive }) => `${drive} 暂时限制了此网络，${count} 个文件稍后自动继续。`,
		button: '立即重试'
	},
	scheduled: {
		line: ({ until }) => (until ? `${until} 开始` : '稍后开始'),
		banner: (count, { until }) =>
			until ? `${count} 个文件将于 ${until} 开始上传。` : `${count} 个文件稍后开始上传。`,
		button: '立即开始'
	},
	proxy: {
		line: () => '等待 Panlift 服务器',
		banner: (count) => `连不上 Panlift 自己的服务器，${count} 个文件正在等待。`,
		button: '立即重试'
	}
};
