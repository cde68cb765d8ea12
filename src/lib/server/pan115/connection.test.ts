import { describe, expect, test } from 'vitest';
import { ossError, partList, UPLOAD_ID } from '../../../../tests/support/stub-oss';
import {
	DRAFT,
	entry,
	scene115,
	SHA1,
	TASK,
	type Scene
} from '../../../../tests/support/pan115-connection';
import type { Draft } from '../../drives/drive';
import { TransferError } from '../../kernel/errors';
import type { KeptSts } from './sts';

const MULTI = { singlePut: 0, partSize: 1_000_000 };
const HOUR = 3_600_000;

async function begun(scene: Scene, more: Partial<Draft> = {}): Promise<unknown> {
	const opening = await scene.connection.open({ ...DRAFT, ...more }, { sha1: SHA1 });
	if (opening.kind !== 'session') return expect.fail(opening.kind);
	return JSON.parse(JSON.stringify(opening.secret));
}

async function urlsOf(scene: Scene, secret: unknown, numbers: readonly number[]) {
	const parts = await scene.connection.presign(secret, numbers);
	return parts.map((part) => ({ ...part, url: new URL(part.url) }));
}

describe('a URL', () => {
	test('of a part needs no header and ends after a quarter of an hour', async () => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		const [third, first] = await urlsOf(scene, secret, [3, 1]);
		expect(third).toMatchObject({ number: 3, method: 'PUT', headers: {}, expiresIn: 900_000 });
		expect(first?.number).toBe(1);
		const { url } = third!;
		expect(url.origin).toBe('https://fhnfile.oss-cn-shenzhen.aliyuncs.com');
		expect(url.pathname).toBe(`/${TASK.object}`);
		expect(url.searchParams.get('partNumber')).toBe('3');
		expect(url.searchParams.get('uploadId')).toBe(UPLOAD_ID);
		expect(url.searchParams.get('security-token')).toBe('token-1');
		expect(url.searchParams.get('Signature')).toMatch(/^[\w+/]+=$/);
		const expires = Number(url.searchParams.get('Expires'));
		expect(expires).toBe(scene.clock.now() / 1000 + 900);
		expect(url.searchParams.has('callback')).toBe(false);
	});

	test('that commits carries the callback byte for byte', async () => {
		const scene = scene115();
		const odd = { callback: '{"u":"http:\\/\\/x", "名":1}', callbackVar: '{ "x:a" : "é" }' };
		scene.inits = [{ kind: 'upload', task: { ...TASK, ...odd } }];
		const [part] = await urlsOf(scene, await begun(scene), [1]);
		const sent = (name: string) =>
			Buffer.from(part!.url.searchParams.get(name)!, 'base64').toString();
		expect(sent('callback')).toBe(odd.callback);
		expect(sent('callback-var')).toBe(odd.callbackVar);
		expect(part!.url.searchParams.has('uploadId')).toBe(false);
	});

	test('may be signed V4, by the server’s setting', async () => {
		const scene = scene115({ settings: { ossSignature: 'v4' } });
		const [part] = await urlsOf(scene, await begun(scene, { wish: MULTI }), [1]);
		const query = part!.url.searchParams;
		expect(query.get('x-oss-signature-version')).toBe('OSS4-HMAC-SHA256');
		expect(query.get('x-oss-credential')).toContain('/cn-shenzhen/oss/');
		expect(query.get('x-oss-expires')).toBe('900');
	});

	test('ends with the keys that signed it', async () => {
		const scene = scene115();
		scene.stsLife = 3000;
		const [part] = await urlsOf(scene, await begun(scene), [1]);
		expect(part!.expiresIn).toBe(3000);
	});

	test('beyond the last part is refused', async () => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		await expect(urlsOf(scene, secret, [4])).rejects.toThrow('bad-request');
	});
});

describe('keys for OSS', () => {
	const kept = (scene: Scene, more: Partial<KeptSts>): KeptSts => ({
		...{ accessKeyId: 'a', accessKeySecret: 's', endpoint: 'http://oss-cn-shenzhen.aliyuncs.com' },
		...{ securityToken: 'kept', expiresAt: scene.clock.now() + HOUR },
		renewAt: scene.clock.now() + HOUR / 2,
		...more
	});

	test('are asked for once, and kept by account and session', async () => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		await scene.connection.listParts(secret);
		await urlsOf(scene, secret, [1, 2, 3]);
		expect(scene.tokens).toEqual(['token-1']);
		expect(scene.connection.changed()).toMatchObject({ securityToken: 'token-1' });
	});

	test('of the account are used, and nothing is kept anew', async () => {
		const scene = scene115({ sts: kept(scene115(), {}) });
		await begun(scene, { wish: MULTI });
		expect(scene.tokens).toEqual([]);
		expect(scene.connection.changed()).toBeUndefined();
	});

	test.each([
		[HOUR, 48 * 60_000],
		[20 * 60_000, 15 * 60_000],
		[3000, 2400]
	])('of %i ms are renewed after %i ms', async (stsLife, renewed) => {
		const scene = scene115();
		scene.stsLife = stsLife;
		const secret = await begun(scene, { wish: MULTI });
		await scene.clock.advance(renewed - 1);
		await urlsOf(scene, secret, [1]);
		expect(scene.tokens).toHaveLength(1);
		await scene.clock.advance(1);
		await Promise.all([urlsOf(scene, secret, [1]), urlsOf(scene, secret, [2])]);
		expect(scene.tokens).toHaveLength(2);
	});

	test('of a session are used while they live longer than the account’s', async () => {
		const first = scene115();
		const secret = await begun(first, { wish: MULTI });
		const end = first.clock.now() + HOUR;
		const older = scene115({ sts: kept(first, { expiresAt: end - 1 }) });
		const [ours] = await urlsOf(older, secret, [1]);
		expect(ours!.url.searchParams.get('security-token')).toBe('token-1');
		const newer = scene115({ sts: kept(first, { expiresAt: end + 1 }) });
		const [theirs] = await urlsOf(newer, secret, [1]);
		expect(theirs!.url.searchParams.get('security-token')).toBe('kept');
		expect([...older.tokens, ...newer.tokens]).toEqual([]);
	});

	test('that OSS refuses in a session are replaced, and the call goes on', async () => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		scene.oss = ({ headers }) =>
			headers.get('x-oss-security-token') === 'token-1'
				? ossError(403, 'InvalidSecurityToken')
				: partList([[1, 'AA', 5]]);
		expect(await scene.connection.listParts(secret)).toHaveLength(1);
	});
});

