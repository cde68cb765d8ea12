/**
 * Client slots: which of 115's own clients a session stands for. One live session in each: a new
 * sign-in ends the one that was there. 115.md §4.2
 */
export const CLIENT_SLOTS = [
	'wechatmini',
	'alipaymini',
	'tv',
	'apple_tv',
	'harmony',
	'os_windows',
	'os_mac',
	'os_linux',
	'android',
	'115android',
	'qandroid',
	'ios',
	'115ios',
	'qios',
	'ipad',
	'115ipad',
	'qipad',
	'web'
] as const;
export type ClientSlot = (typeof CLIENT_SLOTS)[number];

/** The slot that lives long and that few people use themselves. */
export const DEFAULT_SLOT: ClientSlot = 'wechatmini';
