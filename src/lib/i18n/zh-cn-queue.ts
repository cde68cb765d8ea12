/** 简体中文：队列顺序、定时暂停与限速。 */
import type { QueueCopy } from './en-queue';

export const zhCnQueue: QueueCopy = {
	menu: {
		label: '顺序与优先级',
		of: (name) => `${name} 的顺序与优先级`,
		first: '移到最前',
		up: '上移',
		down: '下移',
		last: '移到最后',
		priority: '优先级',
		drag: '拖动以移动'
	},
	priorities: { high: '高', normal: '普通', low: '低' },
	marks: { high: '高优先级', low: '低优先级' },
	moved: (name, position, of, mark) =>
		`${name}：排在第 ${position} 位，共 ${of} 位${mark ? `，${mark}` : ''}`,
	stays: (name) => `${name} 不在排队，无法移动`,
	pause: {
		label: '暂停到…',
		hour: '暂停 1 小时',
		hours: (count) => `暂停 ${count} 小时`,
		until: (time) => `暂停到 ${time}`,
		tomorrow: (time) => `暂停到明天 ${time}`,
		other: '暂停到其他时间…',
		title: '暂停到',
		time: '时间',
		submit: '暂停',
		hint: '到时会自动继续，也可以随时点“继续”。请保持本页打开。'
	},
	speed: {
		label: '限速',
		now: (speed) => `限速：${speed}`,
		off: '不限速',
		rate: (speed) => `限制为 ${speed}`,
		timetable: '按时间表',
		timetableNow: (speed) => `当前 ${speed}`,
		noTimetable: '尚未填写',
		change: '在设置中修改…',
		atLineSpeed: (drives) =>
			`${drives}：单个分片会以线路的全速发送。每次只发一个，发完暂停一会儿，使平均速度符合限制。`
	},
	settings: {
		filesPerAccount: '其中每个账号最多',
		filesPerAccountHint: '在同时上传的文件中，同一账号最多占用这么多。',
		limit: '限速',
		limitHint:
			'限制所有上传的总速度。115 会让每个分片都遵守，经 Panlift 服务器中转的也一样。123 云盘的单个分片会以线路的全速发送：每次只发一个，发完暂停一会儿，使平均速度符合限制。读取和校验文件不受限制。修改从下一个分片起生效。',
		modes: { off: '不限速', rate: '固定速度', timetable: '按时间表' },
		rate: '速度',
		rateHint: '每秒：512K 即 512 KB/秒，2M 即 2 MB/秒。',
		timetable: '时间表',
		timetableHint:
			'从何时起用何种速度，以本机时间为准：08:00 512K, 12:00 2M, 23:00 off（不限速）。最后一项持续到次日的第一项。'
	},
	problems: {
		empty: () => '请写明从何时起用何种速度：08:00 512K, 23:00 off',
		'no-entry': (at) => `“${at}”不是“时间 速度”的形式，请写成 08:00 512K。`,
		'wrong-time': (at) => `“${at}”不是有效的时间，请写成 08:00 或 23:30。`,
		'wrong-rate': (at) => `“${at}”不是有效的速度，请写成 512K、2M 或 off。`,
		'no-unit': (at) => `“${at}”缺少单位，请加上 K 或 M：512K、2M。`,
		'too-low': (at) => `“${at}”太慢了，最低为 16K。`,
		'too-high': (at) => `“${at}”超过了任何线路的速度，请去掉它，或写 off。`,
		twice: (at) => `${at} 出现了两次，请只保留一个。`
	},
	forecast: (count, time, pace) => `${count} 个文件约需 ${time}：${pace}`,
	pace: (drive, count) => `${drive} 每秒最多新建 ${count} 个文件`,
	slowPace: (drive, time) => `${drive} 每 ${time} 最多新建 1 个文件`
};
