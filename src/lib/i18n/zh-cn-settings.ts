/** Simplified Chinese: the settings page. */
import type { SettingsCopy } from './en-settings';

export const zhCnSettings: SettingsCopy = {
	title: '设置',
	accounts: '账号',
	noAccounts: '还没有账号，添加一个就可以开始上传。',
	addAccount: '添加账号',
	signOut: '退出登录',
	signIn: '登录',
	signOutHint: '退出后，此浏览器不再保留该账号的登录信息；未完成的上传会保留并等待。',
	isSignedOut: '登录已失效',
	sandbox: '沙盒 · 数据不会离开这台电脑',
	space: '已用空间',
	spaceOf: (used, total) => `已用 ${used}，共 ${total}`,
	transfers: '传输',
	filesAtOnce: '同时上传的文件数',
	filesHint: '115 的文件一次只传一片，因此会同时上传两倍数量的文件。',
	partsPerFile: '每个文件的并发分片数',
	partsHint: '网络好时调大更快，网络差时调小更稳。115 的文件分片只能逐个发送。',
	parallelParts: '并行分片（实验性）',
	parallelHint: '用于 115：同时发送一个文件的多个分片。如果 115 不接受，会自动改回逐个发送。',
	partSize: '分片大小',
	partSizeHint:
		'用于 115。网络差时，分片越小，重传越少；文件超过 10,000 片时会自动用更大的分片。123 云盘自行决定分片大小。已经开始的上传不会改变分片大小。',
	singlePut: '整个发送的最大文件',
	singlePutHint: '用于 115。更大的文件分片上传，中断后可以续传；整个发送的文件中断后要从头开始。',
	partsAlways: '无，一律分片',
	sessionDays: '已上传的部分保留',
	sessionDaysHint:
		'移除、失败或取消的上传，已上传的分片会保留这么久，以便续传。正在进行、暂停或等待中的上传始终保留。',
	days: (count) => `${count} 天`,
	never: '直到我删除',
	conflict: '遇到同名文件时',
	conflicts: {
		ask: '询问',
		'keep-both': '都保留',
		overwrite: '覆盖',
		'skip-identical': '内容相同则跳过，否则询问',
		skip: '跳过'
	},
	appearance: '外观',
	theme: '主题',
	themes: { system: '跟随系统', light: '浅色', dark: '深色' },
	language: '语言',
	automatic: '自动',
	sessions: {
		heading: '存储',
		label: '上传会话',
		hint: '已经开始但尚未完成的上传。要在另一个浏览器中继续，请导出会话，在那边导入、登录账号并重新添加文件，之后只在其中一个浏览器里上传。导出的文件不含密码和登录信息。',
		list: '上传会话',
		export: '导出会话',
		import: '导入会话',
		none: '没有已经开始但尚未完成的上传。',
		parts: (done, total) => `${done} / ${total} 个分片`,
		states: {
			queued: '排队中',
			hashing: '校验中',
			checking: '校验中',
			uploading: '上传中',
			finishing: '即将完成',
			done: '已完成',
			paused: '已暂停',
			waiting: '等待中',
			failed: '失败',
			cancelled: '已取消'
		},
		offList: '不在列表中 · 重新添加文件即可续传',
		noAccount: '账号未在此登录',
		delete: '删除',
		deleteOf: (name) => `删除 ${name}`,
		more: (count) => `再显示 ${count} 个`,
		deleteTitle: '删除这个会话？',
		cancels: (name, sent) =>
			`“${name}”的上传将被取消，已上传的 ${sent} 会丢失，重试时需要从头开始。`,
		loses: (name, sent) => `“${name}”已上传的 ${sent} 会丢失。再次添加这个文件时需要从头开始。`,
		keep: '保留',
		added: (count) => `已导入 ${count} 个上传，重新添加文件即可续传。`,
		addedNone: '没有可导入的内容。',
		skipped: (count) => `此浏览器中已有：${count} 个。`,
		signedOut: (count) => `等待登录：${count} 个。`,
		refused: {
			'not-ours': '这不是导出的会话文件。请选择名为“panlift-sessions-….json”的文件。',
			'other-version':
				'这个文件来自另一个版本的 Panlift。请在两个浏览器中重新载入 Panlift，然后再次导出。',
			'too-large': '文件太大，不像是导出的会话。请减少一次导出的数量。',
			damaged: '这个文件在导出后被改动或不完整，请重新导出。'
		}
	},
	file: {
		heading: '设置文件',
		label: '全部设置',
		hint: '把传输设置、主题和语言存成文件，供另一个浏览器使用。其中没有账号，也没有任何密码。',
		export: '导出设置',
		import: '导入设置',
		imported: '设置已导入。',
		ignored: (names) => `以下项目无法识别，已略过：${names}。`,
		wrong: (field) => `没有更改任何设置：“${field}”的值无效。`,
		refused: {
			'not-ours': '这不是导出的设置文件。请选择名为“panlift-settings-….json”的文件。',
			'other-version':
				'这些设置来自另一个版本的 Panlift。请在两个浏览器中重新载入 Panlift，然后再次导出。'
		}
	},
	app: {
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
	about: '关于',
	version: '版本',
	licence: '许可证',
	unofficial: 'Panlift 与 115、123 云盘没有任何关联，相关名称归其所有者所有。'
};
