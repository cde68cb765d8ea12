/** Preview count: sorts what dropped folders hold by what would become of it. Pure. */
import type { Traits } from '../drives/drive';
import { harmlessName } from '../drives/harmless-name';
import { checkName } from '../drives/names';
import type { ErrorCode } from '../kernel/errors';
import type { Filter } from '../sources/filter';
import type { Identity } from '../sources/source';
import type { Target } from './engine-api';
import { PREVIEW_CLASSES, type PreviewClass, type PreviewLine } from './preview-api';
import type { PreviewRemote, RemoteState } from './preview-remote';
import type { LocalFolder, PreviewTree } from './preview-tree';

/** More lines than this nobody reads. */
export const MOST_LINES = 100;

export interface Counting {
	readonly tree: PreviewTree;
	readonly remote: PreviewRemote;
	readonly target: Target;
	readonly filter: Filter | undefined;
	readonly rename: boolean;
	/** What the dropped folder is called at the drive, in place of its own name. */
	readonly as: string | undefined;
	readonly traits: Pick<Traits, 'names' | 'maxEntries' | 'maxFileSize' | 'files'>;
	/** Bytes of the largest file that the account takes, when its drive tells. */
	readonly maxFileSize: number | undefined;
}

/** Tally: one number of files, folders and bytes, and the first lines. */
export class Tally {
	files = 0;
	folders = 0;
	bytes = 0;
	readonly first: PreviewLine[] = [];

	add(line: PreviewLine): void {
		if (line.kind === 'file') this.files += 1;
		else this.folders += 1;
		this.bytes += line.size;
		if (this.first.length < MOST_LINES) this.first.push(line);
	}
}

export interface Counted {
	readonly counts: Readonly<Record<PreviewClass, Tally>>;
	readonly pending: Tally;
	readonly renames: Tally;
}

/** Where a folder would go: its path, what is there, and why its drive would not take it. */
interface Way {
	readonly whole: readonly string[];
	readonly remote: RemoteState;
	readonly refused: ErrorCode | undefined;
}

/** remoteName is what a name becomes at the drive. */
export function remoteName(name: string, { rename, traits }: Counting): string {
	return (rename ? harmlessName(name, traits.names) : undefined) ?? name;
}

/** count asks nobody and reads nothing. */
export function count(counting: Counting): Counted {
	const tallies = PREVIEW_CLASSES.map((name) => [name, new Tally()] as const);
	const counts = Object.fromEntries(tallies) as Record<PreviewClass, Tally>;
	const counted = { counts, pending: new Tally(), renames: new Tally() };
	const { tree, remote, target } = counting;
	const top: Way = { whole: [], remote: remote.known(target.folderId), refused: undefined };
	for (const folder of tree.roots.values()) {
		countFolder(folder, counting.as ?? folder.name, top, counting, counted);
	}
	return counted;
}

function countFolder(
	folder: LocalFolder,
	called: string,
	outer: Way,
	counting: Counting,
	to: Counted
): void {
	const { filter, remote, traits } = counting;
	const whole = [...outer.whole, called];
	const self = { path: whole.join('/'), kind: 'folder', size: 0 } as const;
	if (filter?.folder(folder.path)) return to.counts.excluded.add({ ...self, why: 'pattern' });
	const name = remoteName(called, counting);
	const refused = outer.refused ?? refuseName(name, self, called, counting, to);
	const way = { whole, remote: remote.inner(outer.remote, name), refused };
	if (folder.isEmpty) {
		// It is a row of its own, a level higher than files in it would be.
		const why = refused ?? tooDeep(outer.whole.length, counting);
		if (why) return to.counts.refused.add({ ...self, why });
		if (way.remote === 'unknown') return to.pending.add(self);
		return to.counts[way.remote === 'absent' ? 'new' : 'identical'].add(self);
	}
	const wanted = folder.files.filter((file) => {
		const why = filter?.name([...folder.path, file.name]) ?? filter?.content(file);
		if (why) to.counts.excluded.add({ ...lineOf(file, whole), why });
		return !why;
	});
	const isFull = wanted.length + emptyFolders(folder, filter) > (traits.maxEntries ?? Infinity);
	const full = refused ?? (isFull ? 'too-many-entries' : undefined);
	for (const file of wanted) countFile(file, { ...way, refused: full }, counting, to);
	for (const inner of folder.folders.values()) {
		countFolder(inner, inner.name, way, counting, to);
	}
}

function countFile(file: Identity, way: Way, counting: Counting, to: Counted): void {
	const { traits, maxFileSize = Infinity } = counting;
	const name = remoteName(file.name, counting);
	const line = lineOf(file, way.whole);
	const largest = Math.min(traits.maxFileSize ?? Infinity, maxFileSize);
	const why =
		way.refused ??
		refuseName(name, line, file.name, counting, to) ??
		tooDeep(way.whole.length, counting) ??
		(file.size > largest ? 'too-large' : undefined);
	if (why) return to.counts.refused.add({ ...line, why });
	const renamed = name === file.name ? {} : { renamed: name };
	if (way.remote === 'unknown') return to.pending.add(line);
	to.counts[compare(name, file, way.remote, counting)].add({ ...line, ...renamed });
}

function compare(
	name: string,
	{ size }: Identity,
	remote: Exclude<RemoteState, 'unknown'>,
	{ traits }: Counting
): PreviewClass {
	if (remote === 'absent') return 'new';
	const there = remote.files.get(name);
	if (there) return there.size === size ? 'identical' : 'conflict';
	// Where a folder holds no name twice, a folder is in the way of a file too.
	return !traits.files.twins && remote.folders.has(name) ? 'conflict' : 'new';
}

/** refuseName also notes what a look-alike would be, or is. */
function refuseName(
	name: string,
	line: PreviewLine,
	before: string,
	{ traits }: Counting,
	to: Counted
): ErrorCode | undefined {
	const renamed = name === before ? harmlessName(name, traits.names) : name;
	if (renamed !== undefined) to.renames.add({ ...line, size: 0, renamed });
	return checkName(name, traits.names)?.code;
}

/** As refusal does: folders of the target and of the drop. */
function tooDeep(folders: number, { target, traits }: Counting): ErrorCode | undefined {
	const depth = target.folderPath.split('/').filter(Boolean).length + folders;
	return depth > (traits.names.maxDepth ?? Infinity) ? 'too-deep' : undefined;
}

function emptyFolders({ folders }: LocalFolder, filter: Filter | undefined): number {
	return [...folders.values()].filter((inner) => inner.isEmpty && !filter?.folder(inner.path))
		.length;
}

function lineOf({ name, size }: Identity, folders: readonly string[]): PreviewLine {
	return { path: [...folders, name].join('/'), kind: 'file', size };
}
