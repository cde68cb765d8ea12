// `node scripts/bench.mjs [--json FILE] [--quick] [--only W4]`: measures Panlift beside its peers.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runnerImport } from 'vite';
import { whenNpmIsGone } from './ancestors.mjs';
import { ensureChromium } from './chromium.mjs';
import { root } from './stamps.mjs';

const bench = path.join(root, 'tests/bench');

/** Peers are installed apart from the app, and only for this. Without them the rest still runs. */
function installPeers() {
	const record = path.join(bench, 'node_modules/.package-lock.json');
	const wanted = JSON.parse(readFileSync(path.join(bench, 'package-lock.json'), 'utf8')).packages;
	const got = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')).packages : {};
	const isThere = ([place, { version }]) => place === '' || got[place]?.version === version;
	if (Object.entries(wanted).every(isThere)) return;
	console.error('Installing the peers to measure against');
	// They run in the browser alone, so which Node they would like does not matter.
	const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--engine-strict=false'];
	const cli = process.env['npm_execpath'];
	const [command, args] = cli ? [process.execPath, [cli]] : ['npm', []];
	const result = spawnSync(command, [...args, 'ci', '--loglevel=error', ...flags], {
		cwd: bench,
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: !cli && process.platform === 'win32'
	});
	if (result.status !== 0) console.error('The peers could not be installed: Uppy is left out');
}

/** Finds the one Chromium that everything is measured in; gives why there is none, if so. */
async function chromiumProblem() {
	try {
		process.env['CHROMIUM_PATH'] = await ensureChromium();
		return undefined;
	} catch (error) {
		return error.message;
	}
}

if (process.env['npm_lifecycle_event'] !== undefined) {
	// An npm that is stopped passes no signal on; the bench's own handlers close what it has opened.
	await whenNpmIsGone(() => process.emit('SIGTERM', 'SIGTERM') || process.exit(1));
}
try {
	installPeers();
	const { module } = await runnerImport(path.join(bench, 'main.ts'), {
		root,
		configFile: false,
		logLevel: 'warn'
	});
	await module.runBench(process.argv.slice(2), await chromiumProblem());
	process.exit(0);
} catch (error) {
	console.error(error.name === 'OptionError' ? error.message : error);
	process.exit(1);
}
