import { withinLimit } from '../../../kernel/time-limit';
import type { Doors } from '../../backend';
import { objectOf, readEnvelope } from '../envelope';

/** Used until 115 has told a newer one. 115.md §5.1 */
export const APP_VERSION = '35.6.0.3';

/** A person who signs in is waiting. */
const LIMIT_MS = 4000;
const FORM = /^\d+(\.\d+){1,4}$/;

/** askAppVersion gives the server's setting, else 115's current version. Never rejects. §2 */
export async function askAppVersion(doors: Doors): Promise<string> {
	const { egress, realm, clock, pan115 } = doors;
	if (pan115.appVersion) return pan115.appVersion;
	try {
		const answer = await withinLimit(clock, LIMIT_MS, undefined, () =>
			egress.call(realm, 'appversion.115.com', '/1/web/1.0/api/chrome', { method: 'GET' })
		);
		const win = objectOf(objectOf(readEnvelope(answer.text).data)?.['win']);
		const version = win?.['version_code'];
		return typeof version === 'string' && FORM.test(version) ? version : APP_VERSION;
	} catch {
		// A version of before works as well for a long time.
		return APP_VERSION;
	}
}

/** agentOf names the client version as 115's own browser does. 115.md §12.3 */
export function agentOf(version: string): string {
	const browser = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
	return `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${browser} 115Browser/${version}`;
}
