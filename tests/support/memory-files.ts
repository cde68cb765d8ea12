import type {
	FileActions,
	FileDetails,
	FileEntry,
	FilePage,
	Order,
	Share,
	Step,
	View
} from '../../src/lib/drives/files';
import { ROOT } from '../../src/lib/drives/drive';
import { checkName } from '../../src/lib/drives/names';
import { TransferError } from '../../src/lib/kernel/errors';
import type { Clock } from '../../src/lib/kernel/clock';
import { pause, type MemoryDrive } from './memory-drive';
import type { Leaf } from './memory-tree';

const PAGE = 100;
const DAY_MS = 86_400_000;
const BY_NAME: Order = { by: 'name', descending: false };

/** memoryFiles is complete, honest FileActions over what a MemoryDrive keeps. */
export function memoryFiles({ tree, traits }: MemoryDrive, clock: Clock): FileActions {
	const shares: Share[] = [];
	const pending = new Map<string, number>();

	const refuse = (name: string) => {
		const refusal = checkName(name, traits.names);
		if (refusal) throw refusal;
	};
	const live = ({ id }: FileEntry): Leaf => {
		const leaf = tree.get(id);
		if (!leaf || !tree.isLive(id)) throw new TransferError('file-missing');
		return leaf;
	};
	const inBin = ({ id }: FileEntry): Leaf => {
		const leaf = tree.get(id);
		if (leaf?.trashedAt === undefined) throw new TransferError('file-missing');
		return leaf;
	};
	const stepsTo = (id: string): Step[] => {
		const folder = id === ROOT ? undefined : tree.get(id);
		return folder ? [...stepsTo(folder.folderId), { id, name: folder.name }] : [];
	};
	const page = (all: readonly FileEntry[], { cursor = '0' }: View): FilePage => {
		const at = Number(cursor);
		const next = at + PAGE < all.length ? String(at + PAGE) : undefined;
		return { entries: all.slice(at, at + PAGE), next, total: all.length };
	};
	/** refuseTarget rejects a folder that is missing, or that is inside of what goes there. */
	const refuseTarget = (entries: readonly Leaf[], folderId: string) => {
		tree.inside(folderId);
		const way = stepsTo(folderId);
		if (entries.some((entry) => way.some(({ id }) => id === entry.id)))
			throw new TransferError('drive-refused', { detail: 'a folder into itself' });
	};
	const copyOf = (entry: Leaf, folderId: string): void => {
		const held = entry.kind === 'folder' ? tree.inside(entry.id) : [];
		const { kind, size, digests } = entry;
		const name = tree.free(folderId, entry.name);
		const copy = tree.add({ name, folderId, kind, size, digests });
		for (const one of held) copyOf(one, copy.id);
	};
	const everythingIn = (id: string): readonly Leaf[] =>
		tree.inside(id).flatMap((one) => [one, ...(one.kind === 'folder' ? everythingIn(one.id) : [])]);

	return {
		async entries(folderId, view = {}) {
			await pause(view);
			return page(sort(tree.inside(folderId), view.order ?? BY_NAME), view);
		},
		async search(text, _folderId, view = {}) {
			await pause(view);
			return page(
				tree.all().filter(({ id, name }) => name.includes(text) && tree.isLive(id)),
				view
			);
		},
		async path(folderId, options) {
			await pause(options);
			tree.inside(folderId);
			return stepsTo(folderId);
		},
		async details(entry, options): Promise<FileDetails> {
			await pause(options);
			const leaf = live(entry);
			const path = stepsTo(leaf.folderId);
			if (leaf.kind === 'file') return { ...leaf, path };
			const held = everythingIn(leaf.id);
			const files = held.filter(({ kind }) => kind === 'file');
			const bytes = files.reduce((sum, { size }) => sum + size, 0);
			const folders = held.length - files.length;
			return { ...leaf, path, inside: { files: files.length, folders, bytes } };
		},
		async makeFolder(folderId, name, options) {
			refuse(name);
			await pause(options);
			if (tree.inside(folderId).some((one) => one.name === name))
				throw new TransferError('name-taken');
			return tree.add({ name, folderId, kind: 'folder', size: 0, digests: {} });
		},
		async rename(entry, name, options) {
			refuse(name);
			await pause(options);
			const leaf = live(entry);
			const taken = tree.inside(leaf.folderId).find((one) => one.name === name);
			if (taken && taken.id !== leaf.id) throw new TransferError('name-taken');
			return tree.set({ ...leaf, name });
		},
		async move(entries, folderId, options) {
			await pause(options);
			const leaves = entries.map(live);
			refuseTarget(leaves, folderId);
			for (const leaf of leaves)
				tree.set({ ...leaf, folderId, name: tree.free(folderId, leaf.name) });
		},
		async copy(entries, folderId, options) {
			await pause(options);
			const leaves = entries.map(live);
			refuseTarget(leaves, folderId);
			for (const leaf of leaves) copyOf(leaf, folderId);
			const token = `copy-${pending.size}`;
			pending.set(token, 1);
			return token;
		},
		async copied(token, options) {
			await pause(options);
			const left = pending.get(token);
			if (left === undefined) throw new TransferError('file-missing');
			pending.set(token, left - 1);
			return left <= 0;
		},
		async trash(entries, options) {
			await pause(options);
			for (const leaf of entries.map(live)) tree.set({ ...leaf, trashedAt: clock.now() });
		},
		async bin(view = {}) {
			await pause(view);
			const all = tree.all().filter(({ trashedAt }) => trashedAt !== undefined);
			return page(
				all.reverse().sort((a, b) => b.trashedAt! - a.trashedAt!),
				view
			);
		},
		async restore(entries, options) {
			await pause(options);
			for (const leaf of entries.map(inBin)) {
				const name = tree.free(leaf.folderId, leaf.name);
				tree.set({ ...leaf, name, trashedAt: undefined });
			}
		},
		async erase(entries, options) {
			await pause(options);
			for (const leaf of entries.map(inBin)) tree.remove(leaf.id);
		},
		async emptyBin(options) {
			await pause(options);
			for (const { id, trashedAt } of tree.all()) if (trashedAt !== undefined) tree.remove(id);
		},
		async link(entry, options) {
			await pause(options);
			const bytes = tree.content.get(live(entry).digests.md5 ?? '');
			if (!bytes) throw new TransferError('drive-refused', { detail: 'a folder' });
			return { url: `memory:${Buffer.from(bytes).toString('base64url')}` };
		},
		async share(entries, { name, password, days }, options) {
			await pause(options);
			entries.forEach(live);
			const rules = traits.files.shares!;
			const form = new RegExp(`^(${rules.password})$`);
			if (!rules.days.includes(days) || (password !== undefined && !form.test(password)))
				throw new TransferError('bad-request');
			const id = `share-${shares.length}`;
			const createdAt = clock.now();
			const expiresAt = days === 0 ? undefined : createdAt + days * DAY_MS;
			const share = { id, name, url: `https://share.test/${id}`, password, createdAt, expiresAt };
			shares.unshift(share);
			return share;
		},
		async shares(view = {}) {
			await pause(view);
			const at = Number(view.cursor ?? '0');
			const next = at + PAGE < shares.length ? String(at + PAGE) : undefined;
			return { shares: shares.slice(at, at + PAGE), next };
		},
		async unshare(ended, options) {
			await pause(options);
			for (const [at, share] of shares.entries())
				if (ended.some(({ id }) => id === share.id)) shares[at] = { ...share, over: true };
		}
	};
}

/** readMemoryLink gives the bytes that such a link stands for. */
export function readMemoryLink(url: string): Uint8Array {
	return new Uint8Array(Buffer.from(url.replace('memory:', ''), 'base64url'));
}

function sort(entries: readonly FileEntry[], { by, descending }: Order): FileEntry[] {
	const key = { name: 'name', size: 'size', modified: 'modifiedAt' }[by] as keyof FileEntry;
	const sign = descending ? -1 : 1;
	const compare = (a: FileEntry, b: FileEntry): number => {
		if (a.kind !== b.kind) return a.kind === 'folder' ? -1 : 1;
		const [x, y] = [a[key] as number, b[key] as number];
		return x === y ? 0 : x < y ? -sign : sign;
	};
	return [...entries].sort(compare);
}
