import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { sha1, type InitAnswer } from '../../../tests/support/pan115-client';
import { bytesOf, Pan115Rig, type Json } from '../../../tests/support/pan115-rig';

const KiB = 1024;
let rig: Pan115Rig;
let clock: FakeClock;
beforeEach(async () => {
	clock = new FakeClock();
	rig = await Pan115Rig.open(clock);
});
afterEach(() => rig.sandbox.close());

const put = (task: InitAnswer, body: Uint8Array<ArrayBuffer>, commit = true) =>
	rig.oss(task, { method: 'PUT', body, commit });
const putJson = async (task: InitAnswer, body: Uint8Array<ArrayBuffer>) =>
	(await (await put(task, body)).json()) as Json;

/** whole is two parts and a rest, with an init that wants them. */
async function begun() {
	const bytes = bytesOf(250 * KiB, 5);
	const task = await rig.init('movie.mkv', bytes);
	const parts = [0, 100, 200].map((at) => bytes.slice(at * KiB, (at + 100) * KiB));
	return { bytes, task, parts };
}

describe('a PUT with the callback', () => {
	test("registers the file and gives 115's answer", async () => {
		const bytes = bytesOf(1000, 1);
		const task = await rig.init('a.bin', bytes);
		const answer = await putJson(task, bytes);
		expect(answer).toMatchObject({ state: true, code: 0 });
		expect(answer.data).toMatchObject({
			pick_code: task.pickcode,
			file_size: 1000,
			sha1: sha1(bytes).toUpperCase(),
			cid: '0',
			file_name: 'a.bin',
			user_id: '100200300'
		});
		expect(BigInt(String(answer.data?.file_id))).toBeGreaterThan(2n ** 53n);
		expect(await rig.files()).toEqual(['/a.bin']);
		expect((await rig.init('b.bin', bytes)).status).toBe(2);
	});

	test('gives ids as numbers by switch, to the last digit', async () => {
		await rig.config({ idsAsNumbers: true });
		const bytes = bytesOf(10, 1);
		const text = await (await put(await rig.init('a', bytes), bytes)).text();
		expect(text).toMatch(/"file_id":29000000000000\d{5},/);
	});

	test('lets names repeat', async () => {
		for (const seed of [1, 2]) {
			const bytes = bytesOf(10, seed);
			await put(await rig.init('same', bytes), bytes);
		}
		expect(await rig.files()).toEqual(['/same', '/same']);
	});

	test('and other bytes than promised registers nothing', async () => {
		const task = await rig.init('a', bytesOf(10, 1));
		expect(await putJson(task, bytesOf(10, 2))).toMatchObject({ state: false, code: 1001 });
		expect(await putJson(task, bytesOf(11, 1))).toMatchObject({ state: false });
		expect(await rig.files()).toEqual([]);
		expect((await rig.init('a', bytesOf(10, 1))).status).toBe(1);
	});

	test('is needed: bytes alone make no file', async () => {
		const bytes = bytesOf(10, 1);
		expect((await put(await rig.init('a', bytes), bytes, false)).status).toBe(200);
		expect(await rig.files()).toEqual([]);
	});

	test('of another upload is refused', async () => {
		const [a, b] = [bytesOf(10, 1), bytesOf(10, 2)];
		const [first, second] = [await rig.init('a', a), await rig.init('b', b)];
		expect(await putJson({ ...first, object: second.object }, a)).toMatchObject({ state: false });
		expect(await putJson({ ...first, callback: second.callback }, a)).toMatchObject({
			state: false
		});
		expect(await rig.files()).toEqual([]);
	});

	test('must be about the promised object, whoever says otherwise', async () => {
		const bytes = bytesOf(10, 1);
		const [first, second] = [await rig.init('a', bytes), await rig.init('b', bytes)];
		await put(first, bytes, false);
		expect(await putJson({ ...first, object: second.object }, bytes)).toMatchObject({
			state: false
		});
		for (const [name, lie] of [
			['size', '11'],
			['sha1', 'A'.repeat(40)]
		]) {
			const callback = first.callback.callback.replace('${' + name + '}', String(lie));
			const request = { method: 'PUT', body: bytes, commit: true, callback };
			expect(await (await rig.oss(first, request)).json()).toMatchObject({ state: false });
		}
		expect(await rig.files()).toEqual([]);
	});

	test('makes one file however often it is sent, or two by switch', async () => {
		const bytes = bytesOf(10, 1);
		const task = await rig.init('a', bytes);
		await put(task, bytes);
		expect(await putJson(task, bytes)).toMatchObject({ state: false });
		expect(await rig.files()).toEqual(['/a']);
		await rig.config({ callbackAgain: 'duplicate' });
		expect((await putJson(task, bytes)).data?.pick_code).not.toBe(task.pickcode);
		expect(await rig.files()).toEqual(['/a', '/a']);
	});

	test('is refused as often as the switch says', async () => {
		await rig.config({ callbackRefusals: 1, callbackCode: 'task-id' });
		const bytes = bytesOf(10, 1);
		const task = await rig.init('a', bytes);
		expect(await putJson(task, bytes)).toMatchObject({ state: false });
		expect(await putJson(task, bytes)).toMatchObject({ state: true });
	});

	test('meets faults like any call, and is in the log', async () => {
		const match = { host: 'uplb.115.com', path: 'completeupload' };
		const bytes = bytesOf(10, 1);
		const task = await rig.init('a', bytes);
		for (const kind of ['status', 'drop']) {
			await rig.admin('faults', [{ match, do: { kind, status: 502 } }]);
			expect((await put(task, bytes)).status).toBe(203);
			expect(await rig.files()).toEqual([]);
		}
		await rig.admin('faults', [{ match, do: { kind: 'drop-response' } }]);
		expect((await put(task, bytes)).status).toBe(203);
		expect(await rig.files()).toEqual(['/a']);
		const log = (await rig.admin('log')) as unknown as { path: string }[];
		expect(log.filter(({ path }) => path === '/3.0/completeupload.php')).toHaveLength(3);
	});

	test("can't be called by a client", async () => {
		const bytes = bytesOf(10, 1);
		const task = await rig.init('a', bytes);
		await put(task, bytes, false);
		const response = await rig.send('uplb.115.com/3.0/completeupload.php', {
			pick_code: task.pickcode
		});
		expect(response.status).toBe(404);
	});
});

