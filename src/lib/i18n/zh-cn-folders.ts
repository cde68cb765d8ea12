import type { FoldersCopy } from './en-folders';

/** Chinese of the dialogs that choose folders. */
export const zhCnFolders: FoldersCopy = {
	title: '选择文件夹',
	choose: '选择此文件夹',
	alsoTitle: '同样的文件再传到',
	also: '添加目标',
	account: '账号',
	recent: '最近使用',
	typed: '路径',
	typedHint: '缺少的文件夹会自动新建。',
	use: '使用此路径',
	newFolder: '新建文件夹',
	name: '名称',
	empty: '这里没有文件夹',
	loading: '正在加载…',
	more: '显示更多',
	path: '文件夹路径',
	retry: '再试一次'
};