describe('parts that came', () => {
	test('are read to the last page, ascending', async () => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		scene.oss = ({ url }) =>
			url.searchParams.get('part-number-marker') === '2'
				? partList([[3, 'CC', 1]])
				: partList(
						[
							[1, 'AA', 1],
							[2, 'BB', 1]
						],
						2
					);
		const parts = await scene.connection.listParts(secret);
		expect(parts.map(({ number, etag }) => [number, etag])).toEqual([
			...[
				[1, 'aa'],
				[2, 'bb'],
				[3, 'cc']
			]
		]);
	});

	test('of a forgotten upload are lost', async () => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		scene.oss = () => ossError(404, 'NoSuchUpload');
		await expect(scene.connection.listParts(secret)).rejects.toThrow('session-lost');
	});

	test('of a single PUT can’t be listed', async () => {
		const scene = scene115();
		expect(await scene.connection.listParts(await begun(scene))).toEqual([]);
		expect(scene.ossCalls).toEqual([]);
	});

	test.each([
		['forgets the task', new TransferError('session-lost')],
		['has another object', { ...TASK, object: 'other' }],
		['has another bucket', { ...TASK, bucket: 'other' }]
	])('are lost when 115 %s after an hour', async (_, resumed) => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		scene.resumed = resumed;
		await scene.clock.advance(HOUR);
		expect(await scene.connection.listParts(secret)).toEqual([]);
		await scene.clock.advance(1);
		await expect(scene.connection.listParts(secret)).rejects.toThrow('session-lost');
		scene.resumed = TASK;
		expect(await scene.connection.listParts(secret)).toEqual([]);
	});

	test('of a session of another form are lost', async () => {
		await expect(scene115().connection.listParts({})).rejects.toThrow('session-lost');
	});
});

describe('giving up', () => {
	test('aborts at OSS, and what is gone already does no harm', async () => {
		const scene = scene115();
		const secret = await begun(scene, { wish: MULTI });
		await scene.connection.abandon(secret);
		const { method, url } = scene.ossCalls.at(-1)!;
		expect([method, url.searchParams.get('uploadId')]).toEqual(['DELETE', UPLOAD_ID]);
		scene.oss = () => ossError(404, 'NoSuchUpload');
		await expect(scene.connection.abandon(secret)).resolves.toBeUndefined();
		scene.oss = () => ossError(500, 'InternalError');
		await expect(scene.connection.abandon(secret)).rejects.toThrow('server-error');
	});

	test('a single PUT has nothing to end', async () => {
		const scene = scene115();
		await scene.connection.abandon(await begun(scene));
		expect(scene.ossCalls).toEqual([]);
	});
});

describe('folders', () => {
	test('are listed page by page, to the last entry', async () => {
		const scene = scene115();
		scene.entries = Array.from({ length: 1151 }, (_, n) => entry({ id: `${n}`, name: `${n}` }));
		const first = await scene.connection.list('9', undefined);
		expect([first.entries.length, first.next, first.total]).toEqual([1150, '1150', 1151]);
		const last = await scene.connection.list('9', first.next);
		expect([last.entries.map(({ id }) => id), last.next]).toEqual([['1150'], undefined]);
	});

	test('are made, or found when they are there', async () => {
		const scene = scene115();
		expect(await scene.connection.createFolder('9', 'x')).toMatchObject({ id: '5' });
		const folder = { kind: 'folder', name: 'x', size: 0, digests: {} } as const;
		scene.entries = [entry({ name: 'x' }), entry({ id: '6', ...folder })];
		expect(await scene.connection.createFolder('9', 'x')).toMatchObject({ id: '6' });
		// Created long ago, in a folder of thousands.
		const files = Array.from({ length: 2300 }, (_, n) => entry({ id: `${n}`, name: `${n}` }));
		scene.entries = [...files, ...scene.entries];
		expect(await scene.connection.createFolder('9', 'x')).toMatchObject({ id: '6' });
	});
});
