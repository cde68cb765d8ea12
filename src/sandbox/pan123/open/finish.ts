import { digestsOf, type Content } from '../../content';
import { S3Error } from '../../s3/errors';
import { Refusal } from '../envelope';
import type { Item } from '../tree';
import type { World } from '../world';
import type { BearerCall } from './call';
import { nameTaken } from './names';
import type { OpenSession } from './sessions';

/** sessionFrom finds the unfinished upload that a call names; throws code 1. */
export function sessionFrom({ world, account, fields }: BearerCall): OpenSession {
	const session = world.open.sessions.find(account, fields.text('preuploadID'));
	if (!session || session.finished) throw new Refusal(1, '上传任务不存在');
	return session;
}

/** isSingle says that a file is one slice, which goes up as an object of its own (§15.6). */
export function isSingle({ plan, sliceSize }: OpenSession): boolean {
	return plan.size <= sliceSize;
}

/**
 * finish joins the slices at the first call, and compares their MD5 with what was promised once the
 * switch's polls are over; null until then. Throws when slices lack, or the MD5 is another one: the
 * Open Platform checks, unlike the web page's API (§15.5, §17.9).
 */
export async function finish(world: World, session: OpenSession): Promise<Item | null> {
	session.content ??= gather(world, session);
	if (session.polls++ < world.config.current.open123Polls) return null;
	const { plan, content } = session;
	session.finished = true;
	if ((await digestsOf(content)).md5 !== plan.etag) throw new Refusal(1, '文件MD5校验失败');
	const taken = world.tree(plan.account).named(plan.parent, plan.name);
	if (taken?.folder && plan.duplicate === 2) throw nameTaken();
	const overwrite = plan.duplicate === 2 ? taken : undefined;
	return world.putFile(plan.account, { ...plan, content, overwrite });
}

/** Slices must be 1, 2, 3 … without a gap and make up the whole file. */
function gather(world: World, session: OpenSession): Content {
	const { bucket, key, uploadId, plan } = session;
	const upload = world.store.upload(uploadId, bucket, key);
	const parts = [...(upload?.parts.values() ?? [])];
	const object = world.store.object(bucket, key);
	if (parts.length === 0 && isSingle(session) && object && object.serial > session.serial)
		return sized(object.content, plan.size);
	const sum = parts.reduce((total, { piece }) => total + piece.size, 0);
	const isWhole = parts.every(({ number }) => number >= 1 && number <= parts.length);
	if (!upload || parts.length === 0 || !isWhole || sum !== plan.size)
		throw new Refusal(1, '分片未上传完整');
	try {
		const refs = parts.map(({ number, piece }) => ({ number, etag: piece.md5 }));
		return world.store.completeUpload(upload, refs, world.config.current.minPartSize).content;
	} catch (error) {
		if (!(error instanceof S3Error)) throw error;
		throw new Refusal(1, `分片合并失败: ${error.code}`);
	}
}

function sized(content: Content, size: number): Content {
	if (content.size === size) return content;
	throw new Refusal(1, '文件大小不一致');
}
