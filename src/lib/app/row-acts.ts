/** RowActs carries out what a row's buttons and keys ask for. */
import type { EngineApi } from '../engine/engine-api';
import type { Notices } from './notices.svelte';
import type { RowBoard } from './row-board.svelte';
import type { ConflictAnswer, RowCommands } from './row-commands';

/** What only the page as a whole can do. */
type PageActs = Pick<RowCommands, 'allowAccess' | 'addAgain' | 'signIn' | 'reload'>;

export interface RowDoors {
	readonly engine: EngineApi;
	readonly board: RowBoard;
	readonly notices: Notices;
	/** Tells the person when the engine refuses. */
	readonly run: (command: Promise<unknown>) => void;
}

/** rowActs makes RowCommands of the engine's commands. */
export function rowActs({ engine, board, notices, run }: RowDoors, page: PageActs): RowCommands {
	const acceptChanges = (ids: readonly string[]) => run(engine.acceptChange(ids));
	const answerConflicts = (ids: readonly string[], answer: ConflictAnswer) =>
		run(engine.resolveConflict(ids, answer));
	return {
		engine,
		pause: (ids) => run(engine.pause(ids)),
		resume: (ids) => run(engine.resume(ids)),
		cancel: (ids) => run(engine.cancel(ids)),
		retry: (ids) => run(engine.retry(ids)),
		remove(ids, name) {
			run(engine.remove(ids));
			notices.show({ kind: 'removed', name }, () => run(engine.undoRemove()));
		},
		acceptChanges,
		acceptChange: (id) => acceptChanges([id]),
		answerConflicts,
		answerConflict(id, answer, all) {
			const others = board.waiting().filter((row) => row.cause === 'conflict');
			const rest = others.map((row) => row.id).filter((one) => one !== id);
			answerConflicts(all ? [id, ...rest] : [id], answer);
		},
		...page
	};
}
