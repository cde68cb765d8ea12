/** Schema: every version of the database that is out there, and how each becomes the next. */
import type { Transaction } from 'dexie';
import type { Upload } from '../uploads/upload';

interface SchemaStep {
	readonly version: number;
	readonly stores: Record<string, string>;
	readonly upgrade?: (transaction: Transaction) => Promise<unknown>;
}

const STORES = {
	uploads: 'id',
	sessions: 'uploadId',
	receipts: '[uploadId+number]',
	roots: 'id',
	accounts: 'id',
	settings: 'key'
};
const WITH_PROOFS = { ...STORES, hashing: 'uploadId', uploadReceipts: 'uploadId' };

export const SCHEMA: readonly SchemaStep[] = [
	{ version: 1, stores: STORES },
	{
		// Rows know of folders.
		version: 2,
		stores: STORES,
		upgrade: (transaction) =>
			transaction
				.table<Upload>('uploads')
				.toCollection()
				.modify((upload: { kind?: string; folders?: readonly string[] }) => {
					upload.kind ??= 'file';
					upload.folders ??= [];
				})
	},
	// What hashing left, and a receipt of each finished upload.
	{ version: 3, stores: WITH_PROOFS }
];

/** NEWEST is the version that this code works with. */
export const NEWEST = Math.max(...SCHEMA.map(({ version }) => version));
