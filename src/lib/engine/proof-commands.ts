/** ProofCommands: receipts of what was uploaded, and the log of what happened on the way. */
import type { FlightRow } from '../flight/flight-recorder';
import type { Engine } from './create-engine';
import type { UploadRow } from './engine-api';
import { rowOf } from './rows';
import type { Commands } from './tab-channel';

type Proofs =
	| 'receipts'
	| 'verifyReceipts'
	| 'removeReceipts'
	| 'keepReceipts'
	| 'flightLog'
	| 'clearFlightLog';

type Parts = Pick<Engine, 'store' | 'accounts' | 'clock' | 'queue' | 'settings' | 'flight'>;

export function proofCommands(running: () => Promise<Parts>): Pick<Commands, Proofs> {
	return {
		async receipts(ids) {
			return (await running()).store.uploadReceipts(ids);
		},
		async verifyReceipts(receipts) {
			const { verifyReceipts } = await import('./verify-receipts');
			const { accounts, clock } = await running();
			return verifyReceipts(receipts, { clock, drive: (id) => accounts.drive(id) });
		},
		async removeReceipts(ids) {
			await (await running()).store.removeUploadReceipts(ids);
		},
		async keepReceipts(receipts) {
			const { store } = await running();
			await Promise.all(receipts.map((receipt) => store.saveUploadReceipt(receipt)));
		},
		async flightLog(uploadId) {
			const { queue, clock, settings, flight } = await running();
			const now = clock.now();
			const rows = [...queue.entries()].map((entry) => flightRow(rowOf(entry, now)));
			return flight.log({ settings: settings(), rows }, uploadId);
		},
		async clearFlightLog() {
			await (await running()).flight.clear();
		}
	};
}

function flightRow(row: UploadRow): FlightRow {
	const { id, name, accountId, size, state, cause, code, detail } = row;
	const { partsDone, partsTotal, addedAt } = row;
	const parts = { partsDone, partsTotal, addedAt };
	return { id, name, drive: accountId, size, state, cause, code, detail, ...parts };
}
