// Finds the Chromium that every test uses, and gets one when there is none.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Flags for every start: no calls home, nothing that needs a desktop or a privileged container. */
export const CHROMIUM_ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

const root = fileURLToPath(new URL('..', import.meta.url));

/** Well-known places, by platform. Names without a folder are looked up in PATH. */
function systemPlaces() {
	if (process.platform === 'darwin') {
		return [
			'/Applications/Chromium.app/Contents/MacOS/Chromium',
			'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
			'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'
		];
	}
	if (process.platform === 'win32') {
		const folders = [
			process.env['PROGRAMFILES'],
			process.env['PROGRAMFILES(X86)'],
			process.env['LOCALAPPDATA']
		];
		return folders
			.filter((folder) => folder !== undefined)
			.flatMap((folder) => [
				path.join(folder, 'Google/Chrome/Application/chrome.exe'),
				path.join(folder, 'Chromium/Application/chrome.exe'),
				path.join(folder, 'Microsoft/Edge/Application/msedge.exe')
			]);
	}
	const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
	const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
	return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

async function playwrightsOwn() {
	try {
		const { chromium } = await import('playwright');
		return chromium.executablePath();
	} catch {
		// Not installed yet, or a platform that Playwright has no browser for.
		return undefined;
	}
}

/**
 * findChromium: CHROMIUM_PATH, then Playwright's own browser, then the system's.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
	const named = process.env['CHROMIUM_PATH'];
	if (named) {
		if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names no file: ${named}`);
		return named;
	}
	const own = await playwrightsOwn();
	return [own, ...systemPlaces()].find((place) => place !== undefined && existsSync(place));
}

/** Every attempt has a limit: a machine without network must get an answer, not a hang. */
function attempt(command, args, seconds) {
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

// Ubuntu's apt package is a stub that needs snapd, so only Debian itself counts.
function isDebianRoot() {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	return (
		existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
	);
}

function installByApt() {
	const packages = ['chromium', 'fonts-noto-cjk'];
	attempt('apt-get', ['update'], 120);
	return attempt('apt-get', ['install', '-y', '--no-install-recommends', ...packages], 300);
}

function installByPlaywright() {
	const cli = path.join(root, 'node_modules/playwright/cli.js');
	return existsSync(cli) && attempt(process.execPath, [cli, 'install', 'chromium'], 240);
}

/** ensureChromium returns a Chromium's path, installing one first if it must. */
export async function ensureChromium() {
	const found = await findChromium();
	if (found) return found;
	console.error('Looking for a Chromium to test with: none found, installing one');
	const ways = isDebianRoot() ? [installByApt, installByPlaywright] : [installByPlaywright];
	for (const install of ways) {
		if (!install()) continue;
		const installed = await findChromium();
		if (installed) return installed;
	}
	throw new Error(
		'No Chromium could be installed. Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to its executable.'
	);
}
