/** RowCommands: what a row's buttons and keys may ask for. */
import type { ConflictPolicy } from '../drives/drive';
import type { ProofApi } from '../engine/proof-api';

export type ConflictAnswer = Exclude<ConflictPolicy, 'ask'>;

export interface RowCommands {
	readonly engine: ProofApi;

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
