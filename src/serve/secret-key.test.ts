import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { secretKey } from './secret-key';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'panlift-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('is made once and then kept', async () => {
	const key = await secretKey(join(folder, 'new'));
	expect(Buffer.from(key, 'base64url')).toHaveLength(32);
	expect(await secretKey(join(folder, 'new'))).toBe(key);
});

test('two servers that start together agree', async () => {
	const [one, two] = await Promise.all([secretKey(folder), secretKey(folder)]);
	expect(one).toBe(two);
});

test.runIf(process.platform !== 'win32')('only its owner can read it', async () => {
	const file = join(folder, 'secret-key');
	await secretKey(folder);
	expect((await stat(file)).mode & 0o777).toBe(0o600);
	await chmod(file, 0o644);
	await secretKey(folder);
	expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('a damaged key is not replaced in silence', async () => {
	await writeFile(join(folder, 'secret-key'), 'short');
	await expect(secretKey(folder)).rejects.toThrow('damaged');
});
