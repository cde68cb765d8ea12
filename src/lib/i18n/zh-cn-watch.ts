/** Simplified Chinese: watched folders, and addresses that ask for an upload. */
import type { WatchCopy } from './en-watch';

export const zhCnWatch: WatchCopy = {
	heading: '监视的文件夹',
	none: 'Panlift 打开期间，所监视文件夹中新增或改动的文件会自动上传。',
	cannot: '此浏览器无法记住文件夹，因此不能监视。请使用电脑上的 Chrome 或 Edge。',
	add: '监视文件夹',
	line: (folder, target) => `正在监视 ${folder} → ${target}`,
	lineMany: (count) => `正在监视 ${count} 个文件夹`,
	lineNeeds: (folder) => `“${folder}”未在监视：需要先在浏览器中授权`,
	lineTrouble: (folder) => `监视 ${folder} 时遇到问题`,
	show: '查看',
	states: {
		starting: '正在查看其中的文件…',
		watching: '已是最新',
		paused: '已暂停',
		permission: '浏览器需要你再次授权，Panlift 才能读取此文件夹。授权后会自动继续。',
		trouble: '一分钟后会重试。'
	},
	waiting: (count) => `${count} 个文件是新增的或仍在写入`,
	counts: (all, enqueued) => `共 ${all} 个文件，已有 ${enqueued} 个加入上传列表`,
	lookedAt: (time) => `${time} 查看过`,
	allow: '允许访问',
	pause: (folder) => `暂停监视 ${folder}`,
	resume: (folder) => `继续监视 ${folder}`,
	lookNow: (folder) => `立即查看 ${folder}`,
	edit: (folder) => `编辑 ${folder}`,
	remove: (folder) => `不再监视 ${folder}`,
	dialog: {
		title: '监视文件夹',
		editTitle: (folder) => `监视的文件夹“${folder}”`,
		choose: '选择文件夹…',
		drop: '将要监视的文件夹拖到这里',
		noFolder: '这不是文件夹。请拖入文件夹，而不是文件。',
		chosen: (folder) => `文件夹“${folder}”`,
		account: '账号',
		path: '网盘中的文件夹',
		pathHint: (from, to) => `例如 ${from} 会上传到 ${to}。缺少的文件夹在首次上传时创建。`,
		movedHint: '文件夹中的全部内容会重新上传到新位置。',
		profile: '过滤规则',
		conflict: '遇到同名文件时',
		rules:
			'文件 10 秒内没有变化就会上传，之后每次改动都会再次上传。在本机删除文件，不会删除网盘中的任何内容。',
		start: '开始监视',
		save: '保存'
	},
	shortcut: {
		folder: (target) => `将文件夹上传到 ${target}`,
		files: (target) => `将文件上传到 ${target}`,
		conflict: (policy) => `遇到同名文件时：${policy}`,
		chooseFolder: '选择要上传的文件夹',
		chooseFiles: '选择要上传的文件',
		unknown: (account) => `此浏览器中没有账号“${account}”`,
		unknownHint: '请登录该账号，或在下方自行选择文件夹。',
		badPath: (path) => `“${path}”不是网盘中的文件夹。路径以“/”开头。`,
		badPolicy: (policy) => `遇到同名文件时无法执行“${policy}”，将按上传设置处理。`,
		signIn: '登录',
		dismiss: '以后再说'
	}
};
