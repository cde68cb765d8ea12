import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig } from '../../../tests/support/engine-rig';
import { nodeHasher } from '../../../tests/support/node-hasher';
import { unfiltered } from '../../../tests/support/unfiltered';
import { TransferError } from '../kernel/errors';
import { Roots } from '../sources/roots';
import type { Target } from './engine-api';
import { enqueue, type IntakeTools } from './intake';
import { walk } from '../sources/walk';

const target: Target = { accountId: 'a1', folderId: '', folderPath: '/' };
let rig: EngineRig;
let roots: Roots;

beforeEach(async () => {
	rig = new EngineRig();
	roots = new Roots(rig.store);
	rig.onPut = () => new TransferError('proxy-unreachable');
	await rig.start();
});

const tools = (): IntakeTools => ({
	queue: rig.queue,
	roots,
	clock: rig.clock,
	walk,
	...unfiltered,
	sessions: () => rig.store.sessions(),
	conflict: () => 'ask',
	hashing: (id) => rig.store.hashing(id),
	checksum: (blob) => nodeHasher().checksum(blob, { signal: new AbortController().signal })
});

function drop(...files: { file: File; handle?: FileSystemFileHandle }[]) {
	for (const { file } of files) rig.files.set(file.name, file);
	return enqueue(files, target, tools());
}

function file(name: string, text: string, lastModified = 1): File {
	return new File([text], name, { lastModified });
}

/** Handles to one entry on disk say so of each other. */
function handle(entry: string): FileSystemFileHandle {
	return {
		kind: 'file',
		entry,
		isSameEntry: async (other: { entry?: string }) => other.entry === entry
	} as unknown as FileSystemFileHandle;
}

const rows = () => [...rig.queue.entries()].map(({ upload }) => upload);

describe('a drop', () => {
	test('makes a row for each file, in order, with its root stored', async () => {
		const result = await drop(
			{ file: file('a', '1'), handle: handle('a') },
			{ file: file('b', '2'), handle: handle('b') }
		);
		expect(result).toEqual({ added: 2, continued: 0, restarted: 0 });
		expect(rows().map(({ name, order }) => [name, order])).toEqual([
			['a', 1],
			['b', 2]
		]);
		expect(await rig.store.root(rows()[0]!.source.rootId)).toBeDefined();
	});

	test('of a file whose row is unfinished continues that row', async () => {
		await drop({ file: file('a', '1') });
		expect(await drop({ file: file('a', '1') })).toMatchObject({ added: 0, continued: 1 });
		expect(rows()).toHaveLength(1);
	});

	test('of another file with the same name is a row of its own', async () => {
		await drop({ file: file('a', '1') });
		expect(await drop({ file: file('a', '22', 2) })).toMatchObject({ added: 1, continued: 0 });
	});

	test('of the same entry with new content starts that row anew', async () => {
		await drop({ file: file('a', '1'), handle: handle('a') });
		const changed = file('a', '22', 2);
		expect(await drop({ file: changed, handle: handle('a') })).toMatchObject({ restarted: 1 });
		expect(rows()[0]!.identity).toEqual({ name: 'a', size: 2, lastModified: 2 });
	});

	test('into another folder is another upload', async () => {
		await drop({ file: file('a', '1') });
		const elsewhere = { ...target, folderId: 'f2' };
		const again = [{ file: file('a', '1') }];
		expect(await enqueue(again, elsewhere, tools())).toMatchObject({ added: 1 });
	});

	test('of a file that was paused or failed wakes it', async () => {
		await drop({ file: file('a', '1') });
		await rig.queue.pause();
		await drop({ file: file('a', '1') });
		expect(rows()[0]!.status.state).not.toBe('paused');
	});
});
