// What was installed and built last, as hashes of what it came from.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const installStamp = path.join(root, 'node_modules/.panlift-installed');
export const buildStamp = path.join(root, 'build/.panlift-built');

const BUILD_INPUTS = [
	'package-lock.json',
	'package.json',
	'src',
	'static',
	'svelte.config.js',
	'tsconfig.json',
	'vite.config.ts'
];

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** stampIs tells whether the stamp file holds exactly `hash`. */
export function stampIs(file, hash) {
	return read(file) === hash;
}

/** installHash changes with the lockfile and with the ABI that native packages were built for. */
export function installHash() {
	return createHash('sha256')
		.update(readFileSync(path.join(root, 'package-lock.json')))
		.update(process.versions.modules)
		.digest('hex');
}

/** isInstalled compares npm's own record with the lockfile: a manual `npm install` counts as well. */
export function isInstalled() {
	const record = read(path.join(root, 'node_modules/.package-lock.json'));
	if (record === undefined) return false;
	const installed = JSON.parse(record).packages;
	const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
	return Object.entries(wanted).every(
		([place, { version, optional, devOptional, peer }]) =>
			place === '' ||
			installed[place]?.version === version ||
			((optional || devOptional || peer) && installed[place] === undefined)
	);
}

function filesUnder(place) {
	const full = path.join(root, place);
	if (!existsSync(full)) return [];
	const entries = readdirSync(path.dirname(full), { withFileTypes: true });
	if (entries.find((entry) => entry.name === path.basename(full))?.isFile()) return [place];
	return readdirSync(full, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
		.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

/** buildHash changes with anything that the build reads; tests beside the source are not. */
export function buildHash() {
	const hash = createHash('sha256');
	for (const file of BUILD_INPUTS.flatMap(filesUnder).sort()) {
		hash
			.update(file)
			.update('\0')
			.update(readFileSync(path.join(root, file)))
			.update('\0');
	}
	return hash.digest('hex');
}