describe('a multipart upload', () => {
	test('in order registers the file', async () => {
		const { task, parts, bytes } = await begun();
		const answer = JSON.parse(await rig.multipart(task, parts, { sequential: true })) as Json;
		expect(answer).toMatchObject({ state: true, data: { sha1: sha1(bytes).toUpperCase() } });
		const content = await rig.send('_sandbox/content?drive=pan115&path=/movie.mkv');
		expect(sha1(new Uint8Array(await content.arrayBuffer()))).toBe(sha1(bytes));
	});

	test('without `sequential` has no SHA-1 to tell, so 115 refuses it', async () => {
		const { task, parts } = await begun();
		const answer = JSON.parse(await rig.multipart(task, parts, { sequential: false })) as Json;
		expect(answer).toMatchObject({ state: false });
		expect(await rig.files()).toEqual([]);
	});

	test('without `sequential` works for a client that writes the SHA-1 itself', async () => {
		const { task, parts, bytes } = await begun();
		const callback = task.callback.callback.replace('${sha1}', sha1(bytes).toUpperCase());
		const text = await rig.multipart(task, parts, { sequential: false, callback });
		expect(JSON.parse(text)).toMatchObject({ state: true });
	});

	test('goes on after resume, which names the same object and callback', async () => {
		const { task, parts } = await begun();
		const form = { pickcode: task.pickcode, target: 'U_1_0', userid: rig.userId };
		const where = 'uplb.115.com/3.0/resumeupload.php';
		const resumed = (await rig.call(where, form)) as unknown as InitAnswer;
		expect(resumed).toMatchObject({ state: true, status: 1, object: task.object });
		expect(resumed.callback).toEqual(task.callback);
		expect(JSON.parse(await rig.multipart(resumed, parts, { sequential: true }))).toMatchObject({
			state: true
		});
		expect(await rig.call(where, form)).toMatchObject({ state: false, statuscode: 402 });
	});

	test('is not resumed by others, for other folders, or when it is too old', async () => {
		const { task } = await begun();
		const resume = (more: object = {}) =>
			rig.call('uplb.115.com/3.0/resumeupload.php', {
				pickcode: task.pickcode,
				target: 'U_1_0',
				userid: rig.userId,
				...more
			});
		expect(await resume({ target: 'U_1_5' })).toMatchObject({ state: false });
		expect(await resume({ pickcode: 'abcdefghij0123456' })).toMatchObject({ state: false });
		expect(await resume()).toMatchObject({ state: true });
		await rig.config({ taskLifetime: 60 });
		await clock.advance(61_000);
		expect(await resume()).toMatchObject({ state: false });
		await rig.config({ taskLifetime: 600 });
		await rig.enter('Sandbox 115 free');
		expect(await resume({ userid: rig.userId })).toMatchObject({ state: false });
	});
});

