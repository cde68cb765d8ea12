import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { KiB } from '../../src/lib/kernel/bytes';
import { proxiedRig, type ProxiedRig } from './proxied-rig';
import {
	expectCode,
	expectFile,
	fresh,
	makeFolder,
	numbersOf,
	openSession,
	rejection,
	send
} from './rig';

const partSize = 100 * KiB;
let rig: ProxiedRig;

beforeAll(async () => {
	const wish = { partSize, singlePut: partSize };
	rig = await proxiedRig({ drive: 'pan115', flavour: 'open', partSize, wish });
});
beforeEach(() => rig.admin('faults', []));
afterAll(() => rig.close());

describe('115 says no', () => {
	test.each([
		[406, 'rate-limited', 70_000],
		[770004, 'rate-limited', 70_000],
		[911, 'captcha-needed', 600_000]
	])('with code %i: %s', async (limitCode, code, retryAfter) => {
		await rig.admin('config', { limitTimes: 1, limitCode });
		const error = await rejection(rig.drive.account());
		expect(error).toMatchObject({ code, retryAfter, recovery: 'wait' });
		expect((await rig.drive.account()).uid).not.toBe('');
	});

	test('with HTTP 429, which tells when it is over', async () => {
		await rig.admin('config', { openBusy: 1 });
		const { code, retryAfter = 0 } = await rejection(rig.drive.account());
		expect(code).toBe('rate-limited');
		expect(retryAfter).toBeGreaterThan(50_000);
		expect(retryAfter).toBeLessThanOrEqual(61_000);
	});

	test.each([
		['the firewall’s page', { status: 405, body: '<!doctypehtml>blocked' }, 'blocked'],
		['a page in place of JSON', { status: 200, body: '<html>' }, 'blocked'],
		['half an answer', { status: 200, body: '{"state":true,"da' }, 'unreadable-answer'],
		['a server error', { status: 503 }, 'server-error']
	] as const)('with %s', async (_, answer, code) => {
		const match = { path: '/open/user/info$' };
		await rig.admin('faults', [{ match, do: { kind: 'status', ...answer } }]);
		await expectCode(rig.drive.account(), code);
	});

	test('because the folder is not there: it would have listed the root', async () => {
		await expectCode(rig.drive.list('2999999999999999999'), 'folder-missing');
		await expectCode(rig.drive.createFolder('2999999999999999999', 'x'), 'folder-missing');
	});
});

test('a token that ends under way is renewed, unseen', async () => {
	const bytes = fresh(2 * partSize + 1);
	const folder = await makeFolder(rig);
	const session = await openSession(rig, folder, bytes);
	const before = rig.renewals();
	const first = await send(rig, session, bytes, [1]);
	const body = '{"state":false,"code":40140125,"message":"access_token 无效","data":[]}';
	const dead = { kind: 'status', status: 200, body };
	await rig.admin('faults', [{ match: { path: '/open/ufile/files$' }, do: dead }]);
	const rest = await send(rig, session, bytes, [2, 3]);
	const receipts = [...first.receipts, ...rest.receipts];
	const file = await rig.drive.complete(session, receipts);
	await expectFile(rig, folder, file, bytes);
	expect(rig.renewals()).toBe(before + 1);
});

test('after an hour 115 is asked whether it still knows the upload', async () => {
	const bytes = fresh(2 * partSize);
	const folder = await makeFolder(rig);
	const session = await openSession(rig, folder, bytes);
	await send(rig, session, bytes, [1]);
	for (let quarter = 0; quarter < 5; quarter++) await rig.expireUrls();
	expect(await rig.drive.listParts(session)).toMatchObject([{ number: 1, size: partSize }]);
	await rig.admin('config', { taskLifetime: 60 });
	await expectCode(rig.drive.listParts(session), 'session-lost');
	await rig.admin('config', { taskLifetime: 604_800 });
	const { receipts } = await send(rig, session, bytes, numbersOf(session).slice(1));
	const all = [...(await rig.drive.listParts(session))];
	expect(all).toHaveLength(session.parts);
	const file = await rig.drive.complete(session, [...all.slice(0, 1), ...receipts]);
	await expectFile(rig, folder, file, bytes);
});
