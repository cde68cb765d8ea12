import { TransferError } from '../kernel/errors';
import type { Clock } from '../kernel/clock';
import type { AccountCalls } from './account-calls';
import type { AccountInfo, Drive, Opening, Page, Receipt, RemoteFile, Traits } from './drive';
import { checkName } from './names';
import type { WirePresignedPart, WireReceipt } from './wire';

/** proxyDrive is a Drive in the browser: every method is one operation of the proxy. */
export function proxyDrive(traits: Traits, run: AccountCalls, clock: Clock): Drive {
	const refuseName = (name: string): void => {
		const refusal = checkName(name, traits.names);
		if (refusal) throw refusal;
	};

	return {
		traits,
		account: (options) => run<AccountInfo>('account', {}, options),
		list: (folderId, cursor, options) => run<Page>('list', { folderId, cursor }, options),
		async createFolder(parentId, name, options) {
			refuseName(name);
			return run<RemoteFile>('create-folder', { parentId, name }, options);
		},
		async open(draft, digests, answer, options) {
			refuseName(draft.name);
			return run<Opening>('open', { draft, digests, answer }, options);
		},
		async findOpened(draft, digests, options) {
			const file = await run<RemoteFile | null>('find-opened', { draft, digests }, options);
			return file ?? undefined;
		},
		async presign({ sealed }, numbers, options = {}) {
			const input = { sealed, numbers, relay: options.relay ?? false, rate: options.rate };
			const parts = await run<readonly WirePresignedPart[]>('presign', input, options);
			const now = clock.now();
			return parts.map(({ expiresIn, ...part }) => ({ ...part, expiresAt: now + expiresIn }));
		},
		listParts: ({ sealed }, options) => run<readonly Receipt[]>('list-parts', { sealed }, options),
		complete({ sealed }, receipts, options = {}) {
			const known = receipts.map(({ number, etag }): WireReceipt => [number, etag]);
			const { again = false, lookOnly = false, answer } = options;
			const input = { sealed, receipts: known, again, lookOnly, answer };
			return run<RemoteFile>('complete', input, options);
		},
		async abandon({ sealed }, options) {
			try {
				await run('abandon', { sealed }, options);
			} catch (error) {
				if (!(error instanceof TransferError && error.code === 'session-lost')) throw error;
			}
		}
	};
}
