/** Intake: turns what was dropped or picked into rows, or lets it continue the rows it belongs to. */
import type { ConflictPolicy } from '../drives/drive';
import type { Clock } from '../kernel/clock';
import type { SessionStore } from '../sessions/session-store';
import type { SourceRoot } from '../sources/source';
import type { Entry, Queue } from '../uploads/queue';
import type { Upload } from '../uploads/upload';
import type { EnqueueResult, Incoming, Target } from './engine-api';

/** RootsOfRows: where the handles and Files behind the rows are kept. */
export interface RootsOfRows {
	get(id: string): Promise<SourceRoot | undefined>;
	add(roots: readonly SourceRoot[]): void;
	replace(root: SourceRoot): Promise<void>;
}

export interface IntakeTools {
	readonly queue: Queue;
	readonly roots: RootsOfRows;
	readonly store: SessionStore;
	readonly clock: Clock;
	readonly conflict: () => ConflictPolicy;
}

/** enqueue resolves when every row is stored: from then on a crash loses none of them. */
export async function enqueue(
	files: readonly Incoming[],
	target: Target,
	tools: IntakeTools
): Promise<EnqueueResult> {
	const uploads: Upload[] = [];
	const roots: SourceRoot[] = [];
	const unfinished = new Map<string, Entry[]>();
	for (const entry of tools.queue.entries()) {
		if (entry.upload.status.state === 'done' || entry.upload.status.state === 'cancelled') continue;
		const key = place(entry.upload);
		unfinished.set(key, [...(unfinished.get(key) ?? []), entry]);
	}
	let order = nextOrder(tools.queue);
	let continued = 0;
	for (const incoming of files) {
		const candidates = unfinished.get(place({ ...target, name: incoming.file.name })) ?? [];
		const match = await findMatch(incoming, candidates, tools.roots);
		if (match) {
			await reattach(match.upload, incoming, tools);
			continued += 1;
			continue;
		}
		const root: SourceRoot = { id: crypto.randomUUID(), ...rootOf(incoming) };
		roots.push(root);
		uploads.push(uploadOf(incoming, target, root, order++, tools));
	}
	tools.roots.add(roots);
	if (uploads.length > 0) await tools.queue.add(uploads, roots);
	return { added: uploads.length, continued };
}

function uploadOf(
	{ file }: Incoming,
	target: Target,
	root: SourceRoot,
	order: number,
	tools: IntakeTools
): Upload {
	return {
		id: crypto.randomUUID(),
		accountId: target.accountId,
		folderId: target.folderId,
		folderPath: target.folderPath,
		name: file.name,
		source: { rootId: root.id, path: [] },
		identity: identityOf(file),
		conflict: tools.conflict(),
		status: { state: 'queued' },
		order,
		addedAt: tools.clock.now(),
		activeMs: 0
	};
}

function place(of: { accountId: string; folderId: string; name: string }): string {
	return JSON.stringify([of.accountId, of.folderId, of.name]);
}

function nextOrder(queue: Queue): number {
	let last = 0;
	for (const { upload } of queue.entries()) last = Math.max(last, upload.order);
	return last + 1;
}

function identityOf({ name, size, lastModified }: File) {
	return { name, size, lastModified };
}

function rootOf({ file, handle }: Incoming): Omit<SourceRoot, 'id'> {
	return handle ? { handle } : { file };
}

/** findMatch: the same entry on disk, else the same size and time under the same remote name. */
async function findMatch(
	{ file, handle }: Incoming,
	candidates: readonly Entry[],
	roots: RootsOfRows
): Promise<Entry | undefined> {
	for (const entry of candidates) {
		const known = (await roots.get(entry.upload.source.rootId))?.handle;
		if (handle && known && (await known.isSameEntry(handle))) return entry;
	}
	return candidates.find(({ upload: { identity } }) => {
		return identity.size === file.size && identity.lastModified === file.lastModified;
	});
}

async function reattach(upload: Upload, incoming: Incoming, tools: IntakeTools): Promise<void> {
	await tools.roots.replace({ id: upload.source.rootId, ...rootOf(incoming) });
	const { identity } = upload;
	const { file } = incoming;
	if (identity.size === file.size && identity.lastModified === file.lastModified) {
		tools.queue.wake(upload.id);
	} else {
		await tools.queue.restartWith(upload.id, {
			source: upload.source,
			identity: identityOf(file)
		});
	}
}
