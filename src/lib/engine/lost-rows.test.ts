import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { EngineRig } from '../../../tests/support/engine-rig';
import { nodeHasher } from '../../../tests/support/node-hasher';
import { unfiltered } from '../../../tests/support/unfiltered';
import { anUpload } from '../../../tests/support/uploads';
import { MiB } from '../kernel/bytes';
import { TransferError } from '../kernel/errors';
import { Roots } from '../sources/roots';
import { walk } from '../sources/walk';
import type { Upload } from '../uploads/upload';
import type { Incoming, Target } from './engine-api';
import { enqueue } from './intake';

const target: Target = { accountId: 'a1', folderId: '', folderPath: '/' };
const MISSING = { state: 'waiting', cause: 'source-missing', code: 'source-forgotten' } as const;
const signal = new AbortController().signal;
const hasher = nodeHasher();
const readings = vi.fn();
const asked = vi.fn();
let rig: EngineRig;
let roots: Roots;

beforeEach(async () => {
	readings.mockClear();
	asked.mockClear();
	rig = new EngineRig();
	// Nothing has to move: rows that got a file again wait for our server.
	rig.onPut = () => new TransferError('proxy-unreachable');
	roots = new Roots(rig.store);
	await rig.start();
});

const bytes = (size: number) => new Uint8Array(randomBytes(size));

function file(name: string, content: Uint8Array, lastModified = 1): File {
	return new File([content.slice()], name, { lastModified });
}

/** A row from before a restart: its bare File went with the page. `hashed` is as far as hashing got. */
async function lost(
	id: string,
	content: Uint8Array,
	{ hashed = content.length, ...fields }: Partial<Upload> & { hashed?: number } = {}
): Promise<void> {
	const name = fields.name ?? id;
	const identity = { name, size: content.length, lastModified: 1 };
	const order = Number(/\d+$/.exec(id)?.[0] ?? 1);
	const upload = anUpload({
		id,
		name,
		order,
		identity,
		source: { rootId: `root of ${id}`, path: [] },
		status: { state: 'paused' },
		...fields
	});
	await rig.queue.add([upload], []);
	if (hashed === 0) return;
	const stripes = await hasher.checksum(new Blob([content.slice(0, hashed)]), { signal });
	await rig.store.saveHashing({ uploadId: id, identity, stripes });
}

function give(...incoming: Incoming[]) {
	const { queue, clock, store } = rig;
	return enqueue(incoming, target, {
		queue,
		roots,
		clock,
		walk,
		...unfiltered,
		sessions: () => store.sessions(),
		conflict: () => 'ask',
		hashing(id) {
			asked(id);
			return store.hashing(id);
		},
		checksum(blob) {
			readings(blob.size);
			return hasher.checksum(blob, { signal });
		}
	});
}

const row = (id: string) => rig.queue.entry(id)!.upload;
/** Tells whether that is what the row would read now. */
const reads = async (id: string, content: Uint8Array) => {
	const read = await (await roots.file(row(id).source)).arrayBuffer();
	return Buffer.compare(Buffer.from(read), content) === 0;
};
const CONTINUED = { added: 0, continued: 1, restarted: 0 };

describe('a file that is given again', () => {
	test('is known by its content, whatever its name, time and folder are now', async () => {
		const film = bytes(3 * MiB + 5);
		await lost('film.mkv', film);
		const renamed = file('holiday.mkv', film, 99);
		expect(await give({ file: renamed, folders: ['elsewhere'] })).toEqual(CONTINUED);
		expect(await reads('film.mkv', film)).toBe(true);
		// The row goes where it was to go, and reads the file as it is now.
		expect(row('film.mkv')).toMatchObject({
			name: 'film.mkv',
			folders: [],
			identity: { name: 'holiday.mkv', size: film.length, lastModified: 99 }
		});
	});

	test('of the same size with other content makes a row of its own', async () => {
		await lost('film.mkv', bytes(2 * MiB));
		expect(await give({ file: file('other.mkv', bytes(2 * MiB)) })).toMatchObject({ added: 1 });
		expect(row('film.mkv').status.state).toBe('paused');
	});

	test('differs from the one before in its last byte, and is not taken for it', async () => {
		const film = bytes(12 * MiB);
		await lost('film.mkv', film);
		const other = film.slice();
		other[other.length - 1]! ^= 1;
		expect(await give({ file: file('other.mkv', other) })).toMatchObject({ added: 1 });
	});

	test('was touched alone: its row goes on with what it has', async () => {
		const film = bytes(MiB);
		await lost('film.mkv', film, { digests: { md5: 'known' } });
		expect(await give({ file: file('film.mkv', film, 99) })).toEqual(CONTINUED);
		expect(row('film.mkv')).toMatchObject({
			digests: { md5: 'known' },
			identity: { lastModified: 99 }
		});
	});

	test('has its name but other content: the row starts anew, with what the file holds now', async () => {
		await lost('film.mkv', bytes(MiB), { digests: { md5: 'old' } });
		const now = bytes(MiB);
		const result = await give({ file: file('film.mkv', now, 99) });
		expect(result).toEqual({ added: 0, continued: 0, restarted: 1 });
		expect(await reads('film.mkv', now)).toBe(true);
		expect(row('film.mkv').digests?.md5).not.toBe('old');
	});

	test('has its name and another size: the row starts anew', async () => {
		await lost('film.mkv', bytes(MiB));
		expect(await give({ file: file('film.mkv', bytes(MiB + 1), 99) })).toMatchObject({
			restarted: 1
		});
		expect(row('film.mkv').identity.size).toBe(MiB + 1);
	});

	test('was hashed in part: what is known of it is enough', async () => {
		const film = bytes(6 * MiB);
		await lost('film.mkv', film, { hashed: 2 * MiB });
		expect(await give({ file: file('renamed.mkv', film, 99) })).toEqual(CONTINUED);
	});

	test('was never hashed: its name, size and time are enough, in a renamed folder too', async () => {
		await lost('a.jpg', bytes(10), { hashed: 0, folders: ['day 1'] });
		const other = bytes(10);
		expect(await give({ file: file('a.jpg', other), folders: ['day one'] })).toEqual(CONTINUED);
		await lost('b.jpg', bytes(10), { hashed: 0, folders: ['all', 'day 1'] });
		expect(await give({ file: file('b.jpg', other), folders: ['all', 'day 2'] })).toMatchObject({
			added: 1
		});
	});

	test('goes to a row of another folder or account, when that one lost it', async () => {
		const film = bytes(MiB);
		await lost('film.mkv', film, { accountId: 'a2', folderId: 'f9' });
		expect(await give({ file: file('film.mkv', film) })).toEqual(CONTINUED);
	});

	test('goes to the row that lacks it, when the one of its place can read its own', async () => {
		const film = bytes(MiB);
		await give({ file: file('film.mkv', film) });
		await rig.queue.pause();
		await lost('elsewhere', film, { accountId: 'a2', name: 'film.mkv', status: MISSING });
		expect(await rig.status('elsewhere')).toMatchObject(MISSING);
		expect(await give({ file: file('film.mkv', film) })).toEqual(CONTINUED);
		expect(await reads('elsewhere', film)).toBe(true);
	});
});

