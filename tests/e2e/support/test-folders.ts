import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFile, type TestFile } from './test-files';

/** A folder on this machine, and what has to be in the drive when it has been uploaded. */
export interface TestFolder {
	readonly path: string;
	readonly name: string;
	/** By their path in the drive. */
	readonly files: ReadonlyMap<string, TestFile>;
	/** Paths in the drive of the folder itself and all below it. */
	readonly folders: readonly string[];
}

/**
 * makeFolder writes files by their paths; a path that ends in a slash is an empty folder. Of one size
 * and seed the content is the same.
 */
export async function makeFolder(
	parent: string,
	name: string,
	content: readonly (readonly [path: string, size: number, seed?: string])[]
): Promise<TestFolder> {
	const path = join(parent, name);
	await rm(path, { recursive: true, force: true });
	await mkdir(path);
	const files = new Map<string, TestFile>();
	const folders = new Set([`/${name}`]);
	for (const [below, size, seed = below] of content) {
		const names = below.split('/').slice(0, -1);
		names.forEach((_, index) => folders.add(`/${[name, ...names.slice(0, index + 1)].join('/')}`));
		await mkdir(join(path, ...names), { recursive: true });
		if (below.endsWith('/')) continue;
		const file = await makeFile(join(path, ...names), below.split('/').at(-1)!, size, seed);
		files.set(`/${name}/${below}`, file);
	}
	return { path, name, files, folders: [...folders] };
}
