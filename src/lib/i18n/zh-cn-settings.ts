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
	partsPerFile: '每个文件的并发分片数',
	partsHint: '网络好时调大更快，网络差时调小更稳。115 的文件分片只能逐个发送。',
	parallelParts: '并行分片（实验性）',
	parallelHint: '用于 115：同时发送一个文件的多个分片。如果 115 不接受，会自动改回逐个发送。',
	conflict: '遇到同名文件时',
	conflicts: {
		ask: '询问',
		'keep-both': '都保留',
		overwrite: '覆盖',
		skip: '跳过'
	},
	appearance: '外观',
	theme: '主题',
	themes: { system: '跟随系统', light: '浅色', dark: '深色' },
	language: '语言',
	automatic: '自动',
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
