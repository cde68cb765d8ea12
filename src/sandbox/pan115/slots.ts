/** SLOTS: which client slot an app's session takes; one live session in each (115.md §4.2). */
export const SLOTS: Readonly<Record<string, string>> = {
	web: 'A1',
	desktop: 'A1',
	ios: 'D1',
	'115ios': 'D3',
	android: 'F1',
	'115android': 'F3',
	ipad: 'H1',
	'115ipad': 'H3',
	harmony: 'S1',
	tv: 'I1',
	apple_tv: 'I2',
	qandroid: 'M1',
	qios: 'N1',
	qipad: 'O1',
	os_windows: 'P1',
	os_mac: 'P2',
	os_linux: 'P3',
	windows: 'P1',
	mac: 'P2',
	linux: 'P3',
	wechatmini: 'R1',
	alipaymini: 'R2'
};

/** OWN_SLOT holds the sessions of `/_sandbox/accounts`; no app signs in there and ends them. */
export const OWN_SLOT = 'F2';

/** slotOf gives an app's slot; undefined for an app that 115 does not know. */
export function slotOf(app: string): string | undefined {
	return Object.hasOwn(SLOTS, app) ? SLOTS[app] : undefined;
}
