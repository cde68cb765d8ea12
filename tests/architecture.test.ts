/** The plan of the house, checked. Each rule is also shown a bad sample, so that it can fail. */
import { describe, expect, test } from 'vitest';
import { en } from '../src/lib/i18n/en';
import { TROUBLE } from '../src/lib/i18n/trouble';
import { zhCn } from '../src/lib/i18n/zh-cn';
import { ERROR_CODES } from '../src/lib/kernel/errors';
import { emptyMessages, leaves, missingCopy } from './architecture/catalogues';
import { cycles, wrongDirections } from './architecture/directions';
import { linksOf } from './architecture/links';
import { barrels, MEDIAN, medianLines, tooLong, vagueNames } from './architecture/shape';
import { codeFile, isTest, readFiles, type CodeFile } from './architecture/source-files';
import * as words from './architecture/words';

const src = readFiles('src');
const source = src.filter((file) => !isTest(file));
const tests = [...src.filter(isTest), ...readFiles('tests')];
const links = source.flatMap(linksOf);

/** of gives what a rule says about one made-up file. */
const of = (rule: (file: CodeFile) => readonly string[], path: string, text: string) =>
	rule(codeFile(path, text)).map((found) => found.replace(/^.*?: /, ''));
const direction = (path: string, text: string) =>
	wrongDirections(linksOf(codeFile(path, text))).length;

describe('imports', () => {
	test('go in the planned directions', () => {
		expect(wrongDirections(links)).toEqual([]);
	});

	test('make no rings', () => {
		expect(cycles(links)).toEqual([]);
	});

	test.each([
		['src/lib/kernel/a.ts', `import { x } from '../drives/proxy-client'`],
		['src/lib/kernel/a.ts', `import { x } from 'dexie'`],
		['src/lib/hashing/a.ts', `import { x } from '../sources/collect'`],
		['src/lib/hashing/a.ts', `import type { X } from '../sources/collect'`],
		['src/lib/transport/a.ts', `import { x } from '$lib/uploads/queue'`],
		['src/lib/uploads/a.ts', `export { x } from '../transport/xhr-transport'`],
		['src/lib/uploads/a.ts', `const x = await import('../sessions/dexie-store')`],
		['src/lib/sources/a.ts', `let x: import('../sessions/dexie-store').Store`],
		['src/lib/sources/a.ts', `new Worker(new URL('../hashing/hash.worker.ts', import.meta.url))`],
		['src/lib/ui/A.svelte', `<script lang="ts">import { x } from '$lib/engine/engine'</script>`],
		['src/lib/app/a.ts', `import { x } from '../server/vault'`],
		['src/lib/server/a.ts', `import { x } from '../../sandbox/sandbox'`],
		['src/routes/+page.svelte', `<script>import { x } from '$lib/server/vault'</script>`],
		['src/routes/api/x/+server.ts', `import { x } from '$lib/app/app'`],
		['src/lib/pwa/a.ts', `import { x } from '../app/panlift.svelte'`],
		['src/service-worker/index.ts', `import { x } from '../lib/pwa/updates'`],
		['src/lib/local-api/a.ts', `import { x } from '../engine/rows'`],
		['src/lib/local-api/a.ts', `import { x } from '../sessions/dexie-store'`],
		['src/lib/sessions/a.ts', `import { x } from '../local-api/progress'`],
		['src/sandbox/a.ts', `import { sign } from '../lib/server/pan123/sign'`]
	])('%s may not say %s', (path, text) => {
		expect(direction(path, text)).toBe(1);
	});

	test.each([
		['src/lib/hashing/a.ts', `import type { Source } from '../sources/source'`],
		['src/lib/hashing/a.ts', `import { type Source } from '../sources/source'`],
		['src/lib/uploads/a.ts', `import { ROOT } from '../drives/drive'`],
		['src/lib/engine/engine.worker.ts', `import { x } from '../transport/xhr-transport'`],
		['src/lib/engine/engine.ts', `import url from '../hashing/hash.worker?worker&url'`],
		['src/lib/pwa/a.ts', `import url from '../hashing/hash.worker?worker&url'`],
		['src/service-worker/a.ts', `import { x } from '../lib/local-api/answer'`],
		['src/lib/engine/a.ts', `import { x } from '../local-api/live'`],
		['src/routes/+layout.svelte', `<script>import { x } from '$lib/pwa/pwa.svelte'</script>`],
		['src/lib/hashing/a.ts', `new Worker(new URL('./hash.worker.ts', import.meta.url))`],
		['src/lib/server/a.ts', `import { OPERATIONS } from '../drives/wire'`]
	])('%s may say %s', (path, text) => {
		expect(direction(path, text)).toBe(0);
	});

	test('a ring is seen, one of types alone is none', () => {
		const ring = (form: string) => [
			...linksOf(codeFile('src/lib/uploads/a.ts', `${form} { b } from './b'`)),
			...linksOf(codeFile('src/lib/uploads/b.ts', `import { c } from './c'`)),
			...linksOf(codeFile('src/lib/uploads/c.ts', `import { a } from './a'`))
		];
		expect(cycles(ring('import'))).toHaveLength(1);
		expect(cycles(ring('import type'))).toEqual([]);
	});
});

