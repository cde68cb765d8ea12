import type { Reply } from '../../http/exchange';
import { chinaTime } from '../../time';
import { get, post, type Endpoint, type SignedInCall } from '../call';
import { missing, ok, Refusal } from '../envelope';
import {
	copyItem,
	folderFrom,
	liveItem,
	noFile,
	refuseInside,
	refuseSpace,
	rowsFrom,
	sumOf
} from './operations';

/** copyEndpoints copy within a drive (123pan.md §11). */
export const copyEndpoints: Readonly<Record<string, Endpoint>> = {
	'/restful/goapi/v1/file/copy/async': post(copy),
	'/restful/goapi/v1/file/copy/task': get(copyState)
};

const [DONE, PENDING, COPIED, FAILED] = [2, 1, 2, 3];

interface CopyTask {
	readonly uid: number;
	readonly createdAt: number;
	polls: number;
	/** What is left to do; null once it is done. */
	act: (() => void) | null;
	failure: string;
}

/** CopyTasks are the copies that were begun. */
export class CopyTasks {
	#tasks = new Map<number, CopyTask>();
	#next = 205_310;

	/** begin keeps what is to be done when the last question but `polls` comes; gives the task's id. */
	begin(uid: number, createdAt: number, polls: number, act: () => void): number {
		const id = this.#next++;
		this.#tasks.set(id, { uid, createdAt, polls, act, failure: '' });
		return id;
	}

	get(id: number, uid: number): CopyTask | undefined {
		const task = this.#tasks.get(id);
		return task?.uid === uid ? task : undefined;
	}

	clear(): void {
		this.#tasks.clear();
	}
}

/** Every row says what it is; the entry itself decides what is copied. */
function copy(call: SignedInCall): Reply {
	const { world, account, fields } = call;
	const tree = world.tree(account);
	const rows = rowsFrom(fields, 'fileList');
	if (rows.length === 0) throw missing('fileList');
	for (const row of rows)
		for (const name of ['fileId', 'size', 'type', 'fileName'])
			if (row.text(name) === undefined) throw missing(name);
	const parent = folderFrom(call, fields, 'targetFileId');
	const items = rows.map((row) => liveItem(call, row.whole('fileId')));
	refuseInside(tree, items, parent);
	refuseSpace(
		call,
		items.reduce((sum, item) => sum + sumOf(tree, item).size, 0)
	);
	const act = () => {
		if (!tree.isFolder(parent)) throw noFile();
		for (const { id } of items) copyItem(call, tree, liveItem(call, id), parent);
	};
	const { copyPolls } = world.config.current;
	if (copyPolls > 0) {
		const taskId = world.copies.begin(account.uid, world.time.now(), copyPolls, act);
		return ok({ taskId, mode: 1 });
	}
	act();
	return ok({ mode: DONE });
}

/** The copies appear when they are told to be there: who does not ask does not know. */
function copyState({ world, account, fields }: SignedInCall): Reply {
	const taskId = fields.whole('taskId') ?? -1;
	const task = world.copies.get(taskId, account.uid);
	if (!task) throw new Refusal(1, '任务不存在');
	const createAt = chinaTime(task.createdAt).slice(0, 19).replace('T', ' ');
	const view = (status: number) =>
		ok({ taskId, status, errorCode: 0, currentCount: 0, createAt, reason: task.failure });
	if (task.polls > 0) {
		task.polls--;
		return view(PENDING);
	}
	if (task.act && world.config.current.copyFails) task.failure = '复制失败';
	try {
		if (task.failure === '') task.act?.();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		task.failure = error.message;
	}
	task.act = null;
	return view(task.failure === '' ? COPIED : FAILED);
}
