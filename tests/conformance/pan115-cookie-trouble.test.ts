import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RemoteFile, Session } from '../../src/lib/drives/drive';
import { GiB, KiB, MiB } from '../../src/lib/kernel/bytes';
import { proxiedRig, type ProxiedRig, type ProxiedRigOptions } from './proxied-rig';
import {
	ask,
	complete,
	digestsOf,
	entriesOf,
	expectCode,
	expectFile,
	fresh,
	makeFolder,
	numbersOf,
	open,
	openSession,
	proofOf,
	rejection,
	send,
	upload
} from './rig';

const partSize = 100 * KiB;
const options: ProxiedRigOptions = {
	...{ drive: 'pan115', flavour: 'cookie', partSize },
	wish: { partSize, singlePut: partSize },
	haste: 5
};
const COMMIT = { method: 'POST', path: '/fhnfile/' };
const LOOK = { again: true, lookOnly: true };
let rig: ProxiedRig;

beforeAll(async () => {
	rig = await proxiedRig(options);
});
beforeEach(async () => {
	await rig.admin('faults', []);
	await rig.admin('config', { listDelay: 0, callbackFailure: 'none', stsLifetime: 3600 });
});
afterAll(() => rig.close());

async function sent(bytes: Uint8Array) {
	const folder = await makeFolder(rig);
	const session = await openSession(rig, folder, bytes);
	return { folder, session, sent: await send(rig, session, bytes, numbersOf(session)) };
}

async function expectOnly(folder: RemoteFile, file: RemoteFile, bytes: Uint8Array) {
	await expectFile(rig, folder, file, bytes);
	expect(await entriesOf(rig, folder.id)).toHaveLength(1);
}

describe('a commit', () => {
	test('whose answer is cut off is found', async () => {
		const bytes = fresh(partSize + 1);
		const one = await sent(bytes);
		await rig.admin('faults', [{ match: COMMIT, do: { kind: 'drop-response' } }]);
		await expectCode(complete(rig, one.session, one.sent), 'network');
		await expectOnly(one.folder, await complete(rig, one.session, one.sent, LOOK), bytes);
		await expectOnly(
			one.folder,
			await complete(rig, one.session, one.sent, { again: true }),
			bytes
		);
	});

	test('sent twice without a warning finds the file as well', async () => {
		const bytes = fresh(partSize + 1);
		const one = await sent(bytes);
		const file = await complete(rig, one.session, one.sent);
		expect((await complete(rig, one.session, one.sent)).id).toBe(file.id);
		await expectOnly(one.folder, file, bytes);
	});

	test('by a PUT whose answer is cut off is found', async () => {
		const bytes = fresh(1000);
		const folder = await makeFolder(rig);
		const session = await openSession(rig, folder, bytes);
		const lost = [{ match: { method: 'PUT' }, do: { kind: 'drop-response' } }];
		await rig.admin('faults', lost);
		await expect(send(rig, session, bytes, [1])).rejects.toThrow();
		await expectOnly(folder, await rig.drive.complete(session, [], LOOK), bytes);
	});

	test.each([1000, partSize + 1])('that 115 is slow to show is waited for: %i', async (size) => {
		await rig.admin('config', { listDelay: 0.3, callbackFailure: 'not-json', callbackFailures: 1 });
		const bytes = fresh(size);
		const one = await sent(bytes);
		await expectOnly(one.folder, await complete(rig, one.session, one.sent), bytes);
	});

	test.each([1000, partSize + 1])('that 115 never heard of is done again: %i', async (size) => {
		await rig.admin('config', { callbackFailure: 'unreachable', callbackFailures: 1 });
		const bytes = fresh(size);
		const one = await sent(bytes);
		await expectCode(complete(rig, one.session, one.sent), 'callback-failed');
		expect(await entriesOf(rig, one.folder.id)).toEqual([]);
		const session = await openSession(rig, one.folder, bytes);
		const again = await send(rig, session, bytes, numbersOf(session));
		await expectOnly(one.folder, await complete(rig, session, again), bytes);
	});

	test.each([1000, partSize + 1])('that 115 refuses is no file: %i', async (size) => {
		await rig.admin('config', { callbackRefusals: 1 });
		const one = await sent(fresh(size));
		const error = await rejection(complete(rig, one.session, one.sent));
		expect(error.code).toBe('callback-failed');
		expect(error.detail).toMatch(/^\d+ /);
		expect(await entriesOf(rig, one.folder.id)).toEqual([]);
	});

	test('whose bytes are others is refused', async () => {
		const folder = await makeFolder(rig);
		const session = await openSession(rig, folder, fresh(partSize + 1));
		const wrong = await send(rig, session, fresh(partSize + 1), [1, 2]);
		await rejection(complete(rig, session, wrong));
		expect(await entriesOf(rig, folder.id)).toEqual([]);
	});
});

