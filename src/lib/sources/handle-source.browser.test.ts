import { afterEach, expect, test } from 'vitest';
import { handleSources } from './handle-source';
import type { SourceRoot } from './source';

const opened = new Set<string>();

async function write(name: string, text: string): Promise<FileSystemFileHandle> {
	opened.add(name);
	const directory = await navigator.storage.getDirectory();
	const handle = await directory.getFileHandle(name, { create: true });
	const writer = await handle.createWritable();
	await writer.write(text);
	await writer.close();
	return handle;
}

async function source(root: SourceRoot | undefined, file: File) {
	const { name, size, lastModified } = file;
	return handleSources(async () => root).open(
		{ rootId: 'r', path: [] },
		{ name, size, lastModified }
	);
}

afterEach(async () => {
	const directory = await navigator.storage.getDirectory();
	for (const name of opened) await directory.removeEntry(name).catch(() => {});
	opened.clear();
});

test('a slice has the bytes of its range and no type', async () => {
	const handle = await write('a.txt', 'hello world');
	const slice = await (
		await source({ id: 'r', handle }, await handle.getFile())
	).slice({ start: 6, end: 11 });
	expect(await slice.text()).toBe('world');
	expect(slice.type).toBe('');
});

test('a file that was rewritten is source-changed', async () => {
	const handle = await write('b.txt', 'one');
	const file = await handle.getFile();
	await write('b.txt', 'three');
	await expect((await source({ id: 'r', handle }, file)).file()).rejects.toMatchObject({
		code: 'source-changed'
	});
});

test('a file that was deleted is source-missing', async () => {
	const handle = await write('c.txt', 'one');
	const file = await handle.getFile();
	await (await navigator.storage.getDirectory()).removeEntry('c.txt');
	await expect((await source({ id: 'r', handle }, file)).file()).rejects.toMatchObject({
		code: 'source-missing'
	});
});

test('a handle whose permission has ended is permission-needed', async () => {
	const handle = await write('d.txt', 'one');
	const file = await handle.getFile();
	const locked = new Proxy(handle, {
		get: () => () => Promise.reject(new DOMException('', 'NotAllowedError'))
	});
	await expect((await source({ id: 'r', handle: locked }, file)).file()).rejects.toMatchObject({
		code: 'permission-needed'
	});
});

test('a bare file of an earlier life is forgotten by the browser, and its row asks for it', async () => {
	const file = new File(['x'], 'e.txt');
	await expect((await source(undefined, file)).file()).rejects.toMatchObject({
		code: 'source-forgotten'
	});
});
