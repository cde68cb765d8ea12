import { describe, expect, test } from 'vitest';
import { canPick, fromDrop, fromFiles, pickFiles } from './collect';

const file = (name: string) => new File(['x'], name);
const handleOf = (one: File) =>
	({ kind: 'file', name: one.name, getFile: () => Promise.resolve(one) }) as FileSystemFileHandle;
const folderHandle = { kind: 'directory', name: 'folder' } as FileSystemHandle;

interface Given {
	readonly file?: File;
	readonly handle?: FileSystemHandle | null | 'rejects';
	readonly isDirectory?: boolean;
}

/** A DataTransfer as the browser has it: empty as soon as the event is over. */
function dropOf(...given: readonly Given[]): DataTransfer {
	let isOver = false;
	queueMicrotask(() => (isOver = true));
	const alive = <T>(value: T) => (isOver ? null : value);
	const items = given.map(({ file: one, handle, isDirectory = false }) => ({
		kind: 'file',
		getAsFile: () => alive(one ?? null),
		webkitGetAsEntry: () => alive({ isDirectory }),
		...(handle !== undefined && {
			getAsFileSystemHandle: () =>
				isOver || handle === 'rejects'
					? Promise.reject(new Error('too late'))
					: Promise.resolve(handle)
		})
	}));
	return { items: [...items, { kind: 'string' }] } as unknown as DataTransfer;
}

describe('a drop', () => {
	test('gives every file with its handle, all asked for before the event is over', async () => {
		const [a, b] = [file('a'), file('b')];
		const drop = dropOf({ file: a, handle: handleOf(a) }, { file: b, handle: handleOf(b) });
		const { files, folders } = await fromDrop(drop);
		expect(files.map((one) => [one.file.name, one.handle?.name])).toEqual([
			['a', 'a'],
			['b', 'b']
		]);
		expect(folders).toBe(0);
	});

	test('gives plain files where the browser has no handles or refuses them', async () => {
		const drop = dropOf({ file: file('a') }, { file: file('b'), handle: 'rejects' });
		const { files } = await fromDrop(drop);
		expect(files.map((one) => [one.file.name, one.handle])).toEqual([
			['a', undefined],
			['b', undefined]
		]);
	});

	test('counts folders, with and without handles', async () => {
		const drop = dropOf(
			{ handle: folderHandle },
			{ file: file('folder'), isDirectory: true },
			{ file: file('a') }
		);
		const { files, folders } = await fromDrop(drop);
		expect(files.map((one) => one.file.name)).toEqual(['a']);
		expect(folders).toBe(2);
	});
});

describe('a pick', () => {
	const picker = (answer: () => Promise<FileSystemFileHandle[]>) => ({
		showOpenFilePicker: answer
	});

	test('gives files with their handles', async () => {
		const picked = await pickFiles(picker(() => Promise.resolve([handleOf(file('a'))])));
		expect(picked.map((one) => one.handle?.name)).toEqual(['a']);
	});

	test('gives nothing when the person changes their mind', async () => {
		const abort = () => Promise.reject(new DOMException('', 'AbortError'));
		expect(await pickFiles(picker(abort))).toEqual([]);
	});

	test('passes on what else goes wrong', async () => {
		const refuse = () => Promise.reject(new DOMException('no', 'SecurityError'));
		await expect(pickFiles(picker(refuse))).rejects.toThrow('no');
	});

	test('needs a browser that has pickers', () => {
		expect(canPick({})).toBe(false);
		expect(canPick(picker(() => Promise.resolve([])))).toBe(true);
	});
});

test('an input or a paste gives plain files', () => {
	expect(fromFiles([file('a')]).map((one) => one.file.name)).toEqual(['a']);
	expect(fromFiles(null)).toEqual([]);
});
