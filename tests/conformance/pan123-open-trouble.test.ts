import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proxiedRig, type ProxiedRig } from './proxied-rig';
import {
	digestsOf,
	entriesOf,
	expectCode,
	expectFile,
	fresh,
	makeFolder,
	numbersOf,
	open,
	openSession,
	rejection,
	send,
	upload
} from './rig';

const sliceSize = 4096;
const COMPLETE = '/upload/v1/file/upload_complete$';
const LIST = '/api/v2/file/list$';
let rig: ProxiedRig;

/** anotherRig is for what an account learns, and remembers. */
const anotherRig = (config = {}) =>
	proxiedRig({
		...{ drive: 'pan123', flavour: 'open', partSize: sliceSize, haste: 50, files: true },
		config: { sliceSize, ...config }
	});

beforeAll(async () => {
	rig = await anotherRig();
});
beforeEach(async () => {
	await rig.admin('faults', []);
	await rig.admin('config', { open123Polls: 0, open123Qps: 'off', open123SearchDelay: 0 });
});
afterAll(() => rig.close());

async function sent(bytes: Uint8Array) {
	const folder = await makeFolder(rig);
	const session = await openSession(rig, folder, bytes);
	const { receipts } = await send(rig, session, bytes, numbersOf(session));
	return { folder, session, receipts };
}

const says = (path: string, code: number, message: string, times = 1) => ({
	match: { path },
	times,
	do: { kind: 'status', status: 200, body: JSON.stringify({ code, message, data: null }) }
});

describe('an access token', () => {
	test('that is pushed out between two parts is renewed once, unseen', async () => {
		const bytes = fresh(2 * sliceSize + 1);
		const folder = await makeFolder(rig);
		const session = await openSession(rig, folder, bytes);
		const first = await send(rig, session, bytes, [1]);
		const before = rig.renewals();
		const dead = says('/get_upload_url$', 401, 'tokens number has exceeded the limit');
		await rig.admin('faults', [dead]);
		const rest = await send(rig, session, bytes, [2, 3]);
		const file = await rig.drive.complete(session, [...first.receipts, ...rest.receipts]);
		await expectFile(rig, folder, file, bytes);
		expect(rig.renewals()).toBe(before + 1);
	});

	test('that is about to end is replaced before it is used', async () => {
		const rig = await anotherRig({ open123TokenLifetime: 1000 });
		await rig.expireUrls();
		expect((await rig.drive.account()).uid).toBe('1800010');
		expect(rig.renewals()).toBe(1);
		await rig.drive.account();
		expect(rig.renewals()).toBe(1);
		await rig.close();
	});

	test('of a client that is refused by now needs its person', async () => {
		const wrong = says('/api/v1/access_token$', 1, 'clientId或clientSecret错误', 9);
		const dead = says('/user/info$', 401, 'token is expired', 9);
		await rig.admin('faults', [wrong, dead]);
		await expectCode(rig.drive.account(), 'signed-out');
	});
});

