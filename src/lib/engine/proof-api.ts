/** ProofApi: what the page may ask about what was uploaded, and about what happened on the way. */
import type { DigestKind } from '../drives/drive';
import type { FlightLog } from '../flight/flight-recorder';
import type { ErrorCode } from '../kernel/errors';
import type { UploadReceipt } from '../sessions/session-store';

/** ReceiptCheck: what a drive shows now of an upload that was finished. */
export type ReceiptCheck = { readonly uploadId: string } & (
	| {
			readonly outcome: 'ok';
			/** Digests that the drive shows and that were compared, besides the size. */
			readonly digests: readonly DigestKind[];
			/** Its name now, when it is another one. */
			readonly renamed?: string | undefined;
	  }
	/** Its folder does not have it any more: it was moved or deleted. */
	| { readonly outcome: 'missing' }
	/** It has other bytes; without a word of what, it is not even a file. */
	| { readonly outcome: 'different'; readonly what: readonly ('size' | DigestKind)[] }
	/** The drive can't be asked now. */
	| { readonly outcome: 'unknown'; readonly code: ErrorCode }
);

/** Every method rejects with TransferError. */
export interface ProofApi {
	/** receipts gives the proofs of finished uploads: all, or those of some. */
	receipts(ids?: readonly string[]): Promise<readonly UploadReceipt[]>;
	/** verifyReceipts asks the drives; one check per receipt, in that order. */
	verifyReceipts(receipts: readonly UploadReceipt[]): Promise<readonly ReceiptCheck[]>;
	removeReceipts(ids: readonly string[]): Promise<void>;
	/** keepReceipts puts receipts back that were removed. */
	keepReceipts(receipts: readonly UploadReceipt[]): Promise<void>;
	/** flightLog gives what happened to one row, or all that was recorded. */
	flightLog(uploadId?: string): Promise<FlightLog>;
	clearFlightLog(): Promise<void>;
}
