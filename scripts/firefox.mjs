// Finds the Firefox that its own tests use, and gets one where that is easy. They are optional.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { inPath, inProgramFiles, installByApt, isDebianRoot, named } from './installing.mjs';

/** Older ones can't be given files over WebDriver BiDi, or made to leave workers alone. */
const OLDEST = 140;

function systemPlaces() {
	if (process.platform === 'darwin') return ['/Applications/Firefox.app/Contents/MacOS/firefox'];
	if (process.platform === 'win32') return inProgramFiles(['Mozilla Firefox/firefox.exe']);
	return inPath(['firefox-esr', 'firefox']);
}

/** Ubuntu's is a script around a snap, which sees neither the profile nor the files of a test. */
function isSnap(place) {
	return statSync(place).size < 10_000 && readFileSync(place, 'latin1').includes('/snap/');
}

/**
 * findFirefox: FIREFOX_PATH, which must name one, then the system's. `why` says why there is none.
 * @returns {{ path: string } | { why: string }}
 */
export function findFirefox() {
	const place =
		named('FIREFOX_PATH') ?? systemPlaces().find((one) => existsSync(one) && !isSnap(one));
	if (place === undefined) return { why: 'no Firefox is installed, and FIREFOX_PATH names none' };
	// On Windows it says nothing.
	const said = spawnSync(place, ['--version'], { encoding: 'utf8', timeout: 20_000 }).stdout;
	const version = Number(/Firefox (\d+)/.exec(said ?? '')?.[1] ?? OLDEST);
	if (version >= OLDEST) return { path: place };
	return { why: `Firefox ${version} is too old: ${OLDEST} or newer is needed` };
}

/** ensureFirefox is findFirefox after an attempt to install one. That it fails is no error. */
export function ensureFirefox() {
	const found = findFirefox();
	if ('path' in found || !isDebianRoot()) return found;
	console.error('Looking for a Firefox to test with: none found, installing one');
	installByApt(['firefox-esr']);
	return findFirefox();
}