describe('a commit', () => {
	test.each([1, 2 * sliceSize])('whose answer is cut off is found: %i bytes', async (size) => {
		const bytes = fresh(size);
		const { folder, session, receipts } = await sent(bytes);
		await rig.admin('faults', [{ match: { path: COMPLETE }, do: { kind: 'drop-response' } }]);
		await expectCode(rig.drive.complete(session, receipts), 'network');
		const file = await rig.drive.complete(session, receipts, { again: true });
		await expectFile(rig, folder, file, bytes);
		expect(await entriesOf(rig, folder.id)).toHaveLength(1);
	});

	test('whose check takes longer than a call may says so, until the file is there', async () => {
		const bytes = fresh(2 * sliceSize);
		const { folder, session, receipts } = await sent(bytes);
		await rig.admin('config', { open123Polls: 20 });
		const error = await rejection(rig.drive.complete(session, receipts));
		expect(error).toMatchObject({ code: 'not-finalised', recovery: 'retry' });
		const look = rig.drive.complete(session, receipts, { again: true, lookOnly: true });
		await expectCode(look, 'not-finalised');
		const file = await rig.drive.complete(session, receipts, { again: true });
		await expectFile(rig, folder, file, bytes);
	});

	test('that is still being checked, in the service’s other words, is asked about again', async () => {
		const bytes = fresh(30);
		const { folder, session, receipts } = await sent(bytes);
		await rig.admin('config', { open123Polls: 1 });
		await rig.admin('faults', [says('/upload_async_result$', 20103, '文件正在校验中', 3)]);
		await expectFile(rig, folder, await rig.drive.complete(session, receipts), bytes);
	});

	test('sent twice without a warning finds the file as well', async () => {
		const bytes = fresh(2 * sliceSize);
		const { folder, session, receipts } = await sent(bytes);
		const file = await rig.drive.complete(session, receipts);
		expect((await rig.drive.complete(session, receipts)).id).toBe(file.id);
		expect(await entriesOf(rig, folder.id)).toHaveLength(1);
	});

	test.each([0, 2])('of other bytes than promised stores nothing: %i polls', async (polls) => {
		const folder = await makeFolder(rig);
		const bytes = fresh(2 * sliceSize);
		const session = await openSession(rig, folder, bytes);
		const other = await send(rig, session, fresh(bytes.length), numbersOf(session));
		await rig.admin('config', { open123Polls: polls });
		await expectCode(rig.drive.complete(session, other.receipts), 'digest-mismatch');
		expect(await entriesOf(rig, folder.id)).toEqual([]);
	});
});

describe('the service says no', () => {
	test('because the folder is not there', async () => {
		const folder = { ...(await makeFolder(rig)), id: '999999' };
		await expectCode(open(rig, folder, fresh(5)), 'folder-missing');
		await expectCode(rig.drive.createFolder(folder.id, 'inner'), 'folder-missing');
		await expectCode(rig.drive.list(folder.id), 'folder-missing');
	});

	test('because the file is too large', async () => {
		await rig.admin('config', { maxFileSize: 100 });
		await expectCode(open(rig, await makeFolder(rig), fresh(101)), 'too-large');
		await rig.admin('config', { maxFileSize: 1_000_000_000 });
		const draft = { folderId: '', name: 'a', size: 10 * 1024 ** 3 + 1, conflict: 'ask' } as const;
		await expectCode(rig.drive.open(draft, { md5: 'c'.repeat(32) }), 'too-large');
	});

	test('to a name, in words of its own: the folder shows that it is taken', async () => {
		const folder = await makeFolder(rig);
		const old = fresh(40);
		await upload(rig, folder, old);
		const create = '/upload/v1/file/create$';
		await rig.admin('faults', [says(create, 1, 'whatever')]);
		const opening = await open(rig, folder, fresh(50));
		const { md5 } = digestsOf(old);
		expect(opening).toMatchObject({ kind: 'conflict', existing: { size: 40, digests: { md5 } } });
		await rig.admin('faults', [says(create, 1, 'whatever')]);
		await expectCode(open(rig, folder, fresh(50), { name: 'free.bin' }), 'drive-refused');
		await rig.admin('faults', [says(create, 1, 'whatever')]);
		await expectCode(open(rig, { ...folder, id: '999999' }, fresh(50)), 'folder-missing');
		await rig.admin('faults', [says(create, 1, '内部错误')]);
		await expectCode(open(rig, folder, fresh(50)), 'server-error');
	});

	test('to a session that it has forgotten', async () => {
		const session = await openSession(rig, await makeFolder(rig), fresh(2 * sliceSize));
		const forgotten = says('/upload/v1/file/(get_upload_url|list_upload_parts)$', 1, '?', 2);
		await rig.admin('faults', [forgotten]);
		await expectCode(rig.drive.presign(session, [1]), 'session-lost');
		await expectCode(rig.drive.listParts(session), 'session-lost');
	});

	test.each([
		['a page instead of JSON', { status: 200, body: '<html>maintenance' }, 'unreadable-answer'],
		['a server error', { status: 503 }, 'server-error']
	] as const)('with %s', async (_, answer, code) => {
		const fault = { match: { path: '/user/info$' }, do: { kind: 'status', ...answer } };
		await rig.admin('faults', [fault]);
		await expectCode(rig.drive.account(), code);
		expect((await rig.drive.account()).uid).not.toBe('');
	});

	test.each([
		['a page', { status: 403, body: '<html>blocked' }],
		['its code', { status: 200, body: '{"code":403,"message":"blocked"}' }]
	])('by blocking the address, with %s', async (_, answer) => {
		const rig = await anotherRig();
		const fault = { match: { path: '/user/info$' }, do: { kind: 'status', ...answer } };
		await rig.admin('faults', [fault]);
		const error = await rejection(rig.drive.account());
		expect(error).toMatchObject({ code: 'blocked', retryAfter: 20_000 });
		await rig.close();
	});
});

