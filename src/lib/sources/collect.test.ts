import { describe, expect, test } from 'vitest';
import type { Incoming } from '../engine/engine-api';
import { canPick, fromFiles, fromTransfer, pickFiles, pickFolder } from './collect';
import { wholeOf } from './walk-entry';

const file = (name: string) => new File(['x'], name);
const handleOf = (one: File) =>
	({ kind: 'file', name: one.name, getFile: () => Promise.resolve(one) }) as FileSystemFileHandle;
const folderHandle = { kind: 'directory', name: 'folder' } as FileSystemHandle;

interface Given {
	readonly file?: File;
	readonly handle?: FileSystemHandle | null | 'rejects';
	readonly entry?: FileSystemEntry;
}

/** A DataTransfer as the browser has it: empty as soon as the event is over. */
function dropOf(...given: readonly Given[]): DataTransfer {
	let isOver = false;
	queueMicrotask(() => (isOver = true));
	const alive = <T>(value: T) => (isOver ? null : value);
	const items = given.map(({ file: one, handle, entry }) => ({
		kind: 'file',
		getAsFile: () => alive(one ?? null),
		webkitGetAsEntry: () => alive(entry ?? null),
		...(handle !== undefined && {
			getAsFileSystemHandle: () =>
				isOver || handle === 'rejects'
					? Promise.reject(new Error('too late'))
					: Promise.resolve(handle)
		})
	}));
	return { items: [...items, { kind: 'string' }] } as unknown as DataTransfer;
}

/** An entry of a folder that gives its content in lots of two, as browsers do in hundreds. */
function folderEntry(name: string, content: readonly (FileSystemEntry | File)[]): FileSystemEntry {
	const entries = content.map((one) =>
		one instanceof File
			? { isDirectory: false, file: (done: (file: File) => void) => done(one) }
			: one
	);
	const createReader = () => {
		let left = entries;
		return {
			readEntries(done: (some: unknown[]) => void) {
				const some = left.slice(0, 2);
				left = left.slice(2);
				done(some);
			}
		};
	};
	return { name, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

async function all(incoming: AsyncIterable<Incoming>): Promise<readonly string[]> {
	const names: string[] = [];
	for await (const one of incoming) {
		if ('directory' in one) names.push(`[${one.directory.name}]`);
		else if ('emptyFolder' in one) names.push(`${one.emptyFolder.join('/')}/`);
		else {
			const path = [...(one.folders ?? []), one.file.name].join('/');
			names.push(one.handle ? `${path} with handle` : path);
		}
	}
	return names;
}

describe('a drop', () => {
	test('gives every file with its handle, all asked for before the event is over', async () => {
		const [a, b] = [file('a'), file('b')];
		const drop = dropOf({ file: a, handle: handleOf(a) }, { file: b, handle: handleOf(b) });
		expect(await all(fromTransfer(drop))).toEqual(['a with handle', 'b with handle']);
	});

	test('gives plain files where the browser has no handles or refuses them', async () => {
		const drop = dropOf({ file: file('a') }, { file: file('b'), handle: 'rejects' });
		expect(await all(fromTransfer(drop))).toEqual(['a', 'b']);
	});

	test('gives folders whole where the browser has handles', async () => {
		const drop = dropOf({ handle: folderHandle }, { file: file('a') });
		expect(await all(fromTransfer(drop))).toEqual(['[folder]', 'a']);
	});

	test('reads folders to their end where it has none, and keeps the empty ones', async () => {
		const inner = folderEntry('inner', ['1', '2', '3', '4', '5'].map(file));
		const entry = folderEntry('outer', [file('a'), folderEntry('empty', []), inner]);
		expect(await all(fromTransfer(dropOf({ entry })))).toEqual([
			'outer/a',
			'outer/empty/',
			...['1', '2', '3', '4', '5'].map((name) => `outer/inner/${name}`)
		]);
	});

	test('does not look into folders that are left out, and can be asked to do it after all', async () => {
		let looks = 0;
		const left = folderEntry('left', [file('x'), folderEntry('deep', [file('y')])]);
		const read = (left as FileSystemDirectoryEntry).createReader;
		Object.assign(left, { createReader: () => ((looks += 1), read()) });
		const entry = folderEntry('outer', [left, file('a')]);
		const skip = (path: readonly string[]) => path.join('/') === 'left';
		const incoming: Incoming[] = [];
		for await (const one of fromTransfer(dropOf({ entry }), async () => skip)) incoming.push(one);
		expect(await all(each(incoming))).toEqual(['outer/left/', 'outer/a']);
		expect(looks).toBe(0);
		const whole = await Promise.all(incoming.map((one) => all(wholeOf(one))));
		expect(whole).toEqual([['outer/left/x', 'outer/left/deep/y'], ['outer/a']]);
	});
});

async function* each<T>(all: readonly T[]): AsyncGenerator<T> {
	yield* all;
}

describe('a pick', () => {
	const picker = (answer: () => Promise<FileSystemFileHandle[]>) => ({
		showOpenFilePicker: answer
	});

	test('gives files with their handles', async () => {
		const picked = await pickFiles(picker(() => Promise.resolve([handleOf(file('a'))])));
		expect(picked).toMatchObject([{ handle: { name: 'a' } }]);
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

test('a pick of a folder gives it whole, or nothing', async () => {
	const picked = await pickFolder({
		showDirectoryPicker: () => Promise.resolve(folderHandle as FileSystemDirectoryHandle)
	});
	expect(picked).toMatchObject([{ directory: folderHandle, group: { name: 'folder' } }]);
	const abort = () => Promise.reject(new DOMException('', 'AbortError'));
	expect(await pickFolder({ showDirectoryPicker: abort })).toEqual([]);
});

describe('an input', () => {
	test('gives plain files', () => {
		expect([...fromFiles([inputFile('a', '')])]).toMatchObject([{ file: { name: 'a' } }]);
		expect([...fromFiles(null)]).toEqual([]);
	});

	test('for folders tells where a file was, in one group for each folder', () => {
		const paths = ['trip/a', 'trip/day 1/b', 'other/c'];
		const found = [...fromFiles(paths.map((path) => inputFile(path.split('/').at(-1)!, path)))];
		const [a, b, c] = found as unknown as {
			folders: string[];
			group: { id: string; name: string };
		}[];
		expect([a!.folders, b!.folders, c!.folders]).toEqual([['trip'], ['trip', 'day 1'], ['other']]);
		expect(b!.group).toEqual(a!.group);
		expect(c!.group.name).toBe('other');
	});
});

function inputFile(name: string, webkitRelativePath: string): File {
	return Object.assign(file(name), { webkitRelativePath });
}
