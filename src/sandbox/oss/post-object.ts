import type { Reply } from '../http/exchange';
import { element, xml } from '../s3/xml';
import { locationOf, sums } from './answers';
import type { AuthRules } from './authenticate';
import { parseCallback } from './callback-value';
import { OssError } from './errors';
import { finish } from './finish';
import { readForm, type PostForm } from './form';
import { authenticateForm } from './form-signature';
import type { OssParts, OssRequest } from './parts';
import { checkPolicy, checkSize, type SizeRange } from './policy';
import { base64Md5, checkLength, receiveBytes, type Received } from './receive';
import type { OssObject } from './store';

/** postObject answers a form POST, and its callback (object-storage.md §11). */
export async function postObject(
	parts: OssParts,
	request: OssRequest,
	rules: AuthRules
): Promise<Reply> {
	if (request.headers.authorization !== undefined)
		throw new OssError('InvalidArgument', { message: 'A form carries its signature in fields.' });
	checkLength(request);
	const form = await readForm(request.headers['content-type'] ?? '', request.body);
	const key = (form.fields.get('key') ?? '').replaceAll('${filename}', form.file?.filename ?? '');
	const fields = new Map([...form.fields, ['key', key]]);
	const policy = authenticateForm(fields, rules);
	if (key === '') throw new OssError('InvalidObjectName');
	const size = checkPolicy(policy, { bucket: request.bucket, fields }, rules.now);
	const callback = callbackIn(fields);
	if (fields.get('x-oss-forbid-overwrite') === 'true' && parts.store.object(request.bucket, key))
		throw new OssError('FileAlreadyExists');
	const received = await receiveFile(parts, form, size);
	const type = fields.get('content-type') ?? form.file?.contentType ?? '';
	const object = parts.store.putObject(request.bucket, key, received, type);
	const plain = plainAnswer(object, fields);
	return finish(parts, { request, object, callback, operation: 'PostObject' }, plain);
}

function callbackIn(fields: ReadonlyMap<string, string>) {
	const value = fields.get('callback');
	if (value === undefined) return null;
	const variables = [...fields].filter(([name]) => name.startsWith('x:'));
	return parseCallback(value, Object.fromEntries(variables));
}

async function receiveFile(parts: OssParts, form: PostForm, size: SizeRange): Promise<Received> {
	if (!form.file) throw new OssError('IncorrectNumberOfFilesInPOSTRequest');
	const received = await receiveBytes(parts.disk, form.file.bytes);
	try {
		checkSize(received.piece.size, size);
		const claimed = form.fields.get('content-md5');
		if (claimed !== undefined && claimed !== base64Md5(received.piece))
			throw new OssError('InvalidDigest', { details: { 'Content-MD5': claimed } });
		return received;
	} catch (error) {
		await parts.disk.remove(received.piece);
		throw error;
	}
}

function plainAnswer(object: OssObject, fields: ReadonlyMap<string, string>): Reply {
	const headers = sums(object);
	const location = fields.get('success_action_redirect');
	if (location) return { status: 303, headers: { ...headers, location } };
	const status = Number(fields.get('success_action_status'));
	if (status !== 201) return { status: status === 200 ? 200 : 204, headers };
	const body = xml(
		element('PostResponse', [
			element('Bucket', object.bucket),
			element('ETag', `"${object.etag}"`),
			element('Location', locationOf(object)),
			element('Key', object.key)
		])
	);
	return { status, headers: { ...headers, 'content-type': 'application/xml' }, body };
}