test('known content beside a file of its name is told by the name that it got', async () => {
	const folder = await makeFolder(rig);
	const bytes = fresh(40);
	await upload(rig, await makeFolder(rig), bytes);
	await upload(rig, folder, fresh(50));
	const opening = await open(rig, folder, bytes, { conflict: 'keep-both' });
	expect(opening).toMatchObject({ kind: 'instant', file: { name: 'a(1).bin', size: 40 } });
});

describe('calls that come too fast', () => {
	const outcomes = (calls: readonly Promise<unknown>[]) =>
		Promise.all(
			calls.map((call) =>
				call.then(
					() => undefined,
					(error: unknown) => error
				)
			)
		);

	test.each(['code', 'status'])('are told to wait: by %s', async (qpsAnswer) => {
		const rig = await anotherRig();
		const folder = await makeFolder(rig);
		await rig.admin('config', { open123Qps: 'free', qpsAnswer });
		const errors = await outcomes(Array.from({ length: 7 }, () => rig.drive.list(folder.id)));
		expect(errors.filter((error) => error === undefined).length).toBeLessThanOrEqual(5);
		const limited = errors.find((error) => error !== undefined);
		expect(limited).toMatchObject({ code: 'rate-limited', recovery: 'wait', retryAfter: 1000 });
		await rig.close();
	});

	test('of the list that free accounts may ask every five seconds wait that long', async () => {
		const rig = await anotherRig();
		await rig.admin('config', { open123Qps: 'free', qpsAnswer: 'code' });
		const errors = await outcomes([rig.files!.bin(), rig.files!.bin()]);
		const limited = errors.find((error) => error !== undefined);
		expect(limited).toMatchObject({ code: 'rate-limited', retryAfter: 5000 });
		await rig.close();
	});
});

test('the bin is shown in another order where the best one is refused', async () => {
	const folder = await makeFolder(rig);
	await upload(rig, folder, fresh(9));
	await rig.files!.trash(await entriesOf(rig, folder.id));
	await rig.admin('faults', [says('/api/v1/file/list$', 1, 'orderBy')]);
	const { entries } = await rig.files!.bin();
	expect(entries).toMatchObject([{ name: 'a.bin', size: 9, folderId: folder.id }]);
});

test('a page of nothing but binned entries is passed over', async () => {
	const folder = await makeFolder(rig);
	const bytes = fresh(9);
	await upload(rig, folder, bytes, { name: '0.bin' });
	for (let n = 1; n <= 210; n++) await open(rig, folder, bytes, { name: `${n}.bin` });
	const entries = await entriesOf(rig, folder.id);
	await rig.files!.trash(entries.slice(0, 205));
	const page = await rig.drive.list(folder.id);
	expect(page.entries.map(({ name }) => name)).toEqual(entries.slice(205).map(({ name }) => name));
	expect(page.next).toBeUndefined();
});

test('a file is found in a folder that the index does not know, old or new', async () => {
	const folder = await makeFolder(rig);
	const bytes = fresh(9);
	await upload(rig, folder, bytes, { name: 'oldest.bin' });
	for (let n = 1; n <= 120; n++) await open(rig, folder, bytes, { name: `${n}.bin` });
	await rig.admin('config', { open123SearchDelay: 3600 });
	for (const name of ['oldest.bin', '120.bin']) {
		expect(await open(rig, folder, fresh(10), { name })).toMatchObject({
			kind: 'conflict',
			existing: { size: 9 }
		});
	}
	await rig.admin('faults', [says(LIST, 5066, '文件不存在', 9)]);
	await expectCode(rig.drive.list(folder.id), 'folder-missing');
});
