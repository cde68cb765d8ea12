import * as v from 'valibot';
import { TransferError } from '../../kernel/errors';
import type { Backend } from '../backend';
import { check } from '../inputs';
import { readAccount } from './account';
import { createApi } from './call';
import { complete } from './complete';
import { createFolder, list } from './files';
import { findOpened, open } from './open';
import { fileActions } from './owner/file-actions';
import { listParts, presign } from './presign';
import { pan123Qr } from './qr';
import { secretSchema, sessionSchema, type SessionSecret } from './secret';
import { renew, signIn } from './sign-in';

const credentialsSchema = v.object({ user: v.string(), password: v.string() });

/** pan123Web is 123Pan by the private API of its web page. 123pan.md §1 to §9 */
export const pan123Web: Backend = {
	drive: 'pan123',
	flavour: 'web',
	signIn,
	qr: pan123Qr,
	sandboxEntry(credentials, doors) {
		const { user, password } = check(credentialsSchema, credentials);
		const way = { way: 'password', user, password, keep: true } as const;
		return signIn({ drive: 'pan123', flavour: 'web', realm: 'sandbox', ...way }, doors);
	},
	connect(sealed, doors) {
		const secret = v.safeParse(secretSchema, sealed);
		if (!secret.success) throw new TransferError('signed-out', { detail: 'an old credential' });
		const api = createApi(secret.output, doors);
		return {
			account: () => readAccount(api),
			list: (folderId, cursor) => list(api, folderId, cursor),
			createFolder: (parentId, name) => createFolder(api, parentId, name),
			open: (draft, digests) => open(api, draft, digests),
			findOpened: (draft, digests) => findOpened(api, draft, digests),
			presign: (session, numbers) => presign(api, doors, readSession(session), numbers),
			listParts: (session) => listParts(api, readSession(session)),
			complete: (session, completion) => complete(api, readSession(session), completion),
			// No abort call is known: the service forgets unfinished sessions by itself. §9.10
			abandon: async () => undefined,
			files: () => fileActions(api, doors),
			renew: () => renew(secret.output, doors),
			changed: () =>
				api.hosts === secret.output.hosts ? undefined : { ...secret.output, hosts: api.hosts }
		};
	}
};

function readSession(value: unknown): SessionSecret {
	const session = v.safeParse(sessionSchema, value);
	if (session.success) return session.output;
	throw new TransferError('session-lost', { detail: 'an old session' });
}