describe('words', () => {
	test.each(Object.entries(words).filter(([name]) => name !== 'leftOut'))('%s: none', (_, rule) => {
		expect(source.flatMap(rule)).toEqual([]);
	});

	test('no test is left out', () => {
		expect(tests.flatMap(words.leftOut)).toEqual([]);
	});

	const at = 'src/lib/uploads/a.ts';
	test.each([
		[words.strayTime, at, 'Date.now()', 'Date.now'],
		[words.strayTime, at, 'new Date()', 'new Date()'],
		[words.strayTime, at, 'globalThis.setTimeout(f, 1)', 'setTimeout'],
		[words.strayTime, at, 'const wait = setInterval', 'setInterval'],
		[words.strayTime, 'src/lib/hashing/hash.worker.ts', 'Math.random()', 'Math.random'],
		[words.strayTime, at, 'performance.now()', 'performance.now'],
		[words.strayFetch, at, 'await fetch(url)', 'fetch'],
		[words.strayFetch, at, 'new XMLHttpRequest()', 'XMLHttpRequest'],
		[words.strayFetch, 'src/lib/ui/A.svelte', '<script>fetch("/")</script>', 'fetch'],
		[words.strayNode, at, `import { x } from 'node:fs'`, 'node:fs'],
		[words.strayNode, at, `import { x } from 'crypto'`, 'crypto'],
		[words.strayNode, 'src/lib/server/a.ts', 'process.env.X', 'process'],
		[words.strayNode, at, 'Buffer.from(x)', 'Buffer'],
		[words.strayWrites, 'src/lib/engine/a.ts', 'store.saveUpload(u)', 'saveUpload'],
		[words.strayRunes, 'src/lib/app/a.ts', 'let x = $state(0)', '$state'],
		[words.strayRunes, 'src/lib/app/a.ts', '$effect.root(f)', '$effect'],
		[words.leftOut, 'tests/a.test.ts', `test.only('x', f)`, 'only'],
		[words.leftOut, 'tests/a.test.ts', `describe.skip('x', f)`, 'skip'],
		[words.leftOut, 'tests/a.e2e.ts', `test.skip()`, 'skip']
	])('%o in %s finds %s', (rule, path, text, word) => {
		expect(of(rule, path, text)).toEqual([word]);
	});

	test.each([
		[words.strayTime, 'src/lib/kernel/clock.ts', 'Date.now()'],
		[words.strayTime, at, 'new Date(milliseconds); clock.now(); // Date.now()'],
		[words.strayFetch, 'src/lib/drives/proxy-client.ts', 'fetch(url)'],
		[words.strayFetch, at, 'queue.fetch(url); const x = { fetch: 1 }'],
		[words.strayNode, at, 'upload.process(); "Buffer"'],
		[words.strayWrites, 'src/lib/uploads/queue.ts', 'store.saveUpload(u)'],
		[words.strayRunes, 'src/lib/app/a.svelte.ts', 'let x = $state(0)'],
		[words.leftOut, 'tests/a.e2e.ts', `test.skip(!firefox, 'no Firefox here')`],
		[words.leftOut, 'tests/a.test.ts', `test.runIf(posix)('x', f); pager.skip(2)`]
	])('%o in %s lets %s pass', (rule, path, text) => {
		expect(of(rule, path, text)).toEqual([]);
	});
});

describe('shape', () => {
	const long = codeFile('src/a.ts', 'x\n'.repeat(301));

	test('no file is too long to hold in mind', () => {
		expect(tooLong([...source, ...tests, ...readFiles('scripts')])).toEqual([]);
		expect(tooLong([long])).toEqual(['src/a.ts: 301 lines']);
	});

	test('half of the files fit on a screen', () => {
		expect(medianLines(source)).toBeLessThanOrEqual(MEDIAN);
		expect(medianLines([long, long, codeFile('src/b.ts', 'x')])).toBe(301);
	});

	test('names tell what is inside', () => {
		expect(vagueNames([...source, ...tests])).toEqual([]);
		const bad = ['src/lib/utils.ts', 'src/lib/upload-manager.ts', 'src/services/a.ts'];
		expect(vagueNames(bad.map((path) => codeFile(path, '')))).toEqual(bad);
		expect(vagueNames([codeFile('src/service-worker/index.ts', '')])).toEqual([]);
	});

	test('no barrels', () => {
		expect(barrels(src)).toEqual([]);
		expect(barrels([codeFile('src/lib/uploads/index.ts', '')])).toHaveLength(1);
	});
});

describe('catalogues', () => {
	const catalogues: Readonly<Record<string, Record<string, unknown>>> = {
		en: { ...en, ...TROUBLE.en },
		zhCn: { ...zhCn, ...TROUBLE['zh-CN'] }
	};

	test.each(Object.entries(catalogues))('%s has copy for every error code', (_, catalogue) => {
		expect(missingCopy(catalogue['errors'], ERROR_CODES)).toEqual([]);
		expect(missingCopy({ ...(catalogue['errors'] as object), offline: ' ' }, ['offline'])).toEqual([
			'offline'
		]);
	});

	test('say the same things, and nothing is empty', () => {
		expect(leaves(catalogues['zhCn']).toSorted()).toEqual(leaves(catalogues['en']).toSorted());
		expect(leaves({ a: { b: 'x' } })).toEqual(['a.b']);
		expect(emptyMessages(catalogues['en'] ?? {})).toEqual([]);
		expect(emptyMessages(catalogues['zhCn'] ?? {})).toEqual([]);
		expect(emptyMessages({ a: { b: ' ' } })).toEqual(['a.b']);
	});
});
