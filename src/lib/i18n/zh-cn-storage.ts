/** 简体中文：浏览器无法保存列表时的提示。 */
import type { StorageCopy } from './en-storage';

const tab = (elsewhere: boolean) => (elsewhere ? '正在上传的那个标签页' : '这个标签页');

export const zhCnStorage: StorageCopy = {
	full: (elsewhere) =>
		`浏览器没有空间保存上传列表了。上传会继续，但关闭${tab(elsewhere)}后，新的进度不会保留。请清理一些磁盘空间，之后会自动保存。`,
	blocked: (elsewhere) =>
		`浏览器不允许 Panlift 保存数据。${tab(elsewhere)}开着时可以照常上传，关闭后列表和登录状态都会丢失。想保留的话，请允许此网站保存数据，或退出无痕模式，然后刷新页面。`,
	rewritten: () =>
		'Panlift 打开期间，它的数据被清除了，列表已重新保存。想彻底清除，请先关闭所有 Panlift 标签页。',
	unread: () => '浏览器又能保存列表了，之前的列表也还在。等这里的上传完成后，刷新页面就能看到。',
	low: (left) =>
		`浏览器只剩 ${left} 可以保存上传列表。请清理一些磁盘空间，否则重启后上传可能无法继续。`,
	evicted: () =>
		'浏览器清除了 Panlift 的上传列表，空间不足时会这样。重新添加同样的文件即可：网盘里已有的不会再传一遍。',
	dismiss: '知道了',
	reload: '刷新'
};
