import { expect, test } from 'vitest';
import { handleSources } from './handle-source';
import type { Found } from './source';
import { createFilter } from './ignore-filter';
import { walk } from './walk';

async function directory(name: string): Promise<FileSystemDirectoryHandle> {
	const root = await navigator.storage.getDirectory();
	await root.removeEntry(name, { recursive: true }).catch(() => {});
	return root.getDirectoryHandle(name, { create: true });
}

async function write(parent: FileSystemDirectoryHandle, name: string, text: string): Promise<void> {
	const writer = await (await parent.getFileHandle(name, { create: true })).createWritable();
	await writer.write(text);
	await writer.close();
}

async function all(handle: FileSystemDirectoryHandle): Promise<Found[]> {
	const found: Found[] = [];
	for await (const one of walk(handle)) found.push(one);
	return found;
}

test('everything below a folder is found, also beyond 100 entries, and folders without files', async () => {
	const top = await directory('walked');
	const deep = await top.getDirectoryHandle('深い', { create: true });
	for (let i = 0; i < 130; i++) await write(deep, `${i}.txt`, `${i}`);
	await top.getDirectoryHandle('empty', { create: true });
	const found = await all(top);
	const names = found.filter(({ kind }) => kind === 'file').map(({ path }) => path.at(-1));
	expect(names).toEqual(Array.from({ length: 130 }, (_, i) => `${i}.txt`));
	expect(found.filter(({ kind }) => kind === 'empty-folder')).toEqual([
		{ kind: 'empty-folder', path: ['empty'] }
	]);
});

test('a file is opened again by its path below the folder’s handle', async () => {
	const top = await directory('reopened');
	const deep = await top.getDirectoryHandle('a', { create: true });
	await write(deep, 'b.txt', 'hello');
	const [one] = await all(top);
	if (one?.kind !== 'file') throw new Error('no file');
	const { name, size, lastModified } = one.file;
	const sources = handleSources(async () => ({ id: 'r', handle: top }));
	const source = sources.open({ rootId: 'r', path: one.path }, { name, size, lastModified });
	expect(await (await source.file()).text()).toBe('hello');
	await deep.removeEntry('b.txt');
	await expect(source.file()).rejects.toMatchObject({ code: 'source-missing' });
});

test('what a filter leaves out is named, and not looked into', async () => {
	const top = await directory('filtered');
	await write(await top.getDirectoryHandle('node_modules', { create: true }), 'x.js', 'x');
	for (const name of ['a.log', 'a.txt', 'large.txt']) await write(top, name, name);
	const filter = createFilter({ patterns: 'node_modules/\n*.log', largerThan: 5 }, 0);
	const found: string[] = [];
	for await (const { kind, path } of walk(top, filter)) found.push(`${kind} ${path.join('/')}`);
	expect(found).toEqual([
		'left-out a.log',
		'file a.txt',
		'left-out large.txt',
		'left-out node_modules'
	]);
});
