// One `npm` command at a time may install or build; the others wait, then find the work done.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

function tryLock(file) {
	try {
		writeFileSync(file, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
	}
	try {
		const holder = Number(readFileSync(file, 'utf8'));
		// An empty file is a holder between its open and its write, unless it died there.
		const dead = holder > 0 ? !isAlive(holder) : Date.now() - statSync(file).mtimeMs > 5000;
		if (dead) rmSync(file, { force: true });
	} catch (error) {
		if (error.code !== 'ENOENT') throw error;
	}
	return false;
}

/** withLock runs `work` while no other process runs under the same lock file. */
export async function withLock(file, work) {
	mkdirSync(path.dirname(file), { recursive: true });
	while (!tryLock(file)) await new Promise((resolve) => setTimeout(resolve, 100));
	const release = () => rmSync(file, { force: true });
	process.once('exit', release);
	try {
		return await work();
	} finally {
		process.off('exit', release);
		release();
	}
}
