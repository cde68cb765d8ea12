// What getting a browser has in common, whichever it is.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './stamps.mjs';

/** inPath lists where in PATH programs of these names could be. */
export function inPath(names) {
	const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
	return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/** inProgramFiles lists where Windows could have them; `places` are below its program folders. */
export function inProgramFiles(places) {
	const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
		.map((name) => process.env[name])
		.filter((folder) => folder !== undefined);
	return folders.flatMap((folder) => places.map((place) => path.join(folder, place)));
}

/** named gives the file that an environment variable names; throws where it names none. */
export function named(variable) {
	const file = process.env[variable];
	if (!file) return undefined;
	if (!existsSync(file)) throw new Error(`${variable} names no file: ${file}`);
	return file;
}

/** Every attempt has a limit: a machine without network must get an answer, not a hang. */
export function attempt(command, args, seconds) {
	const result = spawnSync(command, args, {
		cwd: root,
		stdio: ['ignore', 'ignore', 'pipe'],
		timeout: seconds * 1000,
		killSignal: 'SIGKILL',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
	});
	if (result.status === 0) return true;
	const reason = result.error?.message ?? String(result.stderr).trim().split('\n').at(-1);
	console.error(`  ${command} ${args[0]}: ${reason}`);
	return false;
}

/** isDebianRoot: Ubuntu's apt packages of browsers are stubs that need snapd, so only Debian counts. */
export function isDebianRoot() {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	return (
		existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
	);
}

/** installByApt tells whether the packages are there now. */
export function installByApt(packages) {
	attempt('apt-get', ['update'], 120);
	return attempt('apt-get', ['install', '-y', '--no-install-recommends', ...packages], 300);
}
