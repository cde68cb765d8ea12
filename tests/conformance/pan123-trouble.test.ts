import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proxiedRig, type ProxiedRig } from './proxied-rig';
import {
	entriesOf,
	expectCode,
	expectFile,
	fresh,
	makeFolder,
	numbersOf,
	open,
	openSession,
	rejection,
	send
} from './rig';

const sliceSize = 4096;
const COMPLETE = '/file/upload_complete/v2$';
let rig: ProxiedRig;

beforeAll(async () => {
	rig = await proxiedRig({
		...{ drive: 'pan123', flavour: 'web' },
		partSize: sliceSize,
		config: { sliceSize }
	});
});
beforeEach(() => rig.admin('faults', []));
afterAll(() => rig.close());

async function sent(bytes: Uint8Array) {
	const folder = await makeFolder(rig);
	const session = await openSession(rig, folder, bytes);
	const { receipts } = await send(rig, session, bytes, numbersOf(session));
	return { folder, session, receipts };
}

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

	test('that is not finalised yet says so until it is', async () => {
		const bytes = fresh(2 * sliceSize);
		const { folder, session, receipts } = await sent(bytes);
		await rig.admin('config', { notFinalised: 2 });
		const error = await rejection(rig.drive.complete(session, receipts));
		expect(error).toMatchObject({ code: 'not-finalised', recovery: 'retry' });
		await expectCode(rig.drive.complete(session, receipts, { again: true }), 'not-finalised');
		const file = await rig.drive.complete(session, receipts, { again: true });
		await expectFile(rig, folder, file, bytes);
		await rig.admin('config', { notFinalised: 0 });
	});

	test('sent twice without a warning finds the file as well', async () => {
		const bytes = fresh(2 * sliceSize);
		const { folder, session, receipts } = await sent(bytes);
		const file = await rig.drive.complete(session, receipts);
		const again = await rig.drive.complete(session, receipts);
		expect(again.id).toBe(file.id);
		expect(await entriesOf(rig, folder.id)).toHaveLength(1);
	});
});

describe('the service says no', () => {
	test('because the file is too large', async () => {
		await rig.admin('config', { maxFileSize: 100 });
		await expectCode(open(rig, await makeFolder(rig), fresh(101)), 'too-large');
		await rig.admin('config', { maxFileSize: 1_000_000_000 });
	});

	test('because the folder is not there', async () => {
		const folder = { ...(await makeFolder(rig)), id: '999999' };
		await expectCode(open(rig, folder, fresh(5)), 'folder-missing');
		await expectCode(rig.drive.createFolder(folder.id, 'inner'), 'folder-missing');
	});

	test.each(['code', 'status'])('because we ask too often: by %s', async (qpsAnswer) => {
		const folder = await makeFolder(rig);
		await rig.admin('config', { qps: 1, qpsAnswer });
		const errors = await Promise.all(
			[1, 2, 3].map(() =>
				rig.drive.list(folder.id).then(
					() => undefined,
					(error: unknown) => error
				)
			)
		);
		await rig.admin('config', { qps: 0 });
		const limited = errors.find((error) => error !== undefined);
		expect(limited).toMatchObject({ code: 'rate-limited', recovery: 'wait' });
		expect((limited as { retryAfter: number }).retryAfter).toBeGreaterThanOrEqual(1000);
	});

	test.each([
		['a page instead of JSON', { status: 200, body: '<html>maintenance' }, 'unreadable-answer'],
		['a server error', { status: 503 }, 'server-error'],
		['a block', { status: 403, body: '<html>blocked' }, 'blocked'],
		['code 403', { status: 200, body: '{"code":403,"message":"blocked"}' }, 'blocked'],
		[
			'a redirect',
			{ status: 302, headers: { location: 'http://evil.example/' } },
			'unreadable-answer'
		]
	] as const)('with %s', async (_, answer, code) => {
		const fault = { match: { path: '/user/info$' }, times: 2, do: { kind: 'status', ...answer } };
		await rig.admin('faults', [fault]);
		await expectCode(rig.drive.account(), code);
		await rig.admin('faults', []);
		expect((await rig.drive.account()).uid).not.toBe('');
	});
});

test('a dead token is renewed under way, unseen', async () => {
	const body = '{"code":401,"message":"tokens number has exceeded the limit","data":null}';
	const fault = { match: { path: '/file/list/new$' }, do: { kind: 'status', status: 200, body } };
	await rig.admin('faults', [fault]);
	const before = rig.renewals();
	expect((await rig.drive.list('')).entries).toBeDefined();
	expect(rig.renewals()).toBe(before + 1);
});

test('sizes of today: many parts of the steps that the service really uses', async () => {
	await rig.admin('config', { sliceSize: [{ upTo: null, size: 33_554_432 }] });
	const folder = await makeFolder(rig);
	const draft = { folderId: folder.id, name: 'big.mkv', conflict: 'ask' } as const;
	const md5 = 'c'.repeat(32);
	const opening = await rig.drive.open({ ...draft, size: 100_000_000 }, { md5 });
	expect(opening).toMatchObject({ kind: 'session', session: { parts: 3, partSize: 33_554_432 } });
	await rig.admin('config', { sliceSize: 1000 });
	const tiny = rig.drive.open({ ...draft, size: 10_000_001 }, { md5: 'd'.repeat(32) });
	await expectCode(tiny, 'too-many-parts');
	await rig.admin('config', { sliceSize });
});
