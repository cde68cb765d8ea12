import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** CodeFile: one file of the repository, parsed; of a component its script blocks. */
export interface CodeFile {
	/** From the root, with forward slashes. */
	readonly path: string;
	readonly lines: number;
	readonly tree: ts.SourceFile;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SCRIPT = /<script[^>]*>([\s\S]*?)<\/script>/g;

/** codeFile parses text; the tests of the rules make their bad samples with it. */
export function codeFile(path: string, text: string): CodeFile {
	const code = path.endsWith('.svelte')
		? [...text.matchAll(SCRIPT)].map((match) => match[1]).join('\n')
		: text;
	return {
		path,
		lines: text.trimEnd().split('\n').length,
		tree: ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
	};
}

/** readFiles gives every code file below a folder of the repository. */
export function readFiles(folder: string): readonly CodeFile[] {
	return (
		readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && /\.(ts|js|mjs|svelte)$/.test(entry.name))
			.map((entry) => join(entry.parentPath, entry.name))
			// The bench installs its peers in its own folder.
			.filter((file) => !file.includes(`${sep}node_modules${sep}`))
			.sort()
			.map((file) =>
				codeFile(relative(ROOT, file).split(sep).join('/'), readFileSync(file, 'utf8'))
			)
	);
}

export const isTest = (file: CodeFile) => /\.(test|e2e)\.ts$/.test(file.path);

/** walk visits every node of a file. */
export function walk(file: CodeFile, visit: (node: ts.Node) => void): void {
	const step = (node: ts.Node): void => {
		visit(node);
		ts.forEachChild(node, step);
	};
	step(file.tree);
}

/** at names a place for a person: path and line. */
export function at(file: CodeFile, node: ts.Node): string {
	const { line } = file.tree.getLineAndCharacterOfPosition(node.getStart());
	// Script blocks are cut out of components, so their line numbers would be wrong.
	return file.path.endsWith('.svelte') ? file.path : `${file.path}:${line + 1}`;
}
