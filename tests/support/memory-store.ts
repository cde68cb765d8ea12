import type { Receipt } from '../../src/lib/drives/drive';
import type {
	Hashing,
	SessionStore,
	StoredAccount,
	StoredSession,
	UploadReceipt
} from '../../src/lib/sessions/session-store';
import type { SourceRoot } from '../../src/lib/sources/source';
import type { Upload } from '../../src/lib/uploads/upload';

/** MemoryStore: a SessionStore without a disk. It passes the same contract as the real one. */
export function memoryStore(): SessionStore {
	const uploads = new Map<string, Upload>();
	const sessions = new Map<string, StoredSession>();
	const receipts = new Map<string, Map<number, Receipt>>();
	const hashings = new Map<string, Hashing>();
	const uploadReceipts = new Map<string, UploadReceipt>();
	const roots = new Map<string, SourceRoot>();
	const accounts = new Map<string, StoredAccount>();
	const settings = new Map<string, unknown>();
	const receiptsOf = (id: string) => receipts.get(id) ?? receipts.set(id, new Map()).get(id)!;
	const done = async (write: () => void) => write();
	return {
		claim: async () => {},
		uploads: async () => [...uploads.values()],
		saveUpload: (upload) => done(() => uploads.set(upload.id, upload)),
		addUploads: (added, addedRoots) =>
			done(() => {
				for (const root of addedRoots) if (root.handle) roots.set(root.id, root);
				for (const upload of added) uploads.set(upload.id, upload);
			}),
		removeUploads: (ids) =>
			done(() => {
				for (const id of ids) {
					const row = uploads.get(id);
					const session = sessions.get(id);
					if (session) sessions.set(id, { ...session, row: row ?? session.row });
					else hashings.delete(id);
					uploads.delete(id);
				}
				const used = new Set([...uploads.values()].map(({ source }) => source.rootId));
				for (const id of roots.keys()) if (!used.has(id)) roots.delete(id);
			}),
		session: async (id) => sessions.get(id),
		sessions: async () => [...sessions.values()],
		saveSession: (session) =>
			done(() => {
				const before = sessions.get(session.uploadId);
				if (before && before.id !== session.id) receipts.delete(session.uploadId);
				sessions.set(session.uploadId, session);
			}),
		dropSession: (id) =>
			done(() => {
				sessions.delete(id);
				receipts.delete(id);
			}),
		receipts: async (id) => [...receiptsOf(id).values()].sort((a, b) => a.number - b.number),
		addReceipt: (id, receipt, at) =>
			done(() => {
				receiptsOf(id).set(receipt.number, receipt);
				const session = sessions.get(id);
				if (session && at !== undefined) sessions.set(id, { ...session, updatedAt: at });
			}),
		setReceipts: (id, all) =>
			done(() => receipts.set(id, new Map(all.map((receipt) => [receipt.number, receipt])))),
		hashing: async (id) => hashings.get(id),
		saveHashing: (hashing) => done(() => hashings.set(hashing.uploadId, hashing)),
		dropHashing: (id) => done(() => hashings.delete(id)),
		uploadReceipts: async (ids) =>
			[...uploadReceipts.values()].filter(({ uploadId }) => !ids || ids.includes(uploadId)),
		saveUploadReceipt: (receipt) => done(() => uploadReceipts.set(receipt.uploadId, receipt)),
		removeUploadReceipts: (ids) => done(() => ids.forEach((id) => uploadReceipts.delete(id))),
		root: async (id) => roots.get(id),
		saveRoot: (root) =>
			done(() => (root.handle ? roots.set(root.id, root) : roots.delete(root.id))),
		accounts: async () => [...accounts.values()],
		saveAccount: (account) => done(() => accounts.set(account.id, account)),
		removeAccount: (id) => done(() => accounts.delete(id)),
		setting: async <T>(key: string) => settings.get(key) as T | undefined,
		saveSetting: (key, value) => done(() => settings.set(key, value))
	};
}
