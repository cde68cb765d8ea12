import { describe, expect, test } from 'vitest';
import { ossError, partList, UPLOAD_ID } from '../../../../tests/support/stub-oss';
import {
	DRAFT,
	entry,
	final,
	scene115,
	SHA1,
	TASK,
	type Scene
} from '../../../../tests/support/pan115-connection';
import type { Draft } from '../../drives/drive';
import type { Completion } from '../backend';

const MULTI = { singlePut: 0, partSize: 1_000_000 };
const ETAGS = ['aa', 'bb', 'cc'];
const RECEIPTS = [3, 1, 2].map((number) => ({ number, etag: ETAGS[number - 1]! }));
const CALLBACK_FAILED = '<Error><Code>CallbackFailed</Code></Error>';

async function begun(scene: Scene, more: Partial<Draft> = {}): Promise<unknown> {
	const opening = await scene.connection.open({ ...DRAFT, ...more }, { sha1: SHA1 });
	if (opening.kind !== 'session') return expect.fail(opening.kind);
	return JSON.parse(JSON.stringify(opening.secret));
}

const complete = (scene: Scene, secret: unknown, how: Partial<Completion> = {}) =>
	scene.connection.complete(secret, { receipts: RECEIPTS, again: false, lookOnly: false, ...how });

async function codeOf(call: Promise<unknown>): Promise<string> {
	return call.then(
		() => 'resolved',
		(error: { code?: string }) => error.code ?? String(error)
	);
}

describe('a PUT that was the commit', () => {
	test('is done when 115 said so', async () => {
		const scene = scene115();
		const secret = await begun(scene);
		const looks = scene.lists.length;
		expect(await complete(scene, secret, { answer: final() })).toMatchObject({
			...{ id: '77', name: 'a.bin', folderId: '9', kind: 'file', digests: { sha1: SHA1 } }
		});
		expect(scene.lists).toHaveLength(looks);
	});

	test('ids and sizes may be texts or numbers of any length', async () => {
		const scene = scene115();
		const secret = await begun(scene);
		const answer = final({ cid: 0 }).replace('"77"', '2900000000000000001');
		const file = await complete(scene, secret, { answer });
		expect(file).toMatchObject({ id: '2900000000000000001', folderId: '' });
	});

	test.each([
		['other bytes', final({ sha1: 'F'.repeat(40) }), 'digest-mismatch'],
		['another size', final({ file_size: 1 }), 'digest-mismatch'],
		['no', final({}, { state: false, code: 1001 }), 'callback-failed'],
		['no, in a number', final({}, { state: 0, code: 1001 }), 'callback-failed'],
		['that it is full', final({}, { state: false, code: 91005 }), 'space-full'],
		['that a captcha is due', final({}, { state: false, code: '911' }), 'captcha-needed']
	])('%s is no file', async (_, answer, code) => {
		const scene = scene115();
		const secret = await begun(scene);
		scene.entries = [entry()];
		expect(await codeOf(complete(scene, secret, { answer }))).toBe(code);
	});

	test.each([
		['nothing', undefined],
		['half of it', final().slice(0, 40)],
		['a yes without a file', '{"state":true,"data":[]}'],
		['a page', '<html>502</html>']
	])('whose answer is %s is looked up', async (_, answer) => {
		const scene = scene115();
		const secret = await begun(scene);
		const how = answer === undefined ? {} : { answer };
		expect(await codeOf(complete(scene, secret, how))).toBe('not-finalised');
		const look = { again: true, lookOnly: true, ...how };
		expect(await codeOf(complete(scene, secret, look))).toBe('not-finalised');
		// Settled: it never came.
		expect(await codeOf(complete(scene, secret, { again: true, ...how }))).toBe('session-lost');
		scene.entries = [entry({ id: '8', pickCode: TASK.pickCode })];
		expect(await complete(scene, secret, { again: true, ...how })).toMatchObject({ id: '8' });
	});

	test('203: 115 may be slow, else it does not know the file', async () => {
		const scene = scene115();
		const secret = await begun(scene);
		const answer = CALLBACK_FAILED;
		expect(await codeOf(complete(scene, secret, { answer }))).toBe('callback-failed');
		scene.meanwhile = () => (scene.entries = [entry({ id: '8' })]);
		expect(await complete(scene, secret, { answer })).toMatchObject({ id: '8' });
	});
});

describe('which file is this one', () => {
	test.each([
		['the pick code', entry({ id: '8', name: 'x', pickCode: TASK.pickCode }), true],
		['name and bytes', entry({ id: '8' }), true],
		['a name cut short', entry({ id: '8', name: 'a.b..' }), true],
		['another name', entry({ id: '8', name: 'b.bin' }), false],
		['other bytes', entry({ id: '8', digests: { sha1: 'f'.repeat(40) } }), false],
		['unknown bytes', entry({ id: '8', digests: {} }), false],
		['another size', entry({ id: '8', size: 1, pickCode: TASK.pickCode }), false],
		['a folder', entry({ id: '8', kind: 'folder' }), false]
	])('%s: %#', async (_, listed, is) => {
		const scene = scene115();
		const secret = await begun(scene);
		scene.entries = [listed];
		const call = complete(scene, secret, { again: true, lookOnly: true });
		expect(await codeOf(call)).toBe(is ? 'resolved' : 'not-finalised');
	});

	test('not one that was there before', async () => {
		const scene = scene115();
		scene.entries = [entry({ id: '1' })];
		const secret = await begun(scene, { conflict: 'keep-both' });
		const again = { again: true, lookOnly: true };
		expect(await codeOf(complete(scene, secret, again))).toBe('not-finalised');
	});

	test('not a copy that was renamed meanwhile', async () => {
		const scene = scene115();
		scene.entries = [entry({ id: '1', name: 'b.bin' })];
		const secret = await begun(scene);
		scene.entries = [entry({ id: '1' })];
		const again = { again: true, lookOnly: true };
		expect(await codeOf(complete(scene, secret, again))).toBe('not-finalised');
	});

	test('in a full folder the search is asked, too', async () => {
		const scene = scene115();
		const secret = await begun(scene);
		scene.older = [entry({ id: '8' })];
		expect(await complete(scene, secret, { again: true })).toMatchObject({ id: '8' });
	});
});

