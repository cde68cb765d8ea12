import * as v from 'valibot';
import { TransferError } from '../../../kernel/errors';
import type { Backend } from '../../backend';
import { check } from '../../inputs';
import { createConnection } from '../connection';
import { createFileActions } from '../files/actions';
import { createCookieApi } from './api';
import { cookieDialect } from './dialect';
import { cookieFiles } from './files';
import { pan115CookieQr } from './qr';
import { secretSchema } from './secret';
import { signIn } from './sign-in';

const credentialsSchema = v.object({ cookie: v.string() });

/** pan115Cookie is 115 by the private API of its own clients. 115.md §4 to §8 */
export const pan115Cookie: Backend = {
	drive: 'pan115',
	flavour: 'cookie',
	signIn,
	qr: pan115CookieQr,
	sandboxEntry(credentials, doors) {
		const { cookie } = check(credentialsSchema, credentials);
		const way = { way: 'cookie', cookie } as const;
		return signIn({ drive: 'pan115', flavour: 'cookie', realm: 'sandbox', ...way }, doors);
	},
	connect(sealed, doors) {
		const read = v.safeParse(secretSchema, sealed);
		if (!read.success) throw new TransferError('signed-out', { detail: 'an old credential' });
		const kept = read.output;
		const secret = { ...kept, appVersion: doors.pan115.appVersion ?? kept.appVersion };
		const api = createCookieApi(secret, doors);
		const dialect = cookieDialect(api, secret, doors);
		const connection = createConnection(dialect, {
			doors,
			sts: kept.sts,
			hashSwitch: true,
			renew: () => {
				const detail = 'only a person can sign in to 115 again';
				return Promise.reject(new TransferError('signed-out', { detail }));
			},
			changed: (sts) => (sts ? { ...kept, sts } : undefined)
		});
		const files = () => createFileActions(cookieFiles(api, dialect, secret, doors));
		return { ...connection, files };
	}
};
