import type { SignInRequest } from '../../../drives/wire';
import { TransferError } from '../../../kernel/errors';
import type { Doors, Entry } from '../../backend';
import { readAccount } from './account';
import { createCookieApi } from './api';
import { askAppVersion } from './app-version';
import { readCookies, type Cookies } from './cookies';
import type { Secret } from './secret';

/** signIn enters with pasted cookies. Rejects `signed-out` for what is no living session. §4.1 */
export async function signIn(request: SignInRequest, doors: Doors): Promise<Entry> {
	if (request.way === 'cookie') return enter(readCookies(request.cookie), doors);
	throw new TransferError('bad-request', { detail: 'no such way in' });
}

/** enter proves a session and gives the account behind it. 115.md §4.3, §4.4 */
export async function enter(cookies: Cookies, doors: Doors): Promise<Entry> {
	const appVersion = await askAppVersion(doors);
	const api = createCookieApi({ cookies, appVersion }, doors);
	const { userId, userKey, uid, name, spaceUsed, spaceTotal, maxFileSize } = await readAccount(api);
	return {
		account: { uid, name, spaceUsed, spaceTotal, maxFileSize },
		secret: { cookies, userId, userKey, appVersion } satisfies Secret,
		renewable: false
	};
}
