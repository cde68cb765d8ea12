/** RowCommands: what a row's buttons and keys may ask for. */
import type { ConflictPolicy } from '../drives/drive';
import type { EngineApi } from '../engine/engine-api';

export type ConflictAnswer = Exclude<ConflictPolicy, 'ask'>;

/** Proofs: receipts of what was uploaded, and the log of what happened on the way. */
export type Proofs = Pick<
	EngineApi,
	'receipts' | 'verifyReceipts' | 'removeReceipts' | 'keepReceipts' | 'flightLog' | 'clearFlightLog'
>;

export interface RowCommands {
	readonly proofs: Proofs;

	pause(ids: readonly string[]): void;
	resume(ids: readonly string[]): void;
	cancel(ids: readonly string[]): void;
	/** retry also serves "Try now" of a waiting row. */
	retry(ids: readonly string[]): void;
	/** `name` is what the rows are together: a file's name, or the folder's. */
	remove(ids: readonly string[], name: string): void;
	/** For many rows at once, which a banner stands for. */
	answerConflicts(ids: readonly string[], answer: ConflictAnswer): void;
	acceptChanges(ids: readonly string[]): void;
	answerConflict(id: string, answer: ConflictAnswer, all: boolean): void;
	acceptChange(id: string): void;
	allowAccess(): void;
	addAgain(): void;
	signIn(accountId: string | undefined): void;
	reload(): void;
}
