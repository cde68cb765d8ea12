import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const BYTES = 32;

/**
 * secretKey gives the key that seals credentials: made once per machine, readable by its owner
 * alone. Losing it signs every account out, so it outlives builds and installs.
 */
export async function secretKey(folder: string): Promise<string> {
	const file = join(folder, 'secret-key');
	const kept = await readKey(file);
	if (kept !== undefined) return kept;
	await mkdir(folder, { recursive: true, mode: 0o700 });
	const draft = join(folder, `secret-key.${randomUUID()}`);
	await writeFile(draft, randomBytes(BYTES).toString('base64url') + '\n', { mode: 0o600 });
	try {
		// A link appears whole or not at all, and fails if another server was first.
		await link(draft, file);
	} catch (error) {
		// Some file systems have no links; there the last server to start wins.
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') await rename(draft, file);
	} finally {
		await rm(draft, { force: true });
	}
	const made = await readKey(file);
	if (made === undefined) throw new Error(`The secret key in ${file} can't be read.`);
	return made;
}

async function readKey(file: string): Promise<string | undefined> {
	let text: string;
	try {
		text = (await readFile(file, 'utf8')).trim();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
	if (Buffer.from(text, 'base64url').length < BYTES) {
		throw new Error(`${file} is damaged: delete it to make a new key (every account signs out).`);
	}
	// A copy of the folder may have lost its mode.
	await chmod(file, 0o600);
	return text;
}
