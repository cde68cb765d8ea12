import { describe, expect, test } from 'vitest';
import { ossError, UPLOAD_ID } from '../../../../tests/support/stub-oss';
import {
	DRAFT,
	entry,
	scene115,
	SHA1,
	SIZE,
	TASK,
	type Scene
} from '../../../../tests/support/pan115-connection';
import type { Draft } from '../../drives/drive';
import { TransferError } from '../../kernel/errors';
import type { Answered } from '../backend';
import type { InitAnswer } from './dialect';
import type { SessionSecret } from './session';

const MULTI = { singlePut: 0, partSize: 1_000_000 };
const OTHER = { digests: { sha1: 'f'.repeat(40) } };
const VERIFY: InitAnswer = { kind: 'verify', key: 'key', range: { start: 5, end: 10 } };
const INSTANT: InitAnswer = { kind: 'instant', pickCode: 'new' };

const open = ({ connection }: Scene, more: Partial<Draft> = {}, answer?: Answered) =>
	connection.open({ ...DRAFT, ...more }, { sha1: SHA1 }, answer);

async function opened(scene: Scene, more?: Partial<Draft>) {
	const opening = await open(scene, more);
	if (opening.kind !== 'session') return expect.fail(opening.kind);
	return { session: opening.session, secret: opening.secret as SessionSecret };
}

async function challenged(scene: Scene, more?: Partial<Draft>, answer?: Answered) {
	const opening = await open(scene, more, answer);
	return opening.kind === 'challenge' ? opening : expect.fail(opening.kind);
}

describe('the folder is looked into first', () => {
	test('and one that is gone is not asked for', async () => {
		const scene = scene115();
		await expect(open(scene, { folderId: 'gone' })).rejects.toThrow('folder-missing');
		expect(scene.asked).toEqual([]);
	});

	test.each(['ask', 'skip'] as const)('a taken name is a conflict: %s', async (conflict) => {
		const scene = scene115();
		scene.entries = [entry({ ...OTHER, size: 5, modifiedAt: 7 })];
		expect(await open(scene, { conflict })).toEqual({
			kind: 'conflict',
			existing: { size: 5, ...OTHER, modifiedAt: 7 }
		});
		expect(scene.asked).toEqual([]);
	});

	test('in a full folder the search knows the rest', async () => {
		const scene = scene115();
		scene.older = [entry({ ...OTHER })];
		expect((await open(scene)).kind).toBe('conflict');
	});

	test('a folder of that name is no conflict, nor is another name', async () => {
		const scene = scene115();
		scene.entries = [
			entry({ id: '1', kind: 'folder', digests: {}, size: 0 }),
			entry({ name: 'A.bin' })
		];
		expect((await open(scene)).kind).toBe('session');
	});

	test.each(['ask', 'skip', 'overwrite'] as const)(
		'the same file is there at once: %s',
		async (conflict) => {
			const scene = scene115();
			scene.entries = [entry({ id: '1', ...OTHER }), entry({ id: '2' })];
			expect(await open(scene, { conflict })).toMatchObject({ kind: 'instant', file: { id: '2' } });
			expect(scene.asked).toEqual([]);
			expect(scene.trashed).toEqual(conflict === 'overwrite' ? [['1']] : []);
		}
	);

	test('keep both asks for the first free name', async () => {
		const scene = scene115();
		scene.entries = [entry(), entry({ id: '3', name: 'a(1).bin' })];
		scene.older = [entry({ id: '4', name: 'a(2).bin' })];
		const { secret } = await opened(scene, { conflict: 'keep-both' });
		expect(scene.asked[0]?.name).toBe('a(3).bin');
		expect(secret.wanted).toMatchObject({ name: 'a(3).bin', replaced: [] });
		expect(secret.wanted.baseline.toSorted()).toEqual([entry().id, '3', '4'].toSorted());
	});

	test('overwrite remembers what to retire, and retires nothing yet', async () => {
		const scene = scene115();
		scene.entries = [entry({ id: '1', ...OTHER }), entry({ id: '2', size: 1 })];
		const { secret } = await opened(scene, { conflict: 'overwrite' });
		expect(secret.wanted.replaced).toEqual(['1', '2']);
		expect(scene.trashed).toEqual([]);
	});

	test('a folder of thousands of copies still fits into a request', async () => {
		const scene = scene115();
		const copy = (n: number) => entry({ id: `29000000000000${n}`, name: `${n}.bin` });
		scene.entries = Array.from({ length: 1150 }, (_, n) => copy(n));
		const { secret } = await opened(scene);
		expect(JSON.stringify(secret).length).toBeLessThan(9000);
	});
});

