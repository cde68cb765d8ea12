import { digestsOf } from '../content';
import type { Reply } from '../http/exchange';
import type { Account } from './accounts';
import { reply, UPLB, type Call, type Endpoint } from './call';
import { newPickCode } from './ids';
import type { Task } from './tasks';
import type { Item } from './tree';

const oss = { hosts: UPLB, method: 'POST', form: 'open', access: 'none' } as const;

/** completeEndpoints are where OSS reports a finished object; clients can't call them (115.md §7.5). */
export const completeEndpoints: readonly Endpoint[] = [
	{ ...oss, path: '/3.0/completeupload.php', answer: complete },
	{ ...oss, path: '/3.0/samplecompleteupload.php', answer: completeSample }
];

/** Everything that OSS says must be what was promised; a missing SHA-1 is no promise kept (§7.3). */
function complete(call: Call): Reply {
	const { world, fields } = call;
	const task = world.tasks.find(fields.text('pick_code'));
	if (!task || !fits(task, call)) return refused(call, '上传信息不匹配');
	const life = world.config.current.taskLifetime * 1000;
	if (world.time.now() - task.createdAt > life) return refused(call, '上传任务已过期');
	const content = world.shelf.objectAt(task.bucket, task.object);
	const folder = world.tree(task.account).isFolder(task.parent);
	if (!content || !folder) return refused(call, '文件或目录不存在');
	if (task.finished && world.config.current.callbackAgain === 'refuse')
		return refused(call, '上传任务已完成');
	if (world.config.spend('callbackRefusals')) return refused(call, '系统繁忙，请稍后再试');
	const { account, parent, name, sha1 } = task;
	const pickCode = task.finished ? newPickCode('file') : task.pickCode;
	task.finished = true;
	const item = world.putFile(account, { parent, name, sha1, content, pickCode });
	return registered(call, account, item);
}

function fits(task: Task, { fields }: Call): boolean {
	const sha1 = (fields.text('sha1') ?? '').toUpperCase();
	return (
		fields.text('bucket') === task.bucket &&
		fields.text('object') === task.object &&
		fields.text('size') === String(task.size) &&
		sha1 === task.sha1 &&
		fields.text('user_id') === task.account.userId &&
		fields.text('target') === task.target
	);
}

async function completeSample(call: Call): Promise<Reply> {
	const { world, fields } = call;
	const sample = world.samples.take(fields.text('cb_token'));
	const content = sample && world.shelf.objectAt(sample.bucket, sample.object);
	const fits =
		sample?.object === fields.text('object') &&
		sample?.account.userId === fields.text('user_id') &&
		sample?.target === fields.text('target');
	if (!sample || !fits || !content) return refused(call, '上传信息不匹配');
	const { account, parent, name } = sample;
	const sha1 = (await digestsOf(content)).sha1.toUpperCase();
	const told = fields.text('sha1')?.toUpperCase() === sha1;
	if (!told || fields.text('size') !== String(content.size)) return refused(call, '参数错误');
	return registered(call, account, world.putFile(account, { parent, name, sha1, content }));
}

function registered(call: Call, account: Account, item: Item): Reply {
	return reply(call, { state: true, message: '', code: 0, data: dataOf(account, item) });
}

function dataOf(account: Account, item: Item): object {
	return {
		pick_code: item.pickCode,
		file_size: item.size,
		file_id: item.id,
		thumb_url: '',
		sha1: item.sha1,
		aid: 1,
		area_id: 1,
		cid: item.parent,
		file_name: item.name,
		file_ptime: item.ptime,
		file_status: 1,
		file_type: 99,
		is_video: 0,
		sp: 0,
		object_id: '',
		user_id: account.userId
	};
}

function refused(call: Call, message: string): Reply {
	return reply(call, { state: false, message, code: 1001, data: [] });
}
