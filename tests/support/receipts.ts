import type { UploadReceipt } from '../../src/lib/sessions/session-store';

/** aReceipt is of a small finished upload; `change` says what matters to the test. */
export function aReceipt(change: Partial<UploadReceipt> = {}): UploadReceipt {
	return {
		uploadId: 'u1',
		accountId: 'pan123-web-sandbox-1',
		name: 'a.mkv',
		path: '/films/a.mkv',
		folderId: 'f1',
		remoteId: 'r1',
		size: 20,
		digests: { md5: '0'.repeat(32) },
		instant: false,
		parts: [{ number: 1, size: 20, etag: '0'.repeat(32) }],
		lastModified: 1_700_000_000_000,
		addedAt: 1_700_000_001_000,
		finishedAt: 1_700_000_009_000,
		activeMs: 7_000,
		...change
	};
}
