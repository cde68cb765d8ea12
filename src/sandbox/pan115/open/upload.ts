import { createHash } from 'node:crypto';
import { KiB } from '../../../lib/kernel/bytes';
import { readContent } from '../../content';
import type { Reply } from '../../http/exchange';
import type { BearerCall, Endpoint } from '../call';
import { decideUpload, type Decision } from '../decide-upload';
import { Refusal } from '../envelope';
import { cidOf } from '../ids';
import { cutName } from '../names';
import { callbackOf, taskFor, type Plan } from '../open-task';
import { issueSts, ossEndpoint } from '../sts';
import type { Task } from '../tasks';
import { done, resource, textOf } from './resource';

const HEAD = 128 * KiB;
const SIG_INVALID = 400;

/** openUploadEndpoints promise uploads, resume them and give keys to OSS (115.md §10.2). */
export const openUploadEndpoints: readonly Endpoint[] = [
	resource('POST', '/open/upload/init', init),
	resource('GET', '/open/upload/get_token', getToken),
	resource('POST', '/open/upload/resume', resume)
];

async function init(call: BearerCall): Promise<Reply> {
	const { world, account, fields } = call;
	const plan = planOf(call);
	await checkHead(call, plan);
	const [key, value] = [fields.text('sign_key') ?? '', fields.text('sign_val') ?? ''];
	const proof = key === '' ? undefined : { key, value: value.toUpperCase() };
	const decision = await decideUpload(world, account, plan, proof);
	return done(call, answerTo(call, plan, decision, proof !== undefined));
}

function answerTo(call: BearerCall, plan: Plan, decision: Decision, proved: boolean): object {
	const blank = { pick_code: '', sign_key: '', sign_check: '', file_id: '', callback: [] };
	const common = { ...blank, target: plan.target, bucket: '', object: '' };
	switch (decision.kind) {
		case 'upload':
			return { ...common, status: 1, ...viewTask(call, continued(call, plan) ?? decision.task) };
		case 'instant': {
			const { id, pickCode } = decision.item;
			return { ...common, status: 2, pick_code: pickCode, file_id: id };
		}
		case 'verify': {
			const { openWrongProof, challengeRounds } = call.world.config.current;
			// With several rounds a right answer meets a question too.
			const status = proved && challengeRounds === 1 ? openWrongProof : 7;
			const { key: sign_key, check: sign_check } = decision.challenge;
			return { ...common, ...failure(status), sign_key, sign_check };
		}
		case 'refused':
			if (decision.code !== SIG_INVALID) throw new Refusal(decision.code, decision.message);
			return { ...common, ...failure(call.world.config.current.openWrongProof === 8 ? 8 : 6) };
	}
}

/** Statuses 6, 7 and 8 have the codes 700, 701 and 702. */
const failure = (status: 6 | 7 | 8) => ({ status, code: 694 + status });

/** `pick_code` continues an upload that was promised before, if it is of the same file. */
function continued({ world, account, fields }: BearerCall, plan: Plan): Task | undefined {
	const task = taskFor(world, account, fields.text('pick_code'));
	const same = task?.sha1 === plan.sha1 && task.size === plan.size && task.target === plan.target;
	return same ? task : undefined;
}

function viewTask({ world }: BearerCall, task: Task) {
	const { pickCode: pick_code, target, bucket, object } = task;
	return { pick_code, target, version: '1.0', bucket, object, callback: callbackOf(world, task) };
}

function planOf(call: BearerCall): Plan {
	const { world, account, fields } = call;
	const name = cutName(textOf(call, 'file_name'));
	const size = fields.whole('file_size');
	const target = textOf(call, 'target');
	const parent = cidOf(target);
	const sha1 = textOf(call, 'fileid');
	if (size === undefined || parent === undefined || !/^[0-9A-F]{40}$/.test(sha1))
		throw new Refusal(990002, '参数错误');
	if (!world.tree(account).isFolder(parent)) throw new Refusal(20009, '父目录不存在');
	return { parent, target, name, size, sha1 };
}

/** Who claims known bytes must know how they begin, too. */
async function checkHead({ world, fields }: BearerCall, { sha1, size }: Plan): Promise<void> {
	const claimed = fields.text('preid') ?? '';
	const known = world.knownContent(sha1, size);
	if (claimed === '' || !known) return;
	const hash = createHash('sha1');
	const head = { start: 0, end: Math.min(HEAD, size) };
	for await (const chunk of readContent(known, head)) hash.update(chunk);
	if (hash.digest('hex').toUpperCase() !== claimed) throw new Refusal(402, 'preid invalid');
}

function getToken(call: BearerCall): Reply {
	const { world } = call;
	const sts = issueSts(world);
	if (!sts) throw new Refusal(770004, 'Throttling.User');
	const { stsShape, stsSecretName, stsExpirationName } = world.config.current;
	const token = {
		endpoint: ossEndpoint(world),
		AccessKeyId: sts.AccessKeyId,
		[stsSecretName]: sts.AccessKeySecret,
		SecurityToken: sts.SecurityToken,
		[stsExpirationName]: sts.Expiration
	};
	return done(call, stsShape === 'array' ? [token] : token);
}

function resume(call: BearerCall): Reply {
	const { world, account, fields } = call;
	const task = taskFor(world, account, textOf(call, 'pick_code'));
	const fits =
		task?.target === fields.text('target') &&
		(fields.text('fileid') ?? task?.sha1) === task?.sha1 &&
		(fields.whole('file_size') ?? task?.size) === task?.size;
	if (!task || !fits) throw new Refusal(50003, '提取码不存在');
	return done(call, viewTask(call, task));
}
