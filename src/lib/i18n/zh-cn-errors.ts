/** Simplified Chinese: what went wrong, and what to do about it. */
import type { ErrorCatalogue } from './copy';

export const zhCnErrors: ErrorCatalogue = {
	offline: {
		what: () => '网络已断开。',
		fix: '恢复连接后会自动继续。'
	},
	network: {
		what: (drive) => `与 ${drive} 的连接多次中断。`,
		fix: '请检查网络后重试，已上传的部分不会丢失。',
		button: '重试'
	},
	stalled: {
		what: () => '连续多次超过一分钟没有任何进展。',
		fix: '请检查网络后重试，已上传的部分不会丢失。',
		button: '重试'
	},
	'server-error': {
		what: (drive) => `${drive} 的服务器暂时不太正常。`,
		fix: '过几分钟再试，已上传的部分不会丢失。',
		button: '重试'
	},
	'unreadable-answer': {
		what: (drive) => `无法识别 ${drive} 返回的内容。`,
		fix: '可能被网络的登录页拦截了。先打开任意网页确认网络正常，再重试。',
		button: '重试'
	},
	'rate-limited': {
		what: (drive) => `请求太频繁，${drive} 要求稍等一下。`,
		fix: '稍后会自动继续。',
		button: '立即重试'
	},
	blocked: {
		what: (drive) => `${drive} 暂时限制了你所在网络的访问。`,
		fix: '限制解除后会自动继续，也可能是同一网络下的其他设备引起的。',
		button: '立即重试'
	},
	'proxy-unreachable': {
		what: () => '连不上 Panlift 自己的服务器。',
		fix: '如果是你自己部署的，请重新启动它，之后会自动继续。',
		button: '立即重试'
	},
	'version-mismatch': {
		what: () => '页面版本比服务器旧。',
		fix: '请刷新页面，上传任务会保留并继续。',
		button: '刷新'
	},
	'bad-request': {
		what: () => 'Panlift 的服务器没能理解这个请求。',
		fix: '请刷新页面后重试。如果仍然出现，请附上详情反馈给我们。',
		button: '重试'
	},
	'signed-out': {
		what: (drive) => `${drive} 的登录已失效。`,
		fix: '重新登录后会从中断处继续。',
		button: '登录'
	},
	'wrong-password': {
		what: (drive) => `${drive} 账号或密码不正确。`,
		fix: '请检查后再试一次。',
		button: '登录'
	},
	'risk-challenge': {
		what: (drive) => `${drive} 需要确认是你本人在登录。`,
		fix: '请先在官方网站或 App 登录一次，再回到这里登录。',
		button: '登录'
	},
	'url-expired': {
		what: () => '上传地址已过期。',
		fix: '重试即可换用新地址继续。',
		button: '重试'
	},
	'storage-refused': {
		what: (drive) => `${drive} 的存储拒绝了数据。`,
		fix: '请确认电脑时间准确，然后重试。',
		button: '重试'
	},
	'part-corrupted': {
		what: () => '数据在传输途中多次损坏。',
		fix: '重试只会重发损坏的部分。VPN 或代理可能是原因。',
		button: '重试'
	},
	'session-lost': {
		what: (drive) => `${drive} 上未完成的上传已失效。`,
		fix: '重试会重新开始上传。',
		button: '重试'
	},
	'parts-missing': {
		what: (drive) => `${drive} 缺少部分已发送的数据。`,
		fix: '重试只会补传缺少的部分。',
		button: '重试'
	},
	'not-finalised': {
		what: (drive) => `${drive} 已收下文件，但暂时还看不到。`,
		fix: '一分钟后到文件夹里看看，如果没有再重试。',
		button: '重试'
	},
	'drive-busy': {
		what: (drive) => `${drive} 一次只做一项改动，现在正忙着别的。`,
		fix: '请过一分钟再试。',
		button: '重试'
	},
	'safe-key-needed': {
		what: (drive) => `${drive} 彻底删除文件需要安全密钥。`,
		fix: '请在 115 的账号安全里关闭删除时的安全密钥，或到 115 里删除。',
		button: '重试'
	},
	'digest-mismatch': {
		what: () => '云端文件与发送的内容不一致。',
		fix: '请先在网盘里删除它，再重试。',
		button: '重试'
	},
	'host-not-allowed': {
		what: (drive) => `${drive} 要求把数据发到一个不在许可范围内的地址。`,
		fix: '服务器管理员可以通过 STORAGE_HOSTS 放行，地址见详情。',
		button: '重试'
	},
	'name-refused': {
		what: (drive) => `${drive} 不接受这个文件名。`,
		fix: '请改名后重新添加。'
	},
	'name-taken': {
		what: () => '文件夹里已有同名文件。',
		fix: '请选择如何处理。'
	},
	'folder-missing': {
		what: () => '目标文件夹已不存在。',
		fix: '请另选文件夹，再重新添加文件。'
	},
	'file-missing': {
		what: (drive) => `${drive} 上已没有这个文件。`,
		fix: '可能已被移动或删除。'
	},
	'too-large': {
		what: (drive) => `文件超过了 ${drive} 的大小上限。`,
		fix: '开通会员可能会提高上限。'
	},
	'too-deep': {
		what: (drive) => `文件夹层级超过了 ${drive} 的限制。`,
		fix: '请选择层级更浅的文件夹。'
	},
	'too-many-parts': {
		what: (drive) => `文件需要的分片数超过了 ${drive} 的限制。`,
		fix: '请把文件拆分后再添加。'
	},
	'space-full': {
		what: (drive) => `${drive} 空间已满。`,
		fix: '请先在网盘里腾出空间，再试一次。',
		button: '再试一次'
	},
	'traffic-exceeded': {
		what: (drive) => `${drive} 的流量已用完。`,
		fix: '流量恢复后再重试。',
		button: '重试'
	},
	'drive-refused': {
		what: (drive) => `${drive} 拒绝了这次上传。`,
		fix: '网盘给出的原因见详情。',
		button: '重试'
	},
	'source-changed': {
		what: () => '文件在添加之后被修改过。',
		fix: '可以上传新版本，也可以移除它。',
		button: '上传新版本'
	},
	'source-missing': {
		what: () => '在原来的位置找不到这个文件。',
		fix: '重新添加后会从中断处继续。',
		button: '重新添加文件…'
	},
	'source-forgotten': {
		what: () => '浏览器已无法读取这个文件。',
		fix: '重新添加后即可继续。有些浏览器只在页面打开期间保留文件。',
		button: '重新添加文件…'
	},
	'permission-needed': {
		what: () => '浏览器需要你允许读取这个文件。',
		fix: '允许后会自动继续。',
		button: '允许访问'
	},
	'storage-quota': {
		what: () => '浏览器没有空间保存上传列表了。',
		fix: '请清理一些磁盘空间，再试一次。',
		button: '再试一次'
	},
	'storage-blocked': {
		what: () => '浏览器不允许 Panlift 保存数据。',
		fix: '请允许此网站保存数据，或退出无痕模式，然后刷新页面。',
		button: '刷新'
	},
	'part-exists': {
		what: (drive) => `${drive} 上已有这一片的另一个版本。`,
		fix: '重试会从头上传这个文件。',
		button: '重试'
	},
	'challenge-failed': {
		what: (drive) => `${drive} 没有通过这个文件的二次校验。`,
		fix: '重试会重新校验。如果文件还在写入，请等它写完。',
		button: '重试'
	},
	'callback-failed': {
		what: (drive) => `数据已送达，但 ${drive} 没有登记这个文件。`,
		fix: '重试会重新登记，已有的数据不必再传。',
		button: '重试'
	},
	'parallel-refused': {
		what: (drive) => `${drive} 要求按顺序逐片上传。`,
		fix: '重试会按顺序上传。',
		button: '重试'
	},
	'captcha-needed': {
		what: (drive) => `${drive} 要求完成人机验证。`,
		fix: '请在官方网站或 App 里完成验证，再回来重试。登录状态不受影响。',
		button: '立即重试'
	},
	'app-id-refused': {
		what: (drive) => `${drive} 不接受这个应用 ID。`,
		fix: '请在开发者页面确认它已审核通过并启用，然后重新登录。',
		button: '登录'
	},
	'cors-refused': {
		what: (drive) => `${drive} 的存储不接受网页直接上传。`,
		fix: '可以由 Panlift 服务器中转，但它的中转功能已关闭（RELAY=0），或不接受这么大的分片（RELAY_MAX_BODY）。请让服务器的管理者更改设置，然后重试。',
		button: '重试'
	},
	'too-many-entries': {
		what: (drive) => `文件夹里的条目会超过 ${drive} 的上限。`,
		fix: '请换一个文件夹，或分散到几个文件夹里。'
	},
	superseded: {
		what: () => '上传已由另一个标签页接手。',
		fix: '请在那个标签页继续，或重新加载此页。',
		button: '重新加载'
	},
	unexpected: {
		what: () => 'Panlift 内部出错了。',
		fix: '请重试。如果仍然出现，请附上详情反馈给我们。',
		button: '重试'
	}
};
