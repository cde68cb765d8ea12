import { describe, expect, test } from 'vitest';
import { no, ok, open115 } from '../../../../../tests/support/open115';
import type { InitRequest } from '../dialect';
import { createOpenApi } from './call';
import { openDialect } from './dialect';

const INIT = '/open/upload/init';
const SHA1 = '0123456789ABCDEF0123456789ABCDEF01234567';
const HEAD = '89ABCDEF0123456789ABCDEF0123456789ABCDEF';
const CALLBACK = '{"callbackUrl":"http:\\/\\/uplb.115.com\\/x","callbackBody":"sha1=${sha1}"}';
const pairOf = { callback: CALLBACK, callback_var: '{"x:pick_code":"p"}' };
const task = { pick_code: 'abcdefghij0123456', bucket: 'fhnfile', object: 'f'.repeat(40) };
const known = {
	...{ pickCode: task.pick_code, bucket: task.bucket, object: task.object },
	...{ callback: CALLBACK, callbackVar: pairOf.callback_var }
};
const request: InitRequest = { folderId: '9', name: 'a b.bin', size: 5, sha1: SHA1, head: HEAD };

function setUp(path: string, answer: unknown) {
	const { doors, calls } = open115({ [path]: () => answer });
	return { dialect: openDialect(createOpenApi('access', doors)), calls };
}
const init = (data: unknown, more: Partial<InitRequest> = {}) =>
	setUp(INIT, data).dialect.init({ ...request, ...more });

describe('init', () => {
	test('asks with the digests of the file and of its head, in capitals', async () => {
		const { dialect, calls } = setUp(INIT, ok({ ...task, status: 1, callback: pairOf }));
		await dialect.init(request);
		expect(calls[0]).toMatchObject({ method: 'POST', host: 'proapi.115.com' });
		const form = {
			...{ file_name: 'a b.bin', file_size: '5', target: 'U_1_9', fileid: SHA1 },
			...{ preid: HEAD, topupload: '0' }
		};
		expect(calls[0]?.form).toEqual(form);
		const proof = { key: 'k', value: HEAD };
		await dialect.init({ ...request, folderId: '', pickCode: 'p', proof });
		const more = { target: 'U_1_0', pick_code: 'p', sign_key: 'k', sign_val: HEAD };
		expect(calls[1]?.form).toEqual({ ...form, ...more });
	});

	test('needs the head’s digest', async () => {
		const { dialect, calls } = setUp(INIT, ok({}));
		const asked = dialect.init({ ...request, head: undefined });
		await expect(asked).rejects.toMatchObject({ code: 'bad-request' });
		expect(calls).toHaveLength(0);
	});

	test.each([
		['an object', pairOf, (data: object) => data],
		['an array of one', [pairOf], (data: object) => data],
		['an array, all of it', pairOf, (data: object) => [data]]
	])('status 1 is an upload; callback as %s', async (_, callback, around) => {
		const said = await init(ok(around({ ...task, status: '1', callback })));
		expect(said).toEqual({ kind: 'upload', task: known });
	});

	test('status 2 is instant', async () => {
		const data = { status: 2, pick_code: 'p', file_id: '29', callback: [] };
		expect(await init(ok(data))).toEqual({ kind: 'instant', pickCode: 'p', fileId: '29' });
		const bare = await init(ok({ ...data, file_id: '' }));
		expect(bare).toEqual({ kind: 'instant', pickCode: 'p', fileId: undefined });
	});

	test.each([
		[7, 701],
		[6, 700],
		[8, 702]
	])('status %i with a question goes on', async (status, code) => {
		const data = { ...{ status, code }, sign_key: 'k', sign_check: '2392148-2392298' };
		const verify = { kind: 'verify', key: 'k', range: { start: 2392148, end: 2392299 } };
		expect(await init(ok(data))).toMatchObject(verify);
		expect(await init({ ...no(code), data })).toMatchObject(verify);
	});

	test.each([6, 7, 8])('status %i without a question begins anew', async (status) => {
		const asked = init(ok({ status, code: 700, sign_key: '', sign_check: '', callback: [] }));
		await expect(asked).rejects.toMatchObject({ code: 'challenge-failed', recovery: 'retry' });
	});

	test.each([
		['another status', ok({ status: 9 }), 'drive-refused'],
		['no data', ok([]), 'unreadable-answer'],
		['a late answer', no(400), 'challenge-failed'],
		['a folder that is gone', no(20009), 'folder-missing'],
		['a file too large', no(50028), 'too-large'],
		['a full drive', no(91005), 'space-full'],
		['a dead token', no(40140126), 'signed-out'],
		[
			'an upload without its callback',
			ok({ ...task, status: 1, callback: [] }),
			'unreadable-answer'
		]
	])('rejects %s', async (_, answer, code) => {
		await expect(init(answer)).rejects.toMatchObject({ code });
	});
});

describe('resume', () => {
	const resume = (answer: unknown) => {
		const asked = { folderId: '9', size: 5, sha1: SHA1, pickCode: task.pick_code };
		const { dialect, calls } = setUp('/open/upload/resume', answer);
		return { task: dialect.resume(asked), calls };
	};

	test('gives the upload again', async () => {
		const { task: found, calls } = resume(ok({ ...task, callback: pairOf, version: '1.0' }));
		expect(await found).toEqual(known);
		expect(calls[0]?.form).toEqual({
			...{ file_size: '5', target: 'U_1_9', fileid: SHA1, pick_code: task.pick_code }
		});
	});

	test.each([
		['forgotten', no(50003), 'session-lost'],
		['forgotten without a word', ok([]), 'session-lost'],
		['refused in words of its own', no(1), 'session-lost'],
		['asked too often', no(406), 'rate-limited'],
		['asked with a dead token', no(40140125), 'signed-out']
	])('that is %s rejects', async (_, answer, code) => {
		await expect(resume(answer).task).rejects.toMatchObject({ code });
	});
});

describe('keys to OSS', () => {
	const token = {
		...{ endpoint: 'http://oss-cn-shenzhen.aliyuncs.com', AccessKeyId: 'STS.x' },
		...{ SecurityToken: 'CAIS' }
	};
	const set = {
		...{ accessKeyId: 'STS.x', accessKeySecret: 's', securityToken: 'CAIS' },
		...{ expiresAt: Date.UTC(2030, 0, 1, 1), endpoint: token.endpoint }
	};
	const at = '2030-01-01T01:00:00Z';

	test.each([
		['as they should be', { ...token, AccessKeySecret: 's', Expiration: at }],
		['as the documents spell them', { ...token, AccessKeySecrett: 's', expiration: at }],
		['in an array', [{ ...token, AccessKeySecret: 's', Expiration: at }]]
	])('are read %s', async (_, data) => {
		const { dialect } = setUp('/open/upload/get_token', ok(data));
		expect(await dialect.sts()).toEqual(set);
	});

	test.each([
		['too often', no(770004), 'rate-limited'],
		['in vain', ok([]), 'unreadable-answer'],
		['without an end', ok({ ...token, AccessKeySecret: 's' }), 'unreadable-answer']
	])('asked for %s', async (_, answer, code) => {
		const { dialect } = setUp('/open/upload/get_token', answer);
		await expect(dialect.sts()).rejects.toMatchObject({ code });
	});
});
