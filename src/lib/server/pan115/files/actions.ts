import { ROOT } from '../../../drives/drive';
import type { FileActions, FileEntry, FilePage, Order, View } from '../../../drives/files';
import { TransferError } from '../../../kernel/errors';
import { notHere } from '../../file-operations';
import type { Entry, Listing } from '../dialect';
import { PAGE_ENTRIES } from '../folder-survey';
import { folderMissing } from '../folders';
import { splitName } from '../free-name';
import type { FileDialect } from './file-dialect';
import { binIdsOf, isBinned } from './restoring';

const BY_NAME: Order = { by: 'name', descending: false };
/** A search gives no more than its first rows. 115.md §8 */
const SEARCH_ROWS = 10_000;
const SHARE_ROWS = 100;

/** createFileActions is FileActions over either of 115's APIs. 115.md §8, §10.3 */
export function createFileActions(dialect: FileDialect): FileActions {
	const { shares } = dialect;

	/** 115 takes a folder that is not there for its root, or leaves entries nowhere. §8.1 */
	const lookAt = (folderId: string) =>
		dialect.list(folderId, { offset: 0, limit: 1, order: 'newest' });
	const expectFolder = async (folderId: string) => {
		if (folderId !== ROOT) await lookAt(folderId);
	};
	const keyOf = async ({ key, id }: FileEntry) => key ?? (await dialect.facts(id)).pickCode;

	return {
		async entries(folderId, { order = BY_NAME, cursor } = {}) {
			const window = { offset: offsetOf(cursor), limit: PAGE_ENTRIES };
			const listing = await dialect.list(folderId, { ...window, order });
			return pageOf(listing, window.offset + listing.entries.length, listing.total);
		},
		async search(text, folderId, { cursor } = {}) {
			const offset = offsetOf(cursor);
			if (offset >= SEARCH_ROWS) return { entries: [] };
			const limit = Math.min(PAGE_ENTRIES, SEARCH_ROWS - offset);
			const listing = await dialect.find(text, folderId, { offset, limit });
			// Rows may be fewer than asked for before the end, and the count is a guess.
			const { entries, next } = pageOf(
				listing,
				offset + limit,
				Math.min(SEARCH_ROWS, listing.total)
			);
			return { entries, next };
		},
		async path(folderId) {
			if (folderId === ROOT) return [];
			const listing = await lookAt(folderId);
			if (listing.path) return listing.path;
			const { path, name } = await dialect.facts(folderId).catch(folderMissing);
			return [...path, { id: folderId, name }];
		},
		async details(entry) {
			const { name, pickCode, sha1, inside, ...facts } = await dialect.facts(entry.id);
			return {
				...entry,
				...facts,
				name,
				createdAt: facts.createdAt ?? entry.createdAt,
				modifiedAt: facts.modifiedAt ?? entry.modifiedAt,
				key: pickCode ?? entry.key,
				digests: sha1 && entry.kind === 'file' ? { ...entry.digests, sha1 } : entry.digests,
				folderId: facts.path.at(-1)?.id ?? ROOT,
				...(entry.kind === 'folder' && { inside })
			};
		},
		makeFolder: (parentId, name) => dialect.createFolder(parentId, name),
		async rename(entry, name) {
			refuseExtension(entry, name);
			return { ...entry, name: await dialect.rename(entry.id, name) };
		},
		async move(entries, folderId) {
			await expectFolder(folderId);
			await dialect.move(idsOf(entries), folderId);
		},
		async copy(entries, folderId) {
			await expectFolder(folderId);
			await dialect.copy(idsOf(entries), folderId);
			return undefined;
		},
		copied: notHere,
		async trash(entries) {
			const [parent, ...others] = new Set(entries.map(({ folderId }) => folderId));
			await dialect.trash(idsOf(entries), others.length === 0 ? parent : undefined);
		},
		async bin({ cursor } = {}) {
			const offset = offsetOf(cursor);
			const { entries, total } = await dialect.bin({ offset, limit: dialect.binRows });
			const end = offset + entries.length;
			return { entries, total, next: nextOf(entries.length, end, total) };
		},
		async restore(entries) {
			await dialect.restore(await binIdsOf(dialect, entries));
		},
		async erase(entries) {
			// Ids of the drive are others than the bin's, and no ids at all mean everything.
			if (entries.length === 0 || !entries.every(isBinned)) throw bad('not in the bin');
			await dialect.erase(idsOf(entries));
		},
		emptyBin: () => dialect.emptyBin(),
		async link(entry) {
			if (entry.kind === 'folder') throw bad('a folder has no download link');
			const key = await keyOf(entry);
			if (key) return dialect.link(key);
			throw new TransferError('file-missing', { detail: 'no pick code' });
		},
		share: shares ? (entries, wish) => shares.share(idsOf(entries), wish) : notHere,
		shares: shares ? (view) => shares.shares(shareWindow(view)) : notHere,
		unshare: shares ? (list) => shares.unshare(idsOf(list)) : notHere
	};
}

const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);
const bad = (detail: string) => new TransferError('bad-request', { detail });

/** pageOf ends a page at `end` of `total` rows. */
function pageOf({ entries }: Listing, end: number, total: number): FilePage {
	return { entries: entries.map(toFileEntry), total, next: nextOf(entries.length, end, total) };
}

function nextOf(rows: number, end: number, total: number): string | undefined {
	return rows > 0 && end < total ? String(end) : undefined;
}

function offsetOf(cursor: string | undefined): number {
	if (cursor === undefined) return 0;
	if (/^\d{1,7}$/.test(cursor)) return Number(cursor);
	throw bad('a cursor that is none of ours');
}

function shareWindow({ cursor }: View = {}) {
	return { offset: offsetOf(cursor), limit: SHARE_ROWS };
}

/** toFileEntry turns a row into what the Files page shows. */
function toFileEntry({ pickCode, createdAt, ...file }: Entry): FileEntry {
	const created = createdAt > 0 ? createdAt * 1000 : undefined;
	return { ...file, key: pickCode || undefined, createdAt: created };
}

/** 115 refuses another extension, or does without saying so. §8 */
function refuseExtension({ name: before, kind }: FileEntry, name: string): void {
	const [, extension] = splitName(before);
	if (kind === 'folder' || splitName(name)[1].toLowerCase() === extension.toLowerCase()) return;
	const detail = `the name must end in ${extension || 'no extension'}`;
	throw new TransferError('name-refused', { detail });
}