describe('a commit of parts', () => {
	const answering = (scene: Scene, answer: () => Response) => {
		scene.oss = ({ method, url }) =>
			method === 'POST' && url.searchParams.has('uploadId') ? answer() : undefined;
	};
	const commits = (scene: Scene) =>
		scene.ossCalls.filter(
			({ method, url }) => method === 'POST' && url.searchParams.has('uploadId')
		);

	test('is sent with the callback, parts in order', async () => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		answering(scene, () => new Response(final()));
		expect(await complete(scene, secret)).toMatchObject({ id: '77' });
		const { body, headers, url } = commits(scene)[0]!;
		expect(url.searchParams.get('uploadId')).toBe(UPLOAD_ID);
		expect(body.match(/<PartNumber>\d|"\w+"/g)).toEqual(
			['"AA"', '"BB"', '"CC"'].flatMap((etag, at) => [`<PartNumber>${at + 1}`, etag])
		);
		const sent = (name: string) => atob(headers.get(name) ?? '');
		expect(sent('x-oss-callback')).toBe(TASK.callback);
		expect(sent('x-oss-callback-var')).toBe(TASK.callbackVar);
		expect(headers.get('content-type')).toBe('application/xml');
	});

	test('with a gap is not sent', async () => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		const receipts = RECEIPTS.slice(0, 2);
		expect(await codeOf(complete(scene, secret, { receipts }))).toBe('parts-missing');
		expect(commits(scene)).toEqual([]);
	});

	test('again looks first, and sends only what is not there', async () => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		answering(scene, () => new Response(final()));
		const look = { again: true, lookOnly: true };
		expect(await codeOf(complete(scene, secret, look))).toBe('not-finalised');
		expect(commits(scene)).toEqual([]);
		expect(await complete(scene, secret, { again: true })).toMatchObject({ id: '77' });
		expect(commits(scene)).toHaveLength(1);
		scene.entries = [entry({ id: '8' })];
		expect(await complete(scene, secret, { again: true })).toMatchObject({ id: '8' });
		expect(commits(scene)).toHaveLength(1);
	});

	test.each([
		['was used', 404, 'NoSuchUpload', 'session-lost'],
		['lacks a part', 400, 'InvalidPart', 'parts-missing'],
		['found nobody at 115', 203, 'CallbackFailed', 'callback-failed'],
		['broke', 500, 'InternalError', 'server-error'],
		['is wrong', 400, 'MalformedXML', 'storage-refused']
	])('that %s', async (_, status, code, meaning) => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		answering(scene, () => ossError(status, code));
		expect(await codeOf(complete(scene, secret))).toBe(meaning);
		// The first two may hide an earlier one that went through.
		scene.meanwhile = () => (scene.entries = [entry({ id: '8' })]);
		const unclear = ['session-lost', 'callback-failed'].includes(meaning);
		expect(await codeOf(complete(scene, secret))).toBe(unclear ? 'resolved' : meaning);
	});

	test('without 115’s words is looked up', async () => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		const xml = '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>';
		answering(scene, () => new Response(xml));
		expect(await codeOf(complete(scene, secret))).toBe('not-finalised');
	});

	test.each([
		[false, 1001, 'callback-failed'],
		[true, 1001, 'parallel-refused'],
		[true, 91005, 'space-full']
	])('that 115 refuses: at the same time %s, code %i', async (parallel, code, meaning) => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI, parallel });
		answering(scene, () => new Response(final({}, { state: false, code })));
		scene.entries = [entry()];
		expect(await codeOf(complete(scene, secret))).toBe(meaning);
	});
});

describe('overwriting', () => {
	test('retires the old files when the new one is there, and not before', async () => {
		const scene = scene115();
		scene.entries = [entry({ id: '1', size: 1 }), entry({ id: '2', size: 2 })];
		const secret = await begun(scene, { conflict: 'overwrite' });
		const refused = final({}, { state: false });
		expect(await codeOf(complete(scene, secret, { answer: refused }))).toBe('callback-failed');
		expect(scene.trashed).toEqual([]);
		await complete(scene, secret, { answer: final() });
		expect(scene.trashed).toEqual([['1', '2']]);
	});

	test('never retires the new file, whatever its id', async () => {
		const scene = scene115();
		scene.entries = [entry({ id: '1', size: 1 })];
		const secret = await begun(scene, { conflict: 'overwrite' });
		await complete(scene, secret, { answer: final({ file_id: '1' }) });
		expect(scene.trashed).toEqual([]);
	});

	test('is finished by a look, too', async () => {
		const scene = scene115();
		scene.entries = [entry({ id: '1', size: 1 })];
		const secret = await begun(scene, { conflict: 'overwrite' });
		scene.entries = [entry({ id: '2' }), ...scene.entries];
		await complete(scene, secret, { again: true });
		expect(scene.trashed).toEqual([['1']]);
	});
});

test('parts are no commit: listing them says so', async () => {
	const scene = scene115();
	const secret = await begun(scene, { wish: MULTI });
	scene.oss = ({ method }) => (method === 'GET' ? partList([[1, 'AA', 1]]) : undefined);
	expect(await scene.connection.listParts(secret)).toEqual([{ number: 1, etag: 'aa', size: 1 }]);
});
