import { GiB } from '../../../lib/kernel/bytes';
import { contentOf } from '../../content';
import type { Piece } from '../../disk';
import type { Exchange, Reply } from '../../http/exchange';
import { BrokenForm, readFormData, type ReceivedForm } from '../../http/form-data';
import { Refusal } from '../envelope';
import { Fields } from '../fields';
import { done, lacking, type BearerCall, type OpenEndpoints } from './call';
import { openUpload, planFrom, shownId } from './create';
import { finish, sessionFrom } from './finish';

const MAX_SLICE = 10_000;
const LARGEST_SINGLE = GiB;
/** An undocumented word for "still being checked" (§15.5). */
const CHECKING = 20103;

/** uploadV2Endpoints take slices and small files as forms (123pan.md §15.5). */
export const uploadV2Endpoints: OpenEndpoints = {
	'POST /upload/v2/file/slice': { form: true, answer: slice },
	'POST /upload/v2/file/upload_complete': { answer: uploadComplete },
	'GET /upload/v2/file/domain': { answer: ({ world }) => done([world.storageOrigin]) },
	'POST /upload/v2/file/single/create': { form: true, answer: singleCreate }
};

/** isOpenUpload tells calls that come to the upload host, which is storage's origin here. */
export function isOpenUpload({ path, method }: Pick<Exchange, 'path' | 'method'>): boolean {
	return /^\/upload\/v2\/file\/(slice|single\/create)$/.test(path) && method === 'POST';
}

async function slice(call: BearerCall): Promise<Reply> {
	const { fields, files } = await formOf(call);
	const session = sessionFrom({ ...call, fields });
	const piece = files.get('slice');
	const number = fields.whole('sliceNo') ?? 0;
	if (!piece) throw lacking('slice');
	if (number < 1 || number > MAX_SLICE) throw lacking('sliceNo');
	if (fields.text('sliceMD5')?.toLowerCase() !== piece.md5) throw new Refusal(1, '分片MD5校验失败');
	const { bucket, key, uploadId } = session;
	const upload = call.world.store.upload(uploadId, bucket, key);
	if (!upload) throw new Refusal(1, '上传任务不存在');
	await call.world.store.putPart(upload, number, piece);
	return done();
}

/** Both words for "not yet" take turns. */
async function uploadComplete(call: BearerCall): Promise<Reply> {
	const session = sessionFrom(call);
	const item = await finish(call.world, session);
	if (item) return done({ completed: true, fileID: item.id });
	if (session.polls % 2 === 0) throw new Refusal(CHECKING, '文件正在校验中,请间隔1秒后再试');
	return done({ completed: false, fileID: 0 });
}

async function singleCreate(call: BearerCall): Promise<Reply> {
	const { world, account } = call;
	const { fields, files } = await formOf(call);
	const piece = files.get('file');
	const plan = planFrom(call, fields);
	if (!piece) throw lacking('file');
	if (plan.size > LARGEST_SINGLE) throw new Refusal(1, '单文件大小超出限制，无法上传');
	const opened = openUpload(call, plan);
	if ('item' in opened) return done({ fileID: shownId(world, opened.item), completed: true });
	opened.session.finished = true;
	if (piece.size !== plan.size || piece.md5 !== plan.etag) throw new Refusal(1, '文件MD5校验失败');
	const taken = call.tree.named(plan.parent, plan.name);
	const overwrite = plan.duplicate === 2 ? taken : undefined;
	const item = world.putFile(account, { ...plan, content: contentOf([piece]), overwrite });
	return done({ fileID: item.id, completed: true });
}

async function formOf({ world, exchange }: BearerCall) {
	const type = exchange.headers['content-type'] ?? '';
	let form: ReceivedForm<Piece>;
	try {
		form = await readFormData(type, exchange.body, (bytes) => world.disk.receive(bytes));
	} catch (error) {
		if (error instanceof BrokenForm) throw lacking('form');
		throw error;
	}
	return { fields: new Fields(form.fields), files: form.files };
}
