/** Simplified Chinese: receipts of uploads and the log, in a row's details and in Settings. */
import type { ProofCopy } from './en-proofs';

export const zhCnProofs: ProofCopy = {
	saveLog: '保存日志',
	saveReceipt: '保存凭证',
	verify: '与网盘核对',
	noReceipt: '这次上传没有留下凭证。',
	asking: (drive) => `正在询问 ${drive}…`,
	outcome: {
		ok: (drive, what) => `${drive} 上的文件与上传时一致（${what}）。`,
		renamed: (name) => `现在的名称是“${name}”。`,
		missing: (drive, folder) => `${drive} 的“${folder}”中已没有这个文件，可能被移动或删除了。`,
		different: (drive, what) => `${drive} 上的内容与上传时不同（${what}）。`,
		noFile: (drive) => `${drive} 上的已不是文件。`,
		signedOut: (drive) => `此浏览器未登录该 ${drive} 账号，请登录后再核对。`,
		unknown: (trouble) => `${trouble}请稍后再核对。`
	},
	size: '大小',
	digests: { md5: 'MD5', sha1: 'SHA-1' },
	settings: {
		heading: '凭证与日志',
		receipts: '上传凭证',
		receiptsHint: '每个完成的上传一份：名称、大小、指纹、分片和时间，只保存在此浏览器中。',
		count: (count) => `${count} 份`,
		saveAll: '全部保存',
		deleteAll: '全部删除',
		deleted: (count) => `已删除 ${count} 份凭证。`,
		verifyLabel: '核对凭证',
		verifyHint: '将凭证与网盘上现在的文件比较，凭证文件也可以来自其他浏览器。',
		verifyFile: '核对凭证文件…',
		verifying: (done, total) => `已核对 ${done} / ${total}…`,
		verified: (count, counts) => `已核对 ${count} 份凭证：${counts}`,
		ok: (count) => `${count} 份一致`,
		missing: (count) => `${count} 份已不在原处`,
		different: (count) => `${count} 份不同`,
		unknown: (count) => `${count} 份暂时无法核对`,
		more: (count) => `另有 ${count} 份。`,
		noReceipts: (file) => `“${file}”中没有凭证。请选择由“保存凭证”或“全部保存”生成的文件。`,
		newer: (file) => `“${file}”来自更新版本的 Panlift，请刷新页面后再试。`,
		damaged: (file, at, field) =>
			`“${file}”已损坏（第 ${at} 份凭证的“${field}”），请在原来的浏览器中重新保存。`,
		log: '日志',
		logHint: '记录最近上传时发生的事，便于请人协助排查。不含密码、登录信息、链接和账号名。',
		deleteLog: '删除日志',
		logDeleted: '已删除'
	}
};
