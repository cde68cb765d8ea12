import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { ROOT } from '../../../src/lib/drives/drive';
import type {
	FileActions,
	FileEntry,
	FilePage,
	FileTraits,
	View
} from '../../../src/lib/drives/files';
import { complete, numbersOf, open, send, type Rig } from '../rig';

/** FileRig: a Rig whose Drive has file actions. */
export interface FileRig extends Rig {
	readonly files: FileActions;
}

/** FileCheck: one thing that every drive's FileActions keep, where its traits promise it. */
export interface FileCheck {
	readonly name: string;
	/** Absent: every drive. */
	readonly needs?: (traits: FileTraits) => boolean;
	run(rig: FileRig): Promise<void>;
}

/** token makes a part of a name that no other entry has. */
export const token = (): string => randomBytes(6).toString('hex');

/** newFolder gives the check a folder of its own, at the top or in another. */
export function newFolder(rig: FileRig, parentId = ROOT, name?: string): Promise<FileEntry> {
	return rig.files.makeFolder(parentId, name ?? `check-${token()}`);
}

/** make uploads a file, or lets the drive make it of bytes that it has. */
export async function make(
	rig: FileRig,
	folder: FileEntry,
	name: string,
	bytes: Uint8Array
): Promise<void> {
	const opening = await open(rig, folder, bytes, { name });
	if (opening.kind === 'instant') return;
	if (opening.kind !== 'session') return expect.fail(`a file, not ${opening.kind}`);
	const { session } = opening;
	await complete(rig, session, await send(rig, session, bytes, numbersOf(session)));
}

/** put makes a file and gives it as the list shows it. */
export async function put(
	rig: FileRig,
	folder: FileEntry,
	name: string,
	bytes: Uint8Array
): Promise<FileEntry> {
	await make(rig, folder, name, bytes);
	return entryNamed(rig, folder.id, name);
}

/** pagesOf reads a list to its end. */
export async function pagesOf(read: (view: View) => Promise<FilePage>): Promise<FileEntry[]> {
	const entries: FileEntry[] = [];
	const cursors = new Set<string>();
	let cursor: string | undefined;
	do {
		const page = await read({ cursor });
		entries.push(...page.entries);
		if (page.total !== undefined) expect(page.total).toBeGreaterThanOrEqual(page.entries.length);
		if (cursor !== undefined) expect(cursors.has(cursor), 'a cursor came twice').toBe(false);
		if (cursor !== undefined) cursors.add(cursor);
		cursor = page.next;
	} while (cursor !== undefined);
	return entries;
}

export function listed(rig: FileRig, folderId: string, view: View = {}): Promise<FileEntry[]> {
	return pagesOf((page) => rig.files.entries(folderId, { ...view, ...page }));
}

export function found(rig: FileRig, text: string, folderId: string): Promise<FileEntry[]> {
	return pagesOf((page) => rig.files.search(text, folderId, page));
}

export const binned = (rig: FileRig): Promise<FileEntry[]> =>
	pagesOf((page) => rig.files.bin(page));

/** entryNamed gives the one entry of that name. */
export async function entryNamed(rig: FileRig, folderId: string, name: string): Promise<FileEntry> {
	const fits = (await listed(rig, folderId)).filter((entry) => entry.name === name);
	expect(fits, `entries named ${name}`).toHaveLength(1);
	return fits[0]!;
}

/** binnedNamed gives the one entry of that name in the bin. */
export async function binnedNamed(rig: FileRig, name: string): Promise<FileEntry> {
	const fits = (await binned(rig)).filter((entry) => entry.name === name);
	expect(fits, `entries named ${name} in the bin`).toHaveLength(1);
	return fits[0]!;
}

/** namesIn gives the names in a folder, sorted. */
export const namesIn = async (rig: FileRig, folderId: string): Promise<string[]> =>
	(await listed(rig, folderId)).map(({ name }) => name).sort();

/** Polls of a copy before it counts as stuck. */
const MOST_POLLS = 50;
const POLL_MS = 20;

/** copyAll copies and waits until the copies are there. */
export async function copyAll(
	rig: FileRig,
	entries: readonly FileEntry[],
	folderId: string
): Promise<void> {
	const pending = await rig.files.copy(entries, folderId);
	if (pending === undefined) return;
	for (let polls = 0; !(await rig.files.copied(pending)); polls++) {
		expect(polls).toBeLessThan(MOST_POLLS);
		await new Promise((resolve) => setTimeout(resolve, POLL_MS));
	}
}

/** goneEntry gives an entry that is deleted for ever. */
export async function goneEntry(rig: FileRig, entry: FileEntry): Promise<FileEntry> {
	await rig.files.trash([entry]);
	await rig.files.erase([await binnedNamed(rig, entry.name)]);
	return entry;
}

/** How far a time told may be from now: time zones are hours. */
const NEAR_MS = 10 * 60_000;

/** expectNow proves that a time is told, and about now by the drive's clock. */
export function expectNow(rig: FileRig, time: number | undefined): void {
	expect(time).toBeDefined();
	expect(Math.abs(time! - rig.now())).toBeLessThan(NEAR_MS);
}
