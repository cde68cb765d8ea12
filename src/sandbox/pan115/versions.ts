import type { Endpoint } from './call';
import { answer } from './envelope';

/** CURRENT is the version that clients are told is the newest. */
export const CURRENT = '36.2.28';

/** tooOld compares dotted versions; nothing is too old for ''. */
export function tooOld(version: string, least: string): boolean {
	if (least === '') return false;
	const [have, need] = [version.split('.').map(Number), least.split('.').map(Number)];
	for (let at = 0; at < Math.max(have.length, need.length); at++) {
		const apart = (have[at] ?? 0) - (need[at] ?? 0);
		if (apart !== 0) return !(apart > 0);
	}
	return false;
}

const hosts = ['appversion.115.com'];
const row = (app_os: number) => ({
	app_os,
	created_time: 1735689600,
	version_code: CURRENT,
	version_url: 'https://115.com/'
});
const versions = (names: readonly string[]) =>
	answer(
		{ state: true, error: '', data: Object.fromEntries(names.map((name, at) => [name, row(at)])) },
		'open'
	);

/** versionEndpoints tell clients what is new (115.md §2). */
export const versionEndpoints: readonly Endpoint[] = [
	{
		hosts,
		path: '/1/web/1.0/api/chrome',
		form: 'open',
		access: 'none',
		answer: () => versions(['win', 'mac_115', 'mac', 'linux_115', 'android', 'ios'])
	},
	{
		hosts,
		path: '/1/web/1.0/api/getMultiVer',
		form: 'open',
		access: 'none',
		answer: () => versions(['PC-115chrome', 'MAC-115chrome', 'Android', '115wangpan_android'])
	}
];
