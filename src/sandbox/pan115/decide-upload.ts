import { MiB } from '../../lib/kernel/bytes';
import type { Content } from '../content';
import type { Account } from './accounts';
import type { Challenge } from './challenges';
import { openTask, type Plan } from './open-task';
import type { Task } from './tasks';
import type { Item } from './tree';
import type { World } from './world';

/** Decision is what both APIs' init come to (115.md §5.2, §10.2). */
export type Decision =
	| { readonly kind: 'upload'; readonly task: Task }
	| { readonly kind: 'instant'; readonly item: Item }
	| { readonly kind: 'verify'; readonly challenge: Challenge }
	/** 400: a wrong or late proof; 50028: too big; 91005: no space. */
	| { readonly kind: 'refused'; readonly code: number; readonly message: string };

/** Proof is the answer to a Challenge: `sign_key` and `sign_val`, upper-case hex. */
export interface Proof {
	readonly key: string;
	readonly value: string;
}

/** Known content below this size is taken without a proof (§5.3). */
const UNPROVED = MiB;

/** decideUpload says whether bytes are wanted, a proof is, or nothing: then the file exists now. */
export async function decideUpload(
	world: World,
	account: Account,
	plan: Plan,
	proof?: Proof
): Promise<Decision> {
	if (plan.size > account.sizeLimit) return refused(50028, '文件大小超出限制');
	if (world.tree(account).used() + plan.size > account.capacity)
		return refused(91005, '网盘空间不足');
	const known = world.knownContent(plan.sha1, plan.size);
	if (world.config.current.instant === 'off' || !known)
		return { kind: 'upload', task: openTask(world, account, plan) };
	if (plan.size >= UNPROVED) {
		const open = await unproved(world, account, known, proof);
		if (open) return open;
	}
	const { parent, name, sha1 } = plan;
	return { kind: 'instant', item: world.putFile(account, { parent, name, sha1, content: known }) };
}

/** unproved gives the next question or a refusal; undefined when the proof is complete. */
async function unproved(
	world: World,
	account: Account,
	known: Content,
	proof: Proof | undefined
): Promise<Decision | undefined> {
	const { challengeRounds, challengeWindow, challengeWrong } = world.config.current;
	const ask = (rounds: number): Decision => ({
		kind: 'verify',
		challenge: world.challenges.ask(account, known, rounds)
	});
	if (!proof) return ask(challengeRounds);
	const judged = await world.challenges.judge(account, known, proof, challengeWindow);
	if (judged.verdict === 'late') return refused(400, 'sig invalid');
	if (judged.verdict === 'right' && !world.config.spend('challengeFailures'))
		return judged.rounds > 1 ? ask(judged.rounds - 1) : undefined;
	return challengeWrong === 'again' ? ask(judged.rounds) : refused(400, 'sig invalid');
}

function refused(code: number, message: string): Decision {
	return { kind: 'refused', code, message };
}
