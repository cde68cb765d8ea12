/** Patterns are read as git reads them. The answers below are git's own; where it is there, it is asked again. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_FILTERS, type Filter } from '../src/lib/sources/filter';
import { createFilter } from '../src/lib/sources/ignore-filter';

const hasGit = spawnSync('git', ['--version']).status === 0;
const DEFAULTS = DEFAULT_FILTERS.profiles[0]!.rules.patterns;

/** Patterns, a path (a folder ends in a slash), and whether git leaves it out. */
const CASES: readonly (readonly [patterns: string, path: string, isOut: boolean])[] = [
	['*.log', 'a.log', true],
	['*.log', 'deep/er/a.log', true],
	['*.log', 'a.log.txt', false],
	['*.log', 'A.LOG', false],
	['*.log', '.log', true],
	['/*.log', 'a.log', true],
	['/*.log', 'deep/a.log', false],
	['build', 'build', true],
	['build', 'build/a/b.o', true],
	['build', 'src/build/a.o', true],
	['build', 'rebuild/a.o', false],
	['build/', 'build', false],
	['build/', 'build/', true],
	['build/', 'src/build/a.o', true],
	['/build', 'src/build/a.o', false],
	['/build', 'build/a.o', true],
	['src/build', 'src/build/a.o', true],
	['src/build', 'lib/src/build/a.o', false],
	['**/src/build', 'lib/src/build/a.o', true],
	['src/**/a.o', 'src/a.o', true],
	['src/**/a.o', 'src/x/y/a.o', true],
	['src/**', 'src/x/y/a.o', true],
	['src/**', 'src/', false],
	['src/*', 'src/x/y', true],
	['src/*.o', 'src/x/a.o', false],
	['**/foo', 'foo', true],
	['**/foo', 'a/b/foo', true],
	['foo/**/bar', 'foo/bar', true],
	['foo**bar', 'fooxbar', true],
	['foo**bar', 'foo/bar', false],
	['a?c', 'abc', true],
	['a?c', 'a/c', false],
	['a?c', 'ac', false],
	['a[bc]d', 'abd', true],
	['a[!bc]d', 'abd', false],
	['a[!bc]d', 'axd', true],
	['a[^bc]d', 'axd', true],
	['[a-c].txt', 'b.txt', true],
	['[a-c].txt', 'd.txt', false],
	['[[:digit:]].txt', '7.txt', true],
	['*.log\n!keep.log', 'keep.log', false],
	['*.log\n!keep.log', 'a/keep.log', false],
	['!keep.log\n*.log', 'keep.log', true],
	['logs/\n!logs/keep.log', 'logs/keep.log', true],
	['logs/*\n!logs/keep.log', 'logs/keep.log', false],
	['/*\n!/src\n/src/*\n!/src/a.ts', 'src/a.ts', false],
	['/*\n!/src\n/src/*\n!/src/a.ts', 'src/b.ts', true],
	['/*\n!/src', 'other/a', true],
	['# a comment\n*.tmp', '# a comment', false],
	['\\#name', '#name', true],
	['\\!name', '!name', true],
	['name ', 'name', true],
	['name\\ ', 'name ', true],
	['name\\ ', 'name', false],
	['a b', 'a b', true],
	['\n\n*.tmp\n', 'a.tmp', true],
	['*.tmp\r\n*.bak\r\n', 'a.bak', true],
	['*', '.hidden/a', true],
	['*.*', 'Makefile', false],
	['.*', '.env', true],
	['.*', 'a.env', false],
	['日記', '深い/日記/一.txt', true],
	['*.日', 'a.日', true],
	['foo.*', 'fooxbar', false],
	['a+b', 'aab', false],
	['a+b', 'a+b', true],
	['(x)', '(x)', true],
	['\\*.c', '*.c', true],
	['\\*.c', 'a.c', false],
	['doc/*.txt', 'doc/notes.txt', true],
	['doc/*.txt', 'doc/a/notes.txt', false],
	['/a/**', 'a/b', true],
	['a/**/', 'a/b', false],
	['a/**/', 'a/b/', true],
	[DEFAULTS, 'web/node_modules/x/index.js', true],
	[DEFAULTS, '.git/HEAD', true],
	[DEFAULTS, 'photos/.DS_Store', true],
	[DEFAULTS, 'photos/Thumbs.db', true],
	[DEFAULTS, 'photos/thumbs.db', false],
	[DEFAULTS, 'environment/a.txt', false],
	[DEFAULTS, '.gitignore', false],
	[DEFAULTS, 'api/__pycache__/a.pyc', true]
];

/** As the walk asks: a folder that is left out is not looked into. */
function leavesOut(filter: Filter, path: string): boolean {
	const names = path.split('/').filter((name) => name !== '');
	const folders = path.endsWith('/') ? names.length : names.length - 1;
	for (let depth = 1; depth <= folders; depth++) {
		if (filter.folder(names.slice(0, depth))) return true;
	}
	return !path.endsWith('/') && filter.name(names) !== undefined;
}

describe('a pattern', () => {
	test.each(CASES)('%j about %j: left out is %j', (patterns, path, isOut) => {
		expect(leavesOut(createFilter({ patterns }, 0), path)).toBe(isOut);
	});

	test('is tried in at least sixty ways', () => {
		expect(CASES.length).toBeGreaterThanOrEqual(60);
		expect(new Set(CASES.map(String)).size).toBe(CASES.length);
	});

	test.runIf(hasGit)('is answered for by git itself as it is here', () => {
		const folder = mkdtempSync(join(tmpdir(), 'panlift-ignore-'));
		try {
			git(folder, 'init', '-q');
			const wrong = CASES.filter(([patterns, path, isOut]) => {
				return asksGit(join(folder, 'tree'), patterns, path) !== isOut;
			});
			expect(wrong).toEqual([]);
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});

/** git runs without anybody's own settings. */
function git(cwd: string, ...args: readonly string[]) {
	const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
	return spawnSync('git', ['-c', 'core.ignorecase=false', ...args], { cwd, env });
}

function asksGit(folder: string, patterns: string, path: string): boolean {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(join(folder, dirname(path)), { recursive: true });
	if (path.endsWith('/')) mkdirSync(join(folder, path), { recursive: true });
	else writeFileSync(join(folder, path), '');
	writeFileSync(join(folder, '.gitignore'), patterns);
	// It sees itself what is a folder; a slash at the end it would take for an empty name in it.
	const name = path.replace(/\/$/, '');
	const { status, stderr } = git(folder, 'check-ignore', '-q', '--no-index', '--', name);
	if (status !== 0 && status !== 1) throw new Error(`${path}: ${String(stderr)}`);
	return status === 0;
}
