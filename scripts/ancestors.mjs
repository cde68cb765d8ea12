// Whether the npm that started this process still lives. npm ends on SIGTERM without waiting for
// its script, and between npm and us there may be a shell that outlives it.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SHELLS = /^-?(sh|bash|dash|ash|ksh|zsh|fish|busybox|cmd\.exe|powershell\.exe|pwsh(\.exe)?)$/i;

function parentByProc(pid) {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The name stands in parentheses and may itself contain any character.
	const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
	const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
	return { name, parent };
}

async function parentByPs(pid) {
	const { stdout } = await run('ps', ['-o', 'ppid=,comm=', '-p', String(pid)]);
	const [, parent, command] = /^\s*(\d+)\s+(.*?)\s*$/.exec(stdout) ?? [];
	return { name: command?.split('/').at(-1) ?? '', parent: Number(parent) };
}

async function parentByPowerShell(pid) {
	const query = `$p = Get-CimInstance Win32_Process -Filter "ProcessId=${pid}"; "$($p.ParentProcessId) $($p.Name)"`;
	const { stdout } = await run('powershell.exe', ['-NoProfile', '-Command', query]);
	const [parent, ...name] = stdout.trim().split(' ');
	return { name: name.join(' '), parent: Number(parent) };
}

function lookUp(pid) {
	if (process.platform === 'linux') return parentByProc(pid);
	return process.platform === 'win32' ? parentByPowerShell(pid) : parentByPs(pid);
}

/** npmPids gives the processes whose end is ours: the parent and, above a shell, npm itself. */
async function npmPids() {
	const parent = process.ppid;
	try {
		const above = await lookUp(parent);
		if (SHELLS.test(above.name) && above.parent > 1) return [parent, above.parent];
	} catch {
		// No way to look: the parent alone must do.
	}
	return [parent];
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/** whenNpmIsGone calls `stop` once, soon after the npm that started this process has ended. */
export async function whenNpmIsGone(stop) {
	const first = process.ppid;
	const pids = await npmPids();
	const timer = setInterval(() => {
		if (process.ppid === first && pids.every(isAlive)) return;
		clearInterval(timer);
		stop();
	}, 250);
	timer.unref();
}