test('an old file stays until the new one is there, and goes although the answer was lost', async () => {
	const folder = await makeFolder(rig);
	const [old, bytes] = [fresh(10), fresh(partSize + 1)];
	const before = await upload(rig, folder, old);
	const session = await openSession(rig, folder, bytes, { conflict: 'overwrite' });
	const parts = await send(rig, session, bytes, [1, 2]);
	await expectOnly(folder, before, old);
	await rig.admin('faults', [{ match: COMMIT, do: { kind: 'drop-response' } }]);
	await expectCode(complete(rig, session, parts), 'network');
	await expectOnly(folder, await complete(rig, session, parts, { again: true }), bytes);
});

test('an instant file that shows late is told once, and is there once', async () => {
	const folder = await makeFolder(rig);
	const bytes = fresh(1000);
	await upload(rig, folder, bytes);
	await rig.admin('config', { listDelay: 0.3 });
	const opening = await open(rig, folder, bytes, { name: 'b.bin' });
	if (opening.kind !== 'instant') return expect.fail(opening.kind);
	await expectFile(rig, folder, opening.file, bytes, 'b.bin');
});

describe('keys for storage', () => {
	test('that end under way are renewed, unseen', async () => {
		const folder = await makeFolder(rig);
		const bytes = fresh(2 * partSize);
		await rig.admin('config', { stsLifetime: 600 });
		for (let times = 0; times < 4; times++) await rig.expireUrls();
		const session = await openSession(rig, folder, bytes);
		const { receipts } = await send(rig, session, bytes, [1]);
		await rig.expireUrls();
		expect(await rig.drive.listParts(session)).toEqual(receipts);
		const rest = await send(rig, session, bytes, [2]);
		const all = { receipts: [...receipts, ...rest.receipts] };
		await expectOnly(folder, await complete(rig, session, all), bytes);
	});

	test('are asked for seldom', async () => {
		await rig.admin('config', { stsThrottle: 1 });
		for (let times = 0; times < 5; times++) await rig.expireUrls();
		const folder = await makeFolder(rig);
		const error = await rejection(openSession(rig, folder, fresh(5)));
		expect(error).toMatchObject({ code: 'rate-limited', retryAfter: 70_000 });
		await upload(rig, folder, fresh(5));
	});
});

