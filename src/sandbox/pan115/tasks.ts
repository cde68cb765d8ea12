import type { Account } from './accounts';

/** Task is an upload that was promised: where its bytes go, and what they must be (115.md §5.2). */
export interface Task {
	readonly account: Account;
	readonly pickCode: string;
	/** 24 hex digits: the other name that a callback may use (§5.4). */
	readonly taskId: string;
	/** `U_1_<cid>`. */
	readonly target: string;
	readonly parent: string;
	readonly name: string;
	/** Upper-case hex. */
	readonly sha1: string;
	readonly size: number;
	readonly bucket: string;
	readonly object: string;
	/** The two texts of JSON, the same at each resume (§5.4). */
	readonly callback: string;
	readonly callbackVar: string;
	/** Milliseconds since the epoch. */
	readonly createdAt: number;
	finished: boolean;
}

/** Tasks finds uploads by pick code or task id. */
export class Tasks {
	#byCode = new Map<string, Task>();

	add(task: Task): Task {
		this.#byCode.set(task.pickCode, task);
		this.#byCode.set(task.taskId, task);
		return task;
	}

	find(code: string | undefined): Task | undefined {
		return this.#byCode.get(code ?? '');
	}

	clear(): void {
		this.#byCode.clear();
	}
}
