import * as v from 'valibot';
import { TransferError } from '../../../kernel/errors';
import type { Backend } from '../../backend';
import { readAccount } from './account';
import { createOpenApi } from './call';
import { complete } from './complete';
import { fileActions } from './files';
import { createFolder } from './folders';
import { readFolder, toRemoteFile } from './listing';
import { findOpened, open } from './open';
import { listParts, presign } from './presign';
import { secretSchema, sessionSchema, type SessionSecret } from './secret';
import { renew, sandboxEntry, signIn } from './sign-in';

/** pan123Open is 123Pan by its official Open Platform. 123pan.md §15 */
export const pan123Open: Backend = {
	drive: 'pan123',
	flavour: 'open',
	signIn,
	sandboxEntry,
	connect(sealed, doors) {
		const read = v.safeParse(secretSchema, sealed);
		if (!read.success) throw new TransferError('signed-out', { detail: 'an old credential' });
		const secret = read.output;
		const api = createOpenApi(secret, doors);
		return {
			account: () => readAccount(api),
			async list(folderId, cursor) {
				const { entries, next } = await readFolder(api, folderId, cursor);
				return { entries: entries.map(toRemoteFile), next };
			},
			createFolder: (parentId, name) => createFolder(api, parentId, name),
			open: (draft, digests) => open(api, draft, digests),
			findOpened: (draft, digests) => findOpened(api, draft, digests),
			presign: (session, numbers) => presign(api, doors, readSession(session), numbers),
			listParts: (session) => listParts(api, readSession(session)),
			complete: (session, completion) => complete(api, doors, readSession(session), completion),
			// No abort call is known: the service forgets unfinished sessions by itself.
			abandon: async () => undefined,
			files: () => fileActions(api, doors),
			renew: () => renew(secret, doors),
			changed: () => undefined
		};
	}
};

function readSession(value: unknown): SessionSecret {
	const session = v.safeParse(sessionSchema, value);
	if (session.success) return session.output;
	throw new TransferError('session-lost', { detail: 'an old session' });
}