describe('a session', () => {
	test('that 115 forgot is lost', async () => {
		await rig.admin('config', { taskLifetime: 4000 });
		const session = await openSession(rig, await makeFolder(rig), fresh(partSize + 1));
		for (let times = 0; times < 4; times++) await rig.expireUrls();
		expect(await rig.drive.listParts(session)).toEqual([]);
		await rig.expireUrls();
		await expectCode(rig.drive.listParts(session), 'session-lost');
		await rig.admin('config', { taskLifetime: 604_800 });
	});

	test('may have its parts at the same time, when a person tries that', async () => {
		const folder = await makeFolder(rig);
		const bytes = fresh(2 * partSize + 1);
		const draft = {
			folderId: folder.id,
			name: 'a.bin',
			size: bytes.length,
			conflict: 'ask'
		} as const;
		const opening = await rig.drive.open(
			{ ...draft, wish: rig.wish, parallel: true },
			digestsOf(bytes)
		);
		const session: Session =
			opening.kind === 'session' ? opening.session : expect.fail(opening.kind);
		expect(session.parallel).toBe(true);
		const parts = await send(rig, session, bytes, [3, 1, 2]);
		await expectOnly(folder, await complete(rig, session, parts), bytes);
	});

	test('of parts at the same time that 115 refuses says so', async () => {
		const folder = await makeFolder(rig);
		const bytes = fresh(2 * partSize + 1);
		const draft = {
			folderId: folder.id,
			name: 'a.bin',
			size: bytes.length,
			conflict: 'ask'
		} as const;
		const opening = await rig.drive.open(
			{ ...draft, wish: rig.wish, parallel: true },
			digestsOf(bytes)
		);
		const session: Session =
			opening.kind === 'session' ? opening.session : expect.fail(opening.kind);
		const parts = await send(rig, session, bytes, [3, 1, 2]);
		await rig.admin('config', { callbackRefusals: 1 });
		await expectCode(complete(rig, session, parts), 'parallel-refused');
	});
});

describe('115 says no', () => {
	test('because the proof came too late', async () => {
		const folder = await makeFolder(rig);
		const bytes = fresh(MiB);
		await upload(rig, folder, bytes);
		const asked = await ask(rig, folder, bytes, { name: 'b.bin' });
		if (asked.kind !== 'challenge') return expect.fail(asked.kind);
		await rig.expireUrls();
		const late = ask(rig, folder, bytes, { name: 'b.bin' }, proofOf(asked, bytes));
		await expectCode(late, 'challenge-failed');
		expect((await open(rig, folder, bytes, { name: 'b.bin' })).kind).toBe('instant');
	});

	test('because the folder is not there', async () => {
		const folder = { ...(await makeFolder(rig)), id: '2999999999999999999' };
		await expectCode(open(rig, folder, fresh(5)), 'folder-missing');
		await expectCode(rig.drive.list(folder.id), 'folder-missing');
		await expectCode(rig.drive.createFolder(folder.id, 'inner'), 'folder-missing');
	});

	test('because the file is too large', async () => {
		const draft = { folderId: (await makeFolder(rig)).id, name: 'a', conflict: 'ask' } as const;
		const size = 115 * GiB + 1;
		await expectCode(rig.drive.open({ ...draft, size }, { sha1: 'a'.repeat(40) }), 'too-large');
	});

	test('because we are too old, in its own words', async () => {
		await rig.admin('config', { minAppVersion: '99.0' });
		const error = await rejection(open(rig, await makeFolder(rig), fresh(5)));
		expect(error.code).toBe('drive-refused');
		expect(error.detail).not.toBe('');
		await rig.admin('config', { minAppVersion: '' });
	});

	test.each([
		[406, 'rate-limited'],
		[770004, 'rate-limited'],
		[911, 'captcha-needed']
	] as const)('with code %i', async (limitCode, code) => {
		await rig.admin('config', { limitCode, limitTimes: 1 });
		const error = await rejection(rig.drive.list(''));
		expect(error).toMatchObject({ code, recovery: 'wait' });
		expect(error.retryAfter).toBeGreaterThanOrEqual(70_000);
	});

	test('by its firewall, for any call', async () => {
		const page = '<!doctypehtml><title>405</title>Sorry, your request has been blocked';
		const wall = {
			kind: 'status',
			status: 405,
			headers: { 'content-type': 'text/html' },
			body: page
		};
		const folder = await makeFolder(rig);
		for (const host of ['webapi.115.com', 'uplb.115.com', 'proapi.115.com']) {
			await rig.admin('faults', [{ match: { host }, do: wall }]);
			const call = host.startsWith('pro') ? rig.drive.account() : open(rig, folder, fresh(5));
			expect(await rejection(call)).toMatchObject({ code: 'blocked', retryAfter: 60_000 });
		}
	});

	test('because the session ended, which only the person can mend', async () => {
		await rig.admin('config', { revokeCookies: true });
		await expectCode(rig.drive.list(''), 'signed-out');
	});
});
