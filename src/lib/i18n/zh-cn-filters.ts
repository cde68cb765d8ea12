/** Simplified Chinese: filters, what they left out, and the preview of a folder. */
import type { FilterCopy } from './en-filters';

export const zhCnFilters: FilterCopy = {
	heading: '过滤',
	inUse: '使用的过滤规则',
	inUseHint: '用于拖入或选择的文件夹。单独添加的文件始终会上传。',
	none: '无，全部上传',
	defaultName: '默认',
	newProfile: '新建规则',
	newName: (number) => `规则 ${number}`,
	name: '名称',
	delete: '删除规则',
	patterns: '按名称排除',
	patternsHint:
		'每行一个模式，写法与 .gitignore 相同：*.tmp 匹配任意位置，/build 只匹配最上层，logs/ 只匹配文件夹，!keep.tmp 表示保留。区分大小写。',
	restore: '恢复默认列表',
	smallerThan: '排除小于此大小的文件',
	largerThan: '排除大于此大小的文件',
	olderThanDays: '排除超过此时间未改动的文件',
	newerThanDays: '排除最近改动过的文件',
	unit: '单位',
	days: '天',
	tooLong: '规则太长，无法保存。请缩短列表。',
	preview: '开始前预览文件夹',
	previewHint: '列出新增、已有和排除的文件，等你确认后再开始。',
	menu: '文件夹选项',
	edit: '编辑过滤规则…',
	content: (files, folders) =>
		[files !== '0' && `${files} 个文件`, folders !== '0' && `${folders} 个文件夹`]
			.filter((part) => part !== false)
			.join('和 '),
	leftOut: {
		notice: (content) => `过滤规则排除了 ${content}`,
		show: '查看',
		title: '被过滤规则排除',
		text: (content) => `${content}没有上传。排除文件夹时，其中的内容也一并排除。`,
		anyway: '仍然上传',
		more: (count) => `还有 ${count} 项`
	},
	why: {
		pattern: '名称',
		smaller: '太小',
		larger: '太大',
		older: '太旧',
		newer: '太新'
	},
	folderPreview: {
		title: (name) => `上传“${name}”`,
		titleMany: (count) => `上传 ${count} 个文件夹`,
		to: (target) => `目标：${target}`,
		classes: {
			new: '新增',
			identical: '已有',
			conflict: '同名',
			excluded: '排除',
			refused: '不接受'
		},
		hints: {
			new: '网盘中还没有。',
			identical: '网盘中有名称和大小相同的文件。内容是否相同，读取后才能知道。',
			conflict: '网盘中有同名但不同的文件。',
			excluded: '被过滤规则排除。文件夹代表其中的全部内容。',
			refused: '网盘不接受这些文件。'
		},
		empty: '没有。',
		more: (count) => `还有 ${count} 项`,
		walking: '正在查看文件夹…',
		comparing: (left) => `正在与网盘比较…剩余 ${left} 个`,
		finished: '已与网盘比较',
		again: '重试',
		as: '云端名称',
		conflict: '遇到同名文件时',
		rename: (count) => `重命名 ${count} 个不被接受的名称`,
		renameHint: (from, to) => `例如“${from}”改为“${to}”。`,
		refusedBy: {
			'name-refused': '名称不允许',
			'too-deep': '层级太深',
			'too-large': '超过网盘的大小限制',
			'too-many-entries': '一个文件夹中的项目太多'
		},
		start: (count) => `上传 ${count} 个文件`,
		startFolders: '上传'
	}
};
