import { createHmac } from 'node:crypto';
import { GiB } from '../../lib/kernel/bytes';
import type { Reply } from '../http/exchange';
import { reply, UPLB, type CookieCall, type Endpoint } from './call';
import { Refusal } from './envelope';
import { cidOf, newHex } from './ids';
import { cutName } from './names';
import { BUCKET } from './open-task';
import type { Sample } from './samples';
import { folderUnder } from './upload-folder';
import type { World } from './world';

/** SAMPLE_KEY signs the forms of plain web uploads; OSS must know it. It opens nothing real. */
export const SAMPLE_KEY = {
	accessKeyId: 'LTAI5tSandboxSample00115',
	accessKeySecret: 'sandbox-sample-secret-of-115-0001'
};

const LIFE_S = 3600;
const LARGEST = 5 * GiB;

/** sampleEndpoints start a plain web upload (115.md §5.7). */
export const sampleEndpoints: readonly Endpoint[] = [
	{
		hosts: UPLB,
		path: '/3.0/sampleinitupload.php',
		method: 'POST',
		form: 'upload',
		access: 'cookie',
		answer: start
	}
];

function start(call: CookieCall): Reply {
	const { world, account, fields } = call;
	const [name, size, cid] = [
		fields.text('filename'),
		fields.whole('filesize'),
		cidOf(fields.text('target'))
	];
	if (fields.text('userid') !== account.userId || !name || size === undefined)
		throw new Refusal(402, 'userid, filesize, target or pickcode invalid');
	if (cid === undefined || !world.tree(account).isFolder(cid))
		throw new Refusal(402, 'userid, filesize, target or pickcode invalid');
	if (size > LARGEST) throw new Refusal(50028, '文件大小超出限制');
	const parent = folderUnder(world, account, cid, fields.text('path') ?? '');
	const sample = world.samples.add({
		account,
		token: newHex(32),
		target: `U_1_${parent}`,
		parent,
		name: cutName(name),
		bucket: BUCKET,
		object: newHex(40)
	});
	return reply(call, formOf(world, sample));
}

function formOf(world: World, sample: Sample): object {
	const expire = world.time.seconds() + LIFE_S;
	const expiration = new Date(expire * 1000).toISOString();
	const policy = base64({ expiration, conditions: [['content-length-range', 0, LARGEST]] });
	return {
		object: sample.object,
		accessid: SAMPLE_KEY.accessKeyId,
		host: bucketUrl(world),
		policy,
		signature: createHmac('sha1', SAMPLE_KEY.accessKeySecret).update(policy).digest('base64'),
		expire,
		callback: base64({
			callbackUrl: 'http://uplb.115.com/3.0/samplecompleteupload.php',
			callbackBody: callbackBody(sample),
			callbackBodyType: 'application/x-www-form-urlencoded'
		})
	};
}

function bucketUrl(world: World): string {
	return world.config.current.ossEndpoint === 'real'
		? `https://${BUCKET}.oss-cn-shenzhen.aliyuncs.com`
		: `${world.storageOrigin}/${BUCKET}`;
}

function callbackBody({ account, target, name, token }: Sample): string {
	const filename = encodeURIComponent(Buffer.from(name).toString('base64'));
	return (
		'object=${object}&size=${size}&sha1=${sha1}&mimeType=${mimeType}' +
		'&height=${imageInfo.height}&width=${imageInfo.width}&format=${imageInfo.format}' +
		`&user_id=${account.userId}&target=${target}&filename=${filename}&cb_token=${token}`
	);
}

function base64(value: object): string {
	return Buffer.from(JSON.stringify(value)).toString('base64');
}
