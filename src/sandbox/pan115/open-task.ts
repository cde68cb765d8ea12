import type { Account } from './accounts';
import { newHex, newPickCode } from './ids';
import type { Task } from './tasks';
import type { World } from './world';

/** BUCKET is where 115's uploads go (115.md §2). */
export const BUCKET = 'fhnfile';

/** Plan is a file that a client wants to put into the drive. */
export interface Plan {
	readonly parent: string;
	/** `U_1_<cid>`. */
	readonly target: string;
	readonly name: string;
	readonly size: number;
	/** Upper-case hex. */
	readonly sha1: string;
}

const CALLBACK_BODY =
	'bucket=${bucket}&object=${object}&size=${size}&sha1=${sha1}&pick_code=${x:pick_code}' +
	'&user_id=${x:user_id}&behavior_type=${x:behavior_type}&source=${x:source}' +
	'&target=${x:target}&task_uid=${x:task_uid}';

/** openTask promises an upload: a new object and a callback pair, whatever was promised before (§5.6). */
export function openTask(world: World, account: Account, plan: Plan): Task {
	const pickCode = newPickCode('file');
	const taskId = newHex(24);
	const named = world.config.current.callbackCode === 'task-id' ? taskId : pickCode;
	return world.tasks.add({
		...plan,
		account,
		pickCode,
		taskId,
		bucket: BUCKET,
		object: newHex(40),
		callback: phpJson({
			callbackUrl: 'http://uplb.115.com/3.0/completeupload.php',
			callbackBody: CALLBACK_BODY
		}),
		callbackVar: phpJson({
			'x:pick_code': named,
			'x:user_id': account.userId,
			'x:behavior_type': '0',
			'x:source': '100',
			'x:target': plan.target,
			'x:task_uid': '0'
		}),
		createdAt: world.time.now(),
		finished: false
	});
}

/** callbackOf is the callback pair as answers carry it: an object, or by switch an array of one. */
export function callbackOf(world: World, { callback, callbackVar }: Task): object {
	const pair = { callback, callback_var: callbackVar };
	return world.config.current.callbackShape === 'array' ? [pair] : pair;
}

/** taskFor finds an unfinished upload of this person that is not too old; undefined if there is none. */
export function taskFor(
	world: World,
	account: Account,
	code: string | undefined
): Task | undefined {
	const task = world.tasks.find(code);
	const life = world.config.current.taskLifetime * 1000;
	const alive = task?.account === account && world.time.now() - task.createdAt <= life;
	return alive && !task.finished ? task : undefined;
}

/** The server's language escapes slashes, so a client that writes the JSON anew sends other bytes. */
function phpJson(value: object): string {
	return JSON.stringify(value).replaceAll('/', '\\/');
}
