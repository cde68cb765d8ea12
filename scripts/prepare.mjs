// `node scripts/prepare.mjs [build] [chromium] [firefox]` makes a fresh clone ready; silent when it is.
// Runs before every npm script, so it may use nothing but Node.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import {
	buildHash,
	buildStamp,
	installHash,
	installStamp,
	isInstalled,
	root,
	stampIs
} from './stamps.mjs';

const lock = path.join(root, '.panlift/prepare.lock');

function run(what, command, args, options = {}) {
	const result = spawnSync(command, args, {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
		...options
	});
	if (result.status === 0) return;
	console.error(result.stdout ?? '', result.stderr ?? '', result.error ?? '');
	throw new Error(`${what} failed`);
}

function npmCommand() {
	const cli = process.env['npm_execpath'];
	if (cli && /npm-cli\.[cm]?js$/.test(cli)) return [process.execPath, [cli], {}];
	// Without npm around us: `npm` is a .cmd file on Windows, which only a shell can start.
	return ['npm', [], { shell: process.platform === 'win32' }];
}

function install() {
	const hash = installHash();
	if (!isInstalled()) {
		console.error('Installing packages');
		const [command, args, options] = npmCommand();
		const flags = ['ci', '--include=dev', '--no-audit', '--no-fund'];
		run('npm ci', command, [...args, ...flags], options);
	}
	// `exec` in npm scripts lets signals reach the server without a shell in between. Windows has no
	// such command, so there it gets one that does nothing.
	const exec = path.join(root, 'node_modules/.bin/exec.cmd');
	if (process.platform === 'win32') writeFileSync(exec, '@%*\r\n');
	writeFileSync(installStamp, hash);
}

function build() {
	// Taken before the build: what is edited meanwhile makes the next run build again.
	const hash = buildHash();
	console.error('Building');
	rmSync(buildStamp, { force: true });
	const vite = path.join(root, 'node_modules/vite/bin/vite.js');
	// A test runner's NODE_ENV must not leak into the production build.
	const env = { ...process.env, NODE_ENV: 'production' };
	delete env['VITEST'];
	run('vite build', process.execPath, [vite, 'build'], { env });
	const config = 'src/serve/vite.config.ts';
	run('vite build of the server', process.execPath, [vite, 'build', '-c', config], { env });
	writeFileSync(buildStamp, hash);
}

const installedNow = () => stampIs(installStamp, installHash());
const builtNow = () => stampIs(buildStamp, buildHash());

async function prepare(wanted) {
	if (!installedNow()) await withLock(lock, () => installedNow() || install());
	if (wanted.includes('build') && !builtNow()) await withLock(lock, () => builtNow() || build());
	if (wanted.includes('chromium')) {
		const { ensureChromium } = await import('./chromium.mjs');
		await withLock(lock, ensureChromium);
	}
	if (wanted.includes('firefox')) {
		const { ensureFirefox } = await import('./firefox.mjs');
		await withLock(lock, ensureFirefox);
	}
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Panlift needs Node 20.19 or newer; this is ${process.versions.node}.`);
	process.exit(1);
}
try {
	await prepare(process.argv.slice(2));
} catch (error) {
	console.error(error.message);
	process.exit(1);
}
