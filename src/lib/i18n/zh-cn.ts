/** Simplified Chinese, written for readers of Chinese rather than translated word by word. */
import type { Messages } from './en';
import { zhCnPwa } from './zh-cn-pwa';

export const zhCn = {
	locale: 'zh-CN',
	app: 'Panlift',
	nav: { label: '页面', uploads: '上传', files: '文件', settings: '设置', help: '帮助' },
	close: '关闭',
	cancel: '取消',
	undo: '撤销',
	uploads: {
		title: '上传',
		progressTitle: (percent, done, total) => `${percent} · ${done}/${total}`,
		uploadTo: '上传到',
		noAccount: '还没有账号',
		chooseFolder: '选择文件夹…',
		alsoTo: '再添加一个目标…',
		notTo: (name) => `不再上传到 ${name}`,
		addFiles: '添加文件',
		addFolder: '添加文件夹',
		folderOptions: '文件夹选项',
		pauseAll: '全部暂停',
		resumeAll: '全部继续',
		clearFinished: '清除已完成',
		list: '上传列表',
		starting: '正在启动…',
		doneCount: (count) => `已完成 ${count} 个`,
		show: '展开',
		hide: '收起',
		summary: (done, total) => `${done} / ${total} 个`,
		allDone: (count) => `${count} 个文件已上传`,
		dropTo: (target) => `松开即可上传到 ${target}`,
		dropAnywhere: '松开即可上传'
	},
	empty: {
		heading: '把文件或文件夹拖到窗口任意位置',
		add: '也可以直接粘贴，或按',
		addFolders: '添加文件，',
		folders: '添加文件夹',
		instant: '云端已有的文件，一秒就到，无需重新上传。',
		privacy: '文件直接传到你的网盘。如果网盘存储不接受网页上传，则经 Panlift 服务器中转，不作留存。'
	},
	welcome: {
		heading: '文件要传到哪里？',
		text: '先添加你的网盘账号，之后把文件拖进窗口就行。',
		waiting: (count) => `登录后会立即开始上传 ${count} 个文件。`,
		add: '添加账号'
	},
	row: {
		details: '详情',
		pause: '暂停',
		resume: '继续',
		cancel: '取消',
		retry: '重试',
		remove: '移除',
		progress: '进度',
		queued: '排队中',
		hashing: (percent) => `正在校验… ${percent}`,
		checking: (drive) => `正在查询 ${drive}…`,
		finishing: '即将完成…',
		viaProxy: '经由代理',
		restarted: '文件已改动，已重新开始',
		paused: '已暂停',
		pausedAt: (percent) => `已暂停 · ${percent}`,
		done: (size) => `已上传 · ${size}`,
		doneAs: (name, size) => `已上传为“${name}” · ${size}`,
		folderDone: '文件夹已创建',
		instant: (saved) => `秒传成功 · 省下 ${saved}`,
		skipped: '已跳过：文件夹里已有此文件',
		cancelled: '已取消',
		sentence: (name, status) => `${name}：${status}`
	},
	folder: {
		content: (name) => `${name} 中的文件`,
		files: (done, total) => (done === total ? `${total} 个文件` : `${done} / ${total} 个文件`),
		folders: (count) => `${count} 个空文件夹`,
		done: (content) => `已上传 ${content}`,
		queued: '排队中',
		paused: '已暂停',
		cancelled: '已取消',
		needYou: (count) => `${count} 个需要你处理`,
		failed: (count) => `${count} 个失败`,
		waiting: (count) => `${count} 个等待中`,
		retryFailed: '重试失败项'
	},
	filter: {
		label: '按名称筛选',
		found: (count) => `找到 ${count} 个`,
		nothing: (text) => `没有名称包含“${text}”的上传`
	},
	conflict: {
		keepBoth: '都保留',
		overwrite: '覆盖',
		skip: '跳过',
		skipIdentical: '相同则跳过',
		applyToAll: '应用到全部',
		identical: '内容相同',
		different: '内容不同'
	},
	details: {
		size: '大小',
		remotePath: '云端位置',
		remoteId: '文件 ID',
		parts: '分片',
		partsOf: (done, total) => `${done} / ${total}`,
		way: '路径',
		elapsed: '用时',
		speed: '速度',
		eta: '剩余',
		error: '错误',
		copy: '复制详情',
		copied: '已复制',
		notCopied: '浏览器不允许复制，请手动选中后复制'
	},
	notices: {
		removed: (name) => `已移除“${name}”`,
		cleared: (count) => `已清除 ${count} 个文件`,
		continued: (count) => `${count} 个文件从中断处继续`,
		restarted: (count) => `${count} 个文件在添加后有改动，已从头上传`,
		signedOut: (name) => `已退出 ${name}`
	},
	announce: {
		started: (count) => `开始上传 ${count} 个文件`,
		progress: (percent) => `已上传 ${percent}`,
		finished: (count) => `上传完成，共 ${count} 个文件`
	},
	status: {
		following: '另一个标签页正在执行上传，这里同步显示，也可以操作。那个标签页关闭后会由这里接手。',
		failed: 'Panlift 无法在这里启动',
		offline: '网络已断开。现在添加的文件会在恢复连接后上传。'
	},
	errorPage: {
		missing: '这里什么都没有',
		missingText: '地址可能输错了，或来自其他版本。',
		broken: '页面出错了',
		brokenText: '你的上传不会丢失，刷新即可继续。',
		back: '回到上传',
		reload: '刷新'
	},
	pwa: zhCnPwa
} satisfies Messages;
