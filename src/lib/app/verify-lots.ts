/** Verifying many receipts in lots, so that a person sees how far it is. */
import type { ReceiptCheck } from '../engine/engine-api';
import type { UploadReceipt } from '../sessions/session-store';
import type { Proofs } from './row-commands';

/** Checked: a receipt with what its drive shows now. */
export interface Checked {
	readonly receipt: UploadReceipt;
	readonly check: ReceiptCheck;
}

/**
 * verifyInLots asks for the receipts of one folder together, which is read once for them. `tell`
 * hears how many are done. Stops between folders once `signal` aborts.
 */
export async function verifyInLots(
	receipts: readonly UploadReceipt[],
	proofs: Pick<Proofs, 'verifyReceipts'>,
	tell: (done: number) => void,
	signal: AbortSignal
): Promise<readonly Checked[]> {
	const lots = new Map<string, UploadReceipt[]>();
	for (const receipt of receipts) {
		const place = `${receipt.accountId}\n${receipt.folderId}`;
		const lot = lots.get(place);
		if (lot) lot.push(receipt);
		else lots.set(place, [receipt]);
	}
	const checked: Checked[] = [];
	for (const lot of lots.values()) {
		if (signal.aborted) break;
		const checks = await proofs.verifyReceipts(lot);
		for (const [index, receipt] of lot.entries()) checked.push({ receipt, check: checks[index]! });
		tell(checked.length);
	}
	return checked;
}