describe('of two rows with the same content', () => {
	test('each file goes to the one of its name', async () => {
		const film = bytes(MiB);
		await lost('one1', film, { name: 'one.mkv' });
		await lost('two2', film, { name: 'two.mkv' });
		await give({ file: file('two.mkv', film, 7), folders: ['x'] });
		expect(row('one1').identity.lastModified).toBe(1);
		expect(row('two2').identity.lastModified).toBe(7);
	});

	test('files of other names go to the first, then to the next, then to none', async () => {
		const film = bytes(MiB);
		await lost('one1', film);
		await lost('two2', film);
		const given = ['x', 'y', 'z'].map((name, index) => ({ file: file(name, film, index + 5) }));
		expect(await give(...given)).toEqual({ added: 1, continued: 2, restarted: 0 });
		expect(row('one1').identity.lastModified).toBe(5);
		expect(row('two2').identity.lastModified).toBe(6);
	});

	test('names that were swapped are no matter: content decides', async () => {
		const [one, two] = [bytes(MiB), bytes(MiB)];
		await lost('one', one);
		await lost('two', two);
		expect(await give({ file: file('one', two, 8) }, { file: file('two', one, 9) })).toEqual({
			added: 0,
			continued: 2,
			restarted: 0
		});
		expect(await reads('one', one)).toBe(true);
		expect(await reads('two', two)).toBe(true);
	});
});

test('a folder that was renamed continues file by file, and what is done of it stays done', async () => {
	const group = { id: 'g1', name: 'old' };
	const contents = [bytes(100), bytes(200), bytes(300)];
	const done = {
		state: 'done',
		instant: false,
		file: { id: 'f', name: 'a', folderId: '', kind: 'file', size: 100, digests: {} }
	} as const;
	await lost('a1', contents[0]!, { group, folders: ['old'], status: done });
	await lost('b2', contents[1]!, { group, folders: ['old', 'sub'], status: MISSING });
	await lost('c3', contents[2]!, { group, folders: ['old'], status: MISSING });
	for (const id of ['b2', 'c3']) expect(await rig.status(id)).toMatchObject(MISSING);
	const given = [
		{ file: file('a1', contents[0]!), folders: ['new'] },
		{ file: file('b2', contents[1]!), folders: ['new', 'sub'] },
		{ file: file('c3 renamed', contents[2]!), folders: ['new'] }
	];
	expect(await give(...given)).toEqual({ added: 0, continued: 3, restarted: 0 });
});

test('no file is read when no lost row has its size, and ten stripes at most when one has', async () => {
	await lost('film.mkv', bytes(14 * MiB));
	await give({ file: file('other.mkv', bytes(13 * MiB)) });
	expect(readings).not.toHaveBeenCalled();
	await give({ file: file('other.mkv', bytes(14 * MiB)) });
	expect(readings.mock.calls).toEqual([[10 * MiB]]);
});

test('many files of one size, all renamed: each is read once, and each row is asked for once', async () => {
	const count = 1_000;
	const contents = Array.from({ length: count }, () => bytes(64));
	for (const [index, one] of contents.entries()) await lost(`row ${index}`, one);
	const given = contents.map((one, index) => ({ file: file(`renamed ${index}`, one, 2) }));
	expect(await give(...given)).toEqual({ added: 0, continued: count, restarted: 0 });
	expect(readings).toHaveBeenCalledTimes(count);
	expect(asked).toHaveBeenCalledTimes(count);
	expect(await reads('row 777', contents[777]!)).toBe(true);
});
