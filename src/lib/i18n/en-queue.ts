/** English: the order of the queue, pauses until a time and the speed limit. */
import type { Priority } from '../kernel/priority';
import type { TimetableProblem } from '../kernel/timetable';

const files = (count: string) => (count === '1' ? '1 file' : `${count} files`);

const priorities: Readonly<Record<Priority, string>> = {
	high: 'High',
	normal: 'Normal',
	low: 'Low'
};

const marks: Readonly<Partial<Record<Priority, string>>> = {
	high: 'high priority',
	low: 'low priority'
};

const problems: Readonly<Record<TimetableProblem['problem'], (at: string) => string>> = {
	empty: () => 'Write when which speed begins: 08:00 512K, 23:00 off',
	'no-entry': (at) => `“${at}” is no time with a speed. Write it like 08:00 512K.`,
	'wrong-time': (at) => `“${at}” is no time of day. Write it like 08:00 or 23:30.`,
	'wrong-rate': (at) => `“${at}” is no speed. Write it like 512K, 2M or off.`,
	'no-unit': (at) => `“${at}” of what? Add K for kilobytes or M for megabytes: 512K, 2M.`,
	'too-low': (at) => `“${at}” is too slow. The least is 16K.`,
	'too-high': (at) => `“${at}” is more than any line carries. Leave it out, or write off.`,
	twice: (at) => `${at} is there twice. Keep one of the two.`
};

export const enQueue = {
	menu: {
		label: 'Order and priority',
		of: (name: string) => `Order and priority of ${name}`,
		first: 'Move to the front',
		up: 'Move up',
		down: 'Move down',
		last: 'Move to the end',
		priority: 'Priority',
		drag: 'Drag to move'
	},
	priorities,
	/** Part of a row's status; the normal one is not told. */
	marks,
	/** Told to those who do not see the list. */
	moved: (name: string, position: string, of: string, mark: string | undefined) =>
		`${name}: place ${position} of ${of} in line${mark ? `, ${mark}` : ''}`,
	stays: (name: string) => `${name} is not in line, so it can’t be moved`,
	pause: {
		label: 'Pause until…',
		hour: 'For 1 hour',
		hours: (count: string) => `For ${count} hours`,
		until: (time: string) => `Until ${time}`,
		tomorrow: (time: string) => `Until tomorrow, ${time}`,
		other: 'Until another time…',
		title: 'Pause until',
		time: 'Time',
		submit: 'Pause',
		hint: 'Uploads continue by themselves then, or when you press Resume. This page has to be open.'
	},
	speed: {
		label: 'Speed limit',
		now: (speed: string) => `Speed limit: ${speed}`,
		off: 'Unlimited',
		rate: (speed: string) => `Limit to ${speed}`,
		timetable: 'Follow the timetable',
		timetableNow: (speed: string) => `now ${speed}`,
		noTimetable: 'none yet',
		change: 'Change in Settings…',
		/** `drives`: those where nobody can slow down a part. */
		atLineSpeed: (drives: string) =>
			`${drives}: a single part goes at line speed. One goes at a time, with a pause after it, so that the average fits.`
	},
	settings: {
		filesPerAccount: 'At most from one account',
		filesPerAccountHint: 'Of all files at once, so many may belong to the same account.',
		limit: 'Speed limit',
		limitHint:
			'Holds all uploads together. 115 keeps every part to it, and so does Panlift’s own server for what passes through it. At 123Pan a single part goes at line speed: one goes at a time, with a pause after it, so that the average fits. Reading and checking files is not slowed down. A change counts from the next part on.',
		modes: { off: 'Unlimited', rate: 'One speed', timetable: 'By timetable' },
		rate: 'Speed',
		rateHint: 'A second: 512K is 512 KB/s, 2M is 2 MB/s.',
		timetable: 'Timetable',
		timetableHint:
			'When which speed begins, by this computer’s clock: 08:00 512K, 12:00 2M, 23:00 off. The last one lasts until the first of the next day.'
	},
	problems,
	/** `pace` says what the drive allows. */
	forecast: (count: string, time: string, pace: string) => `${files(count)} ≈ ${time}: ${pace}`,
	pace: (drive: string, count: string) =>
		`${drive} allows ${count === '1' ? '1 new file' : `${count} new files`} a second`,
	slowPace: (drive: string, time: string) => `${drive} allows a new file every ${time}`
};

/** QueueCopy is what is said of the queue in every language. */
export type QueueCopy = typeof enQueue;