describe('what 115 wants', () => {
	test('digests are in capitals', async () => {
		const scene = scene115();
		await open(scene, { head: 'ab'.repeat(20) });
		const sha1 = SHA1.toUpperCase();
		const request = { folderId: '9', name: 'a.bin', size: SIZE, sha1, head: 'AB'.repeat(20) };
		expect(scene.asked).toEqual([{ ...request, pickCode: undefined, proof: undefined }]);
	});

	test('a second verification is a challenge, answered without another look', async () => {
		const scene = scene115();
		scene.inits = [{ ...VERIFY, pickCode: 'pc' }, INSTANT];
		const { secret, ...asked } = await challenged(scene);
		expect(asked).toEqual({ kind: 'challenge', digest: 'sha1', range: { start: 5, end: 10 } });
		scene.entries = [entry({ id: '8', pickCode: 'new' })];
		const looks = scene.lists.length;
		const sealed = JSON.parse(JSON.stringify(secret)) as unknown;
		const answer = { secret: sealed, digest: 'ab'.repeat(20) };
		expect(await open(scene, {}, answer)).toMatchObject({ kind: 'instant', file: { id: '8' } });
		const proof = { key: 'key', value: 'AB'.repeat(20) };
		expect(scene.asked[1]).toMatchObject({ proof, pickCode: 'pc', name: 'a.bin' });
		// One look finds the file; none asked for conflicts again.
		expect(scene.lists.length).toBe(looks + 1);
	});

	test('115 may ask again, but not for ever', async () => {
		const scene = scene115();
		scene.inits = [VERIFY];
		let { secret } = await challenged(scene);
		for (let round = 2; round <= 5; round++) {
			({ secret } = await challenged(scene, {}, { secret, digest: 'ab' }));
		}
		await expect(open(scene, {}, { secret, digest: 'ab' })).rejects.toThrow('challenge-failed');
	});

	test('an answer for another file is refused, and so is a range beyond the file', async () => {
		const scene = scene115();
		scene.inits = [VERIFY];
		const { secret } = await challenged(scene);
		const answer = { secret, digest: 'ab' };
		await expect(open(scene, { size: 5 }, answer)).rejects.toThrow('challenge-failed');
		await expect(open(scene, {}, { ...answer, secret: {} })).rejects.toThrow('challenge-failed');
		scene.inits = [{ ...VERIFY, range: { start: 0, end: SIZE + 1 } }];
		await expect(open(scene)).rejects.toThrow('challenge-failed');
	});
});

describe('an instant upload', () => {
	test('is found by its pick code, among copies', async () => {
		const scene = scene115();
		scene.inits = [INSTANT];
		scene.entries = [entry({ id: '1', name: 'b.bin' })];
		const before = open(scene);
		scene.entries = [entry({ id: '1', name: 'b.bin' }), entry({ id: '2', pickCode: 'new' })];
		expect(await before).toMatchObject({ kind: 'instant', file: { id: '2', name: 'a.bin' } });
	});

	test('is found by name and bytes, but never one that was there before', async () => {
		const scene = scene115();
		scene.inits = [{ kind: 'instant', pickCode: '' }];
		scene.entries = [entry({ id: '1' })];
		const meanwhile = () =>
			(scene.entries = [entry({ id: '2', name: 'a(1).bin' }), ...scene.entries]);
		scene.meanwhile = meanwhile;
		const opening = await open(scene, { conflict: 'keep-both' });
		expect(opening).toMatchObject({ kind: 'instant', file: { id: '2', name: 'a(1).bin' } });
	});

	test('by its id, when 115 tells one', async () => {
		const scene = scene115();
		scene.inits = [{ ...INSTANT, fileId: '3' }];
		scene.meanwhile = () => (scene.entries = [entry({ id: '2' }), entry({ id: '3' })]);
		expect(await open(scene)).toMatchObject({ file: { id: '3' } });
	});

	test('that does not show is told all the same: asking again would make a second one', async () => {
		const scene = scene115();
		scene.inits = [INSTANT];
		const { id, ...file } = { ...entry(), id: 'new' };
		expect(await open(scene)).toMatchObject({ kind: 'instant', file: { id, name: file.name } });
		expect(scene.asked).toHaveLength(1);
		expect(scene.lists.length).toBe(1 + 3);
	});

	test('retires what it replaces', async () => {
		const scene = scene115();
		scene.inits = [INSTANT];
		scene.entries = [entry({ id: '1', ...OTHER })];
		scene.meanwhile = () => (scene.entries = [entry({ id: '2', pickCode: 'new' })]);
		await open(scene, { conflict: 'overwrite' });
		expect(scene.trashed).toEqual([['1']]);
	});
});

