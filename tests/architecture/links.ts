import { posix } from 'node:path';
import ts from 'typescript';
import { at, walk, type CodeFile } from './source-files';

/** Link: one file's mention of another module. */
export interface Link {
	readonly from: CodeFile;
	/** A module of ours as its path from the root without `.ts`, or a package's name. */
	readonly to: string;
	readonly ours: boolean;
	/** `type` vanishes when compiled; `worker` is a URL to start a script with, not an import. */
	readonly kind: 'value' | 'type' | 'worker';
	readonly place: string;
}

/** moduleId is how links name a file. */
export function moduleId(path: string): string {
	return posix.normalize(path).replace(/\.(ts|js|mjs)$/, '');
}

function resolve(from: string, specifier: string): { to: string; ours: boolean } {
	const [bare = ''] = specifier.split('?');
	if (bare.startsWith('.')) {
		return { to: moduleId(posix.join(posix.dirname(from), bare)), ours: true };
	}
	if (/^\$lib(\/|$)/.test(bare))
		return { to: moduleId(bare.replace('$lib', 'src/lib')), ours: true };
	return { to: bare, ours: false };
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
	if (ts.isExportDeclaration(node)) return node.isTypeOnly;
	const clause = node.importClause;
	if (!clause) return false;
	if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	const named = clause.namedBindings;
	return (
		!clause.name &&
		!!named &&
		ts.isNamedImports(named) &&
		named.elements.length > 0 &&
		named.elements.every((element) => element.isTypeOnly)
	);
}

/** specifierOf tells what a node asks for, if it asks for a module at all. */
function specifierOf(node: ts.Node): { text: ts.Node; kind: Link['kind'] } | undefined {
	if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
		return { text: node.moduleSpecifier, kind: isTypeOnly(node) ? 'type' : 'value' };
	}
	if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
		return { text: node.argument.literal, kind: 'type' };
	}
	if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
		const [text] = node.arguments;
		return text && { text, kind: 'value' };
	}
	if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
		const [text, base] = node.arguments ?? [];
		if (text && base?.getText() === 'import.meta.url') return { text, kind: 'worker' };
	}
	return undefined;
}

/** linksOf gives every link of a file: imports of all forms, re-exports and worker URLs. */
export function linksOf(from: CodeFile): readonly Link[] {
	const links: Link[] = [];
	walk(from, (node) => {
		const found = specifierOf(node);
		if (!found || !ts.isStringLiteralLike(found.text)) return;
		const specifier = found.text.text;
		const kind = /\?(.*&)?worker/.test(specifier) ? 'worker' : found.kind;
		links.push({ from, ...resolve(from.path, specifier), kind, place: at(from, node) });
	});
	return links;
}
