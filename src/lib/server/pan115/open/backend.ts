import * as v from 'valibot';
import { TransferError } from '../../../kernel/errors';
import type { Backend } from '../../backend';
import { createConnection } from '../connection';
import { createFileActions } from '../files/actions';
import { createOpenApi } from './call';
import { openDialect } from './dialect';
import { openFiles } from './files';
import { pan115OpenQr } from './qr';
import { secretSchema } from './secret';
import { renew, sandboxEntry, signIn } from './sign-in';

/** pan115Open is 115 by its official Open Platform. 115.md §10 */
export const pan115Open: Backend = {
	drive: 'pan115',
	flavour: 'open',
	signIn,
	qr: pan115OpenQr,
	sandboxEntry,
	connect(sealed, doors) {
		const read = v.safeParse(secretSchema, sealed);
		if (!read.success) throw new TransferError('signed-out', { detail: 'an old credential' });
		const secret = read.output;
		const api = createOpenApi(secret.access, doors);
		const dialect = openDialect(api);
		const connection = createConnection(dialect, {
			doors,
			sts: secret.sts,
			// Clients of this API don't say it, and OSS hashes what comes in order anyway. 115.md §7.3
			hashSwitch: false,
			renew: () => renew(secret, doors),
			changed: (sts) => (sts ? { ...secret, sts } : undefined)
		});
		const files = () => createFileActions(openFiles(api, dialect, secret.access, doors));
		return { ...connection, files, renewsWith: () => secret.refresh };
	}
};
