/** 简体中文：文件页。`what` 是带引号的名称，或“3 项”。 */
import type { FilesCopy } from './en-files';

const items = (count: string) => `${count} 项`;

export const zhCnFiles: FilesCopy = {
	title: '文件',
	list: '文件',
	account: '账号',
	path: '文件夹路径',
	bin: '回收站',
	sharedLinks: '分享链接',
	searchIn: (text) => `搜索“${text}”`,
	quoted: (name) => `“${name}”`,
	items,
	columns: { name: '名称', size: '大小', modified: '修改时间', trashed: '删除时间' },
	folder: '文件夹',
	refused: '已被网盘屏蔽',
	selectAll: '全选',
	clearSelection: '取消选择',
	selected: (count) => `已选 ${count} 项`,
	actionsFor: (name) => `${name} 的操作`,
	menu: '操作',
	actions: {
		open: '打开',
		'show-folder': '打开所在文件夹',
		'new-folder': '新建文件夹',
		upload: '上传文件',
		rename: '重命名',
		move: '移动',
		copy: '复制',
		paste: '粘贴',
		download: '下载',
		share: '分享',
		details: '详情',
		trash: '删除',
		restore: '还原',
		erase: '彻底删除',
		'empty-bin': '清空回收站',
		refresh: '刷新'
	},
	find: {
		label: '按名称筛选',
		hint: (brand) => `按回车搜索整个 ${brand}`,
		hintBelow: '按回车搜索此文件夹及子文件夹',
		everywhere: (text, brand) => `在整个 ${brand} 中搜索“${text}”`,
		below: (text) => `在此文件夹及子文件夹中搜索“${text}”`,
		found: (count) => `找到 ${count} 项`
	},
	status: {
		count: (count) => `共 ${count} 项`,
		counting: (count, total) => `正在读取 ${count} / ${total} 项…`,
		countingOn: (count) => `正在读取，已有 ${count} 项…`,
		stop: '停止',
		stopped: (count) => `已停在 ${count} 项`,
		readOn: '读取全部',
		clipped: { copy: (what) => `待复制：${what}`, move: (what) => `待移动：${what}` },
		pasteHere: '粘贴到这里',
		dropClip: '取消'
	},
	empty: {
		folder: '文件夹是空的',
		folderHint: '把文件拖进来即可上传，也可以按 U。',
		bin: '回收站是空的',
		binHint: '删除的文件会先放在这里，直到彻底删除。',
		search: (text) => `没有找到“${text}”`,
		searchHint: '换个词，或者少写几个字试试。',
		filter: (text) => `这里没有名称包含“${text}”的文件`,
		shares: '还没有分享过文件',
		sharesHint: '选中文件或文件夹，再点“分享”。'
	},
	trouble: {
		offline: '网络已断开',
		offlineHint: '恢复连接后，文件会自动显示。',
		cantRead: '无法显示此文件夹',
		tryAgain: '重试',
		signIn: '登录',
		toTop: '回到顶层文件夹',
		noAccount: '还没有账号',
		noAccountHint: '添加网盘账号后，这里就会显示你的文件。',
		addAccount: '添加账号',
		goneAccount: '这里没有登录该账号',
		goneAccountHint: '请重新添加，或选择其他账号。',
		partly: '这里的内容没有读完',
		stale: '这是之前的内容，暂时无法更新',
		dismiss: '知道了'
	},
	did: {
		trash: (what) => `已将${what}移到回收站`,
		move: (what) => `已移动${what}`,
		copy: (what) => `已复制${what}`,
		restore: (what) => `已还原${what}`,
		erase: (what) => `已彻底删除${what}`,
		empty: '回收站已清空',
		unshare: (name) => `已取消分享“${name}”`
	},
	doing: {
		trash: (what) => `正在将${what}移到回收站…`,
		move: (what) => `正在移动${what}…`,
		copy: (what) => `正在复制${what}…`,
		restore: (what) => `正在还原${what}…`,
		erase: (what) => `正在删除${what}…`,
		undo: (what) => `正在恢复${what}…`
	},
	undone: {
		trash: (what) => `未能将${what}移到回收站`,
		move: (what) => `未能移动${what}`,
		copy: (what) => `未能复制${what}`,
		restore: (what) => `未能还原${what}`,
		erase: (what) => `未能删除${what}`,
		undo: (what) => `未能恢复${what}`,
		unshare: (name) => `“${name}”仍在分享`
	},
	dialogs: {
		name: '名称',
		newFolderName: '新建文件夹',
		extensionStays: (brand) => `${brand} 不允许更改扩展名。`,
		renameTo: (what) => `重命名${what}`,
		moveTo: (what) => `将${what}移动到`,
		copyTo: (what) => `将${what}复制到`,
		sameFolder: '已经在这个文件夹里了。',
		intoItself: '文件夹不能放进自己里面。',
		download: (what) => `下载${what}`,
		gettingLink: '正在获取链接…',
		linkUntil: (time) => `链接在 ${time} 前有效。`,
		linkOfBrowser: '可能只能在当前浏览器中使用。',
		copyLink: '复制链接',
		copyLinks: '复制链接',
		noFolders: '文件夹没有下载链接，请打开后选择文件。',
		erase: (what) => `彻底删除${what}？`,
		eraseText: (brand) => `之后 ${brand} 也无法恢复。`,
		emptyBin: '清空回收站？',
		emptyBinText: (what, brand) => `${what}将被彻底删除，之后 ${brand} 也无法恢复。`,
		emptyBinUnknown: (brand) => `其中所有内容将被彻底删除，之后 ${brand} 也无法恢复。`,
		working: '请稍候…'
	},
	details: {
		title: '详情',
		kind: '类型',
		file: '文件',
		size: '大小',
		exact: (size, bytes) => `${size}（${bytes} 字节）`,
		inside: '包含',
		files: (count) => `${count} 个文件`,
		folders: (count) => `${count} 个文件夹`,
		where: '位置',
		modified: '修改时间',
		created: '创建时间',
		trashed: '删除时间',
		id: 'ID',
		copy: (what) => `复制 ${what}`,
		copied: '已复制',
		notCopied: '未复制',
		copyRefused: '浏览器不允许复制，请手动选中文字后复制。',
		reading: '正在查询…'
	},
	share: {
		title: (what) => `分享${what}`,
		password: '提取码',
		generate: '换一个',
		open: '留空则任何拿到链接的人都能打开。',
		needed: '打开链接时需要输入。',
		ofDrive: (brand) => `提取码由 ${brand} 生成。`,
		refused: '格式不符合网盘的要求。',
		expires: '有效期',
		days: (count) => `${count} 天`,
		never: '永久',
		ready: '链接已生成',
		link: '链接',
		copyLink: '复制链接',
		copyAll: '复制链接和提取码',
		text: (name, url, password) => `${name}\n${url}\n提取码：${password}`,
		textOpen: (name, url) => `${name}\n${url}`,
		done: '完成'
	},
	shares: {
		list: '分享链接',
		created: (date) => `分享于 ${date}`,
		until: (date) => `${date} 到期`,
		forEver: '永久有效',
		over: '已失效',
		withPassword: (password) => `提取码：${password}`,
		noPassword: '无提取码',
		stop: '取消分享',
		reading: '正在读取…'
	},
	drag: { ghost: items, copying: (what) => `复制${what}` },
	errors: {
		offline: { what: () => '网络已断开。', fix: '恢复连接后再试。' },
		network: {
			what: (drive) => `与 ${drive} 的连接中断了。`,
			fix: '请检查网络后重试。'
		},
		'server-error': {
			what: (drive) => `${drive} 暂时无法响应。`,
			fix: '请过几分钟再试。'
		},
		'unreadable-answer': {
			what: (drive) => `${drive} 的答复无法识别。`,
			fix: '可能被网络的登录页拦截了。请先随便打开一个网站，再回来重试。'
		},
		'rate-limited': {
			what: (drive) => `${drive} 要求放慢请求。`,
			fix: '请一分钟后再试。'
		},
		blocked: {
			what: (drive) => `${drive} 暂时封锁了你的网络地址。`,
			fix: '请稍后再试。也可能是同一网络下的其他设备导致的。'
		},
		'proxy-unreachable': {
			what: () => '连不上 Panlift 自己的服务器。',
			fix: '如果是你自己部署的，请重新启动它，然后重试。'
		},
		'signed-out': {
			what: (drive) => `${drive} 的登录已失效。`,
			fix: '重新登录后即可查看文件。'
		},
		'name-refused': {
			what: (drive) => `${drive} 不接受这个名称。`,
			fix: '请去掉特殊字符，或缩短名称。'
		},
		'name-taken': {
			what: () => '这里已经有同名的文件或文件夹。',
			fix: '请换个名称，或先把同名的移走。'
		},
		'folder-missing': {
			what: () => '这个文件夹不存在了。',
			fix: '可能已被移动或删除。'
		},
		'file-missing': {
			what: (drive) => `${drive} 里已经没有它了。`,
			fix: '可能已被移动或删除。'
		},
		'traffic-exceeded': {
			what: (drive) => `${drive} 的下载流量已用完。`,
			fix: '流量恢复后再试，开通会员可能会有更多流量。'
		},
		'drive-refused': {
			what: (drive) => `${drive} 拒绝了这个操作。`,
			fix: '可以到它的官网上试试。'
		}
	}
};
