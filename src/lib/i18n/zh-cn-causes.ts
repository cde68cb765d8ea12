/** Simplified Chinese: what a waiting Upload waits for. */
import type { CauseCatalogue } from './copy';

export const zhCnCauses: CauseCatalogue = {
	offline: {
		line: ({ badLine, left }) => {
			if (!badLine) return '网络已断开 · 恢复后自动继续';
			return `连接反复中断 · ${left ? `${left}后` : '稍后'}自动重试`;
		},
		banner: (count, { badLine, left }) =>
			badLine
				? `连接反复中断，${count} 个文件${left ? `将在 ${left}后` : '稍后'}自动重试。`
				: `网络已断开，恢复后会自动继续上传 ${count} 个文件。`,
		button: '立即重试'
	},
	'rate-limited': {
		line: ({ drive, left }) => `${drive} 要求稍等 · ${left ? `${left}后` : '稍后'}自动继续`,
		banner: (count, { drive, left }) =>
			`请求太频繁，${drive} 要求稍等。${count} 个文件${left ? `将在 ${left}后` : '稍后'}自动继续。`
	},
	'signed-out': {
		line: ({ drive }) => `未登录 ${drive} · 登录后继续`,
		banner: (count, { drive }) => `未登录 ${drive}，登录后会继续上传 ${count} 个文件。`,
		button: '登录'
	},
	permission: {
		line: () => '需要你允许浏览器读取文件',
		banner: (count) => `浏览器重启后需要你再次授权，才能继续上传 ${count} 个文件。`,
		button: '允许访问'
	},
	'source-missing': {
		line: ({ forgotten }) =>
			`${forgotten ? '浏览器已无法读取这个文件' : '在原来的位置找不到文件'}，重新添加即可继续`,
		banner: (count, { forgotten }) =>
			forgotten
				? `浏览器已无法读取 ${count} 个文件，重新添加即可继续。`
				: `有 ${count} 个文件在原来的位置找不到了，重新添加即可继续。`,
		button: '重新添加文件…',
		bannerButton: '重新添加这些文件…'
	},
	'source-changed': {
		line: () => '文件在添加之后被修改过',
		banner: (count) => `有 ${count} 个文件在添加之后被修改过。`,
		button: '上传新版本',
		bannerButton: '全部上传新版本'
	},
	conflict: {
		line: ({ existing }) =>
			existing ? `文件夹里已有同名文件（${existing}）` : '文件夹里已有同名文件',
		banner: (count) => `有 ${count} 个文件与文件夹里的文件同名，全部：`
	},
	space: {
		line: ({ drive }) => `${drive} 空间已满 · 腾出空间后再试`,
		banner: (count, { drive }) => `${drive} 空间已满。请先腾出空间，再重试这 ${count} 个文件。`,
		button: '再试一次'
	},
	'storage-quota': {
		line: () => '浏览器存储空间不足 · 腾出磁盘空间后再试',
		banner: (count) => `浏览器存储空间不足。请先腾出磁盘空间，再重试这 ${count} 个文件。`,
		button: '再试一次'
	},
	blocked: {
		line: ({ drive, left, captcha }) => {
			const why = captcha ? '要求人机验证，请到官网完成' : '暂时限制了此网络';
			return `${drive} ${why} · ${left ? `${left}后` : '稍后'}自动重试`;
		},
		banner: (count, { drive, left, captcha }) => {
			const why = captcha ? '要求人机验证，请到官方网站或 App 完成' : '暂时限制了此网络';
			return `${drive} ${why}，${count} 个文件${left ? `将在 ${left}后` : '稍后'}自动重试。`;
		},
		button: '立即重试'
	},
	scheduled: {
		line: ({ until, left }) => `已暂停到 ${until ?? '稍后'}${left ? ` · 还剩 ${left}` : ''}`,
		banner: (count, { until, left }) =>
			`${count} 个上传已暂停到 ${until ?? '稍后'}${left ? `，还剩 ${left}` : ''}。`,
		button: '立即继续'
	},
	proxy: {
		line: () => '连不上 Panlift 服务器 · 恢复后自动继续',
		banner: (count) => `连不上 Panlift 自己的服务器，恢复后会自动继续上传 ${count} 个文件。`,
		button: '立即重试'
	}
};
