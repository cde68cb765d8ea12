import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { TransferError } from '../kernel/errors';
import { exportSessions, importSessions } from './session-transfer';
import { listSessions } from './sessions';

const ACCOUNT = 'pan123-web-sandbox-1';
const ID = '6f0f3c4e-3c1f-4a51-9d0b-0a8c8f5d2a11';
let rig: EngineRig;
/** Another browser, signed in to the same account. */
let other: EngineRig;
const bytes = fresh(35);
const tools = (of: EngineRig) => ({
	...of,
	queue: of.queue,
	store: of.store,
	drive: () => of.drive
});

beforeEach(async () => {
	rig = new EngineRig();
	other = new EngineRig();
	other.drive = rig.drive;
	Object.assign(other, { memory: rig.memory });
	await rig.start();
	await other.start();
	rig.onPut = (_, count) => (count > 2 ? new TransferError('storage-refused') : 'store');
	const source = { rootId: 'r1', path: ['a', 'film.mkv'] };
	await rig.add(bytes, { id: ID, source, accountId: ACCOUNT });
	await rig.status(ID);
});

type File = { version: number; format: string; check: string; sessions: Packed[] };
interface Packed {
	upload: Record<string, unknown> & { identity: Record<string, unknown> };
	session: Record<string, unknown>;
	receipts: [number, number, string][];
	hashing: { stripes: string };
}

/** reseal changes a file and makes its check fit, as somebody who knows the format can. */
async function reseal(text: string, change: (file: File) => void): Promise<string> {
	const file = JSON.parse(text) as File;
	change(file);
	const sum = await crypto.subtle.digest(
		'SHA-256',
		new TextEncoder().encode(JSON.stringify(file.sessions))
	);
	return JSON.stringify({ ...file, check: Buffer.from(sum).toString('hex') });
}

describe('a session that another browser takes in', () => {
	test('waits for its file there, and then only what is missing is sent', async () => {
		const text = await exportSessions(tools(rig));
		expect(await importSessions(text, tools(other))).toEqual({
			kind: 'imported',
			added: 1,
			skipped: 0,
			signedOut: 0
		});
		expect(await other.status(ID)).toMatchObject({ state: 'waiting', cause: 'source-missing' });
		expect(await listSessions(tools(other))).toMatchObject([{ id: ID, numbers: [1, 2] }]);
		const hashing = await rig.store.hashing(ID);
		expect(hashing?.stripes).toHaveLength(8);
		expect(await other.store.hashing(ID)).toEqual(hashing);
		const file = rig.files.get('r1')!;
		other.files.set('again', file);
		const { name, size, lastModified } = file;
		const identity = { name, size, lastModified };
		await other.queue.repoint(ID, { rootId: 'again', path: [] }, identity);
		other.queue.pump();
		await other.expectStored(ID, bytes);
		expect(other.stored.toSorted()).toEqual([3, 4]);
		expect(other.hashings).toBe(0);
	});

	test('is skipped where it is known, with a row or without one', async () => {
		const text = await exportSessions(tools(rig));
		const skipped = { kind: 'imported', added: 0, skipped: 1, signedOut: 0 };
		expect(await importSessions(text, tools(rig))).toEqual(skipped);
		await rig.queue.takeOff([ID]);
		expect(await importSessions(text, tools(rig))).toEqual(skipped);
		expect(await exportSessions(tools(rig))).toContain(ID);
	});

	test('says that somebody must sign in where its account is not connected', async () => {
		const text = await exportSessions(tools(rig));
		const drive = () => {
			throw new TransferError('signed-out');
		};
		other.lie({});
		expect(await importSessions(text, { ...tools(other), drive })).toMatchObject({
			added: 1,
			signedOut: 1
		});
	});

	test('is one of those that were asked for', async () => {
		const text = await exportSessions(tools(rig), ['another']);
		expect((JSON.parse(text) as File).sessions).toEqual([]);
	});

	test('carries nothing of the disk that it came from', async () => {
		const text = await exportSessions(tools(rig));
		expect(text).not.toContain('r1');
		expect(text).not.toContain('rootId');
		expect(text).not.toContain('source');
	});
});

describe('a file that is not taken', () => {
	const refusal = async (text: string) => {
		const answer = await importSessions(text, tools(other));
		// Nothing of it was kept.
		expect([...other.queue.entries()]).toEqual([]);
		expect(await other.store.sessions()).toEqual([]);
		expect(await other.store.hashing(ID)).toBeUndefined();
		return answer;
	};

	test.each(['', 'hello', '[]', 'null', '{}', '{"format":"panlift-settings","version":1}'])(
		'is not ours: %s',
		async (text) => {
			expect(await refusal(text)).toEqual({ kind: 'refused', why: 'not-ours' });
		}
	);

	test('is of another version', async () => {
		const text = await reseal(await exportSessions(tools(rig)), (file) => (file.version = 2));
		expect(await refusal(text)).toEqual({ kind: 'refused', why: 'other-version' });
	});

	test('is larger than any that we make', async () => {
		const text = 'x'.repeat(64 * 1024 * 1024 + 1);
		expect(await refusal(text)).toEqual({ kind: 'refused', why: 'too-large' });
	});

	test('is not what was exported, to the last character', async () => {
		const text = await exportSessions(tools(rig));
		const etag = /"([0-9a-f]{32})"\]/.exec(text)![1]!;
		const other = etag.replace(/^./, etag.startsWith('0') ? '1' : '0');
		expect(await refusal(text.replace(etag, other))).toEqual({ kind: 'refused', why: 'damaged' });
		expect(await refusal(text.slice(0, -20))).toEqual({ kind: 'refused', why: 'not-ours' });
	});

	test.each<[string, (packed: Packed, file: File) => void]>([
		['an id that is none', ({ upload }) => (upload['id'] = 'x')],
		['the same upload twice', (packed, file) => file.sessions.push(packed)],
		['an account of no drive', ({ upload }) => (upload['accountId'] = 'ftp-web-live-1')],
		['a folder that leads elsewhere', ({ upload }) => (upload['folderId'] = '../1')],
		['a name with a slash', ({ upload }) => (upload['name'] = 'a/b')],
		['a row of another kind', ({ upload }) => (upload['kind'] = 'folder')],
		['a digest that is none', ({ upload }) => (upload['digests'] = { md5: 'x' })],
		['a size below zero', ({ upload }) => (upload.identity['size'] = -1)],
		['parts that do not cover the file', ({ session }) => (session['parts'] = 3)],
		['a credential', ({ session }) => (session['credential'] = 'v1.a.b')],
		['no seal', ({ session }) => (session['sealed'] = '')],
		['a part beyond the last', ({ receipts }) => (receipts[0]![0] = 5)],
		['a part of another size', ({ receipts }) => (receipts[0]![1] = 9)],
		['a part twice', ({ receipts }) => receipts.push(receipts[0]!)],
		['an ETag that is none', ({ receipts }) => (receipts[0]![2] = '<script>')],
		['checksums that are too few', ({ hashing }) => (hashing.stripes = '')],
		['checksums that are none', ({ hashing }) => (hashing.stripes = '%%%')],
		['a row that already has a status', ({ upload }) => (upload['status'] = { state: 'done' })]
	])('has %s', async (_, change) => {
		const whole = await exportSessions(tools(rig));
		const text = await reseal(whole, (file) => change(file.sessions[0]!, file));
		expect(await refusal(text)).toEqual({ kind: 'refused', why: 'damaged' });
		// Without that one change it would have been taken.
		const same = await reseal(whole, () => {});
		expect(await importSessions(same, tools(other))).toMatchObject({ added: 1 });
	});
});
