// Finds the Chromium that every test uses, and gets one when there is none.
import { existsSync } from 'node:fs';
import path from 'node:path';
import {
	attempt,
	inPath,
	inProgramFiles,
	installByApt,
	isDebianRoot,
	named
} from './installing.mjs';
import { root } from './stamps.mjs';

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

/** Well-known places, by platform. */
function systemPlaces() {
	if (process.platform === 'darwin') {
		return [
			'/Applications/Chromium.app/Contents/MacOS/Chromium',
			'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
			'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'
		];
	}
	if (process.platform === 'win32') {
		return inProgramFiles([
			'Google/Chrome/Application/chrome.exe',
			'Chromium/Application/chrome.exe',
			'Microsoft/Edge/Application/msedge.exe'
		]);
	}
	return inPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
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
	const wanted = named('CHROMIUM_PATH');
	if (wanted) return wanted;
	const own = await playwrightsOwn();
	return [own, ...systemPlaces()].find((place) => place !== undefined && existsSync(place));
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
	const byApt = () => installByApt(['chromium', 'fonts-noto-cjk']);
	const ways = isDebianRoot() ? [byApt, installByPlaywright] : [installByPlaywright];
	for (const install of ways) {
		if (!install()) continue;
		const installed = await findChromium();
		if (installed) return installed;
	}
	throw new Error(
		'No Chromium could be installed. Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to its executable.'
	);
}