describe('an upload', () => {
	test('of one PUT is the commit, and OSS is not asked for anything', async () => {
		const scene = scene115();
		const { session, secret } = await opened(scene);
		expect(session).toEqual({
			...{ id: session.id, partSize: SIZE, parts: 1, listable: false, commitsOnPut: true }
		});
		expect(session.id).toMatch(/^[0-9a-f]{32}$/);
		expect(secret).toMatchObject({ mode: 'single', uploadId: '', callback: TASK.callback });
		expect(scene.ossCalls).toEqual([]);
	});

	test('of parts is initiated in order, so that OSS knows the SHA-1', async () => {
		const scene = scene115();
		const { session, secret } = await opened(scene, { wish: MULTI });
		expect(session).toMatchObject({
			partSize: 1_000_000,
			parts: 3,
			listable: true,
			parallel: false
		});
		expect(session.commitsOnPut).toBeUndefined();
		expect(secret).toMatchObject({ uploadId: UPLOAD_ID, callback: TASK.callback });
		const { method, url } = scene.ossCalls[0]!;
		expect(method).toBe('POST');
		expect(url.origin).toBe('https://fhnfile.oss-cn-shenzhen.aliyuncs.com');
		expect(url.search).toBe('?sequential&uploads&x-oss-enable-sha1');
	});

	test('of parts at the same time tells 115 the SHA-1 itself', async () => {
		const scene = scene115();
		const { session, secret } = await opened(scene, { wish: MULTI, parallel: true });
		expect(session.parallel).toBe(true);
		expect(scene.ossCalls[0]!.url.search).toBe('?uploads');
		expect(secret.callback).toBe(TASK.callback.replace('${sha1}', SHA1.toUpperCase()));
	});

	test.each([
		['another bucket', { bucket: 'evil' }],
		['a bucket that is a host', { bucket: 'evil.example/x' }]
	])('to %s is not begun', async (_, strange) => {
		const scene = scene115();
		scene.inits = [{ kind: 'upload', task: { ...TASK, ...strange } }];
		await expect(open(scene, { wish: MULTI })).rejects.toThrow('host-not-allowed');
		await expect(open(scene)).rejects.toThrow('host-not-allowed');
		expect(scene.ossCalls).toEqual([]);
	});

	test('whose keys OSS refuses gets new ones, once', async () => {
		const scene = scene115();
		scene.oss = ({ headers }) =>
			headers.get('x-oss-security-token') === 'token-1'
				? ossError(403, 'SecurityTokenExpired')
				: undefined;
		const { secret } = await opened(scene, { wish: MULTI });
		expect(secret.sts.securityToken).toBe('token-2');
		expect(scene.connection.changed()).toMatchObject({ securityToken: 'token-2' });
		scene.oss = () => ossError(403, 'InvalidAccessKeyId');
		await expect(open(scene, { wish: MULTI })).rejects.toThrow('storage-refused');
		expect(scene.tokens).toHaveLength(3);
	});

	test('that 115 refuses is refused in its words', async () => {
		const scene = scene115();
		scene.inits = [new TransferError('space-full', { detail: '91005 满' })];
		await expect(open(scene)).rejects.toThrow('space-full: 91005 满');
	});
});