describe('credentials for OSS', () => {
	test('come with the endpoint, need no cookies, and end when they say', async () => {
		const sts = await rig.sts();
		expect(sts).toMatchObject({ StatusCode: '200', Expiration: '2026-01-01T01:00:00Z' });
		rig.cookie = '';
		expect((await rig.sts()).AccessKeyId).not.toBe(sts.AccessKeyId);
		const info = await rig.call('uplb.115.com/3.0/getuploadinfo.php');
		expect(info.endpoint).toBe(rig.sandbox.storageOrigin);
		const there = await fetch(String(info.gettokenurl));
		expect(await there.json()).toMatchObject({ StatusCode: '200' });
		await rig.enter('Sandbox 115');
		const bytes = bytesOf(10, 1);
		const task = await rig.init('a', bytes);
		await clock.advance(3_600_000);
		const late = await rig.oss(task, { method: 'PUT', body: bytes, commit: true, sts });
		expect(await late.text()).toContain('SecurityTokenExpired');
	});

	test('are throttled, and name the real endpoint, by switch', async () => {
		await rig.config({ stsThrottle: 1, ossEndpoint: 'real' });
		expect(await rig.sts()).toMatchObject({ StatusCode: '400', ErrorMessage: 'Throttling.User' });
		expect(await rig.sts()).toMatchObject({ StatusCode: '200' });
		expect(await rig.call('uplb.115.com/3.0/getuploadinfo.php')).toEqual({
			endpoint: 'http://oss-cn-shenzhen.aliyuncs.com',
			gettokenurl: 'https://uplb.115.com/3.0/gettoken.php'
		});
	});
});

test('the admin calls tell accounts, and put files where they are asked to', async () => {
	const rows = (await rig.admin('accounts')) as unknown as Record<string, unknown>[];
	const own = rows.filter(({ drive, flavour }) => drive === 'pan115' && flavour === 'cookie');
	expect(own.map(({ name }) => name)).toContain('Sandbox 115');
	expect(own[0]?.credentials).toEqual({
		cookie: expect.stringMatching(/^UID=\S+; CID=\S{32}; SEID=\S+; KID=\S{32}$/) as string
	});
	const account = 'Sandbox 115 free';
	const seed = { drive: 'pan115', account, path: '/d/e', size: 9, seed: 1 };
	const row = await rig.admin('seed', seed);
	expect(row).toMatchObject({ account, path: '/d/e', size: 9, trashed: false });
	await rig.admin('seed', { ...seed, seed: 2 });
	expect(await rig.files()).toEqual(['/d/e', '/d/e']);
	await rig.admin('reset', {});
	expect(await rig.files()).toEqual([]);
});
