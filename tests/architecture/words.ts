import { builtinModules } from 'node:module';
import ts from 'typescript';
import { linksOf } from './links';
import { at, walk, type CodeFile } from './source-files';

const BUILTINS = new Set(builtinModules);
const TIME = new Set(['setTimeout', 'setInterval', 'setImmediate']);
const TIME_MEMBERS = new Set(['Date.now', 'Math.random', 'performance.now', 'crypto.randomBytes']);
const RUNES = new Set([
	'$state',
	'$derived',
	'$effect',
	'$props',
	'$bindable',
	'$inspect',
	'$host'
]);
const STORE_WRITES = new Set(['saveUpload', 'addUploads', 'removeUpload']);

const MAY_FETCH =
	/^src\/lib\/(transport\/|server\/|(drives\/(proxy-client|connect)|local-api\/watch-uploads)\.ts$)/;

type Find = (node: ts.Node) => string | undefined;

function find(file: CodeFile, test: Find): readonly string[] {
	const found: string[] = [];
	walk(file, (node) => {
		const word = test(node);
		if (word !== undefined) found.push(`${at(file, node)}: ${word}`);
	});
	return found;
}

/** isUse tells an identifier that reads a variable from one that names a member or a declaration. */
function isUse(node: ts.Node): node is ts.Identifier {
	if (!ts.isIdentifier(node)) return false;
	const { parent } = node;
	if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
	if (ts.isShorthandPropertyAssignment(parent)) return true;
	if (ts.isTypeQueryNode(parent) || ts.isQualifiedName(parent)) return false;
	return (parent as { name?: ts.Node }).name !== node;
}

/** globalsOf: `x`, and `globalThis.x` by its longer names. */
function globalName(node: ts.Node): string | undefined {
	if (isUse(node)) return node.text;
	if (!ts.isPropertyAccessExpression(node)) return undefined;
	const owner = node.expression.getText();
	return /^(globalThis|self|window)$/.test(owner) ? node.name.text : undefined;
}

/** strayTime: the clock is the only door to time and chance. */
export function strayTime(file: CodeFile): readonly string[] {
	if (!file.path.startsWith('src/lib/') || file.path === 'src/lib/kernel/clock.ts') return [];
	return find(file, (node) => {
		if (ts.isPropertyAccessExpression(node)) {
			const text = node.getText().replace(/^(globalThis|self|window)\./, '');
			if (TIME_MEMBERS.has(text)) return text;
		}
		if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
			return node.arguments?.length ? undefined : 'new Date()';
		}
		const name = globalName(node);
		return name !== undefined && TIME.has(name) ? name : undefined;
	});
}

/** strayFetch: only transport, the proxy's client and the proxy speak to the network. */
export function strayFetch(file: CodeFile): readonly string[] {
	if (!file.path.startsWith('src/lib/') || MAY_FETCH.test(file.path)) return [];
	return find(file, (node) => {
		const name = globalName(node);
		return name === 'fetch' || name === 'XMLHttpRequest' || name === 'WebSocket' ? name : undefined;
	});
}

/**
 * strayNode: all but the server around the app and the sandbox runs in browsers and on edge runtimes.
 * The compiler can't tell in the page's program, because Kit's types bring Node's along.
 */
export function strayNode(file: CodeFile): readonly string[] {
	if (/^src\/(serve|sandbox)\//.test(file.path)) return [];
	const imports = linksOf(file)
		.filter(({ to, ours }) => !ours && (to.startsWith('node:') || BUILTINS.has(to)))
		.map(({ place, to }) => `${place}: ${to}`);
	const globals = find(file, (node) => {
		const name = globalName(node);
		return name === 'process' || name === 'Buffer' ? name : undefined;
	});
	return [...imports, ...globals];
}

/** strayWrites: only the queue writes Uploads, so that no two writers disagree. */
export function strayWrites(file: CodeFile): readonly string[] {
	if (!file.path.startsWith('src/') || file.path === 'src/lib/uploads/queue.ts') return [];
	return find(file, (node) =>
		ts.isPropertyAccessExpression(node) && STORE_WRITES.has(node.name.text)
			? node.name.text
			: undefined
	);
}

/** strayRunes: the compiler does not see runes outside these files, it would leave them as calls. */
export function strayRunes(file: CodeFile): readonly string[] {
	if (/\.svelte(\.ts)?$/.test(file.path)) return [];
	return find(file, (node) => (isUse(node) && RUNES.has(node.text) ? node.text : undefined));
}

/** leftOut: a test that is switched off, or that switches all others off. */
export function leftOut(file: CodeFile): readonly string[] {
	return find(file, (node) => {
		if (!ts.isPropertyAccessExpression(node)) return undefined;
		if (!/^(test|it|describe|bench)\b/.test(node.expression.getText())) return undefined;
		const word = node.name.text;
		if (word === 'only' || word === 'todo') return word;
		if (word !== 'skip' && word !== 'fixme') return undefined;
		// Playwright's `test.skip(condition, why)` is a decision at run time and says why.
		const call = ts.isCallExpression(node.parent) ? node.parent : undefined;
		const [first] = call?.expression === node ? call.arguments : [];
		return first && !ts.isStringLiteralLike(first) && call?.arguments.length === 2
			? undefined
			: word;
	});
}
