/** Rows of watched folders: what came to rest goes up, and a row of an older version begins again. */
import { ROOT, type Drive } from '../drives/drive';
import type { Entry } from '../uploads/queue';
import { isFinal } from '../uploads/transition';
import type { Folders } from '../uploads/folders';
import type { Incoming, Target } from './engine-api';
import { enqueue, type IntakeTools } from './intake';
import type { SeenFile, StoredWatch } from './watch-folder';

/** WatchIntake: what of the engine makes rows. */
export interface WatchIntake {
	readonly intake: IntakeTools;
	readonly folders: Pick<Folders, 'ensure'>;
	/** Throws `signed-out` for an account that is not there. */
	readonly drive: (accountId: string) => Drive;
}

/** enqueueWatched rejects when the drive gives no folder, or the store is another engine's by now. */
export async function enqueueWatched(
	{ id, directory, wish }: StoredWatch,
	files: readonly SeenFile[],
	tools: WatchIntake
): Promise<void> {
	const target = await targetOf(wish.accountId, wish.folderPath, tools);
	const { queue } = tools.intake;
	const rows = rowsOf(id, target, queue.entries());
	const fresh: Incoming[] = [];
	for (const { path, file } of files) {
		const row = rows.get(path.join('/'))?.upload;
		const { size, lastModified } = row?.identity ?? {};
		// Its row was made, and then there was no time to remember it.
		if (row && size === file.size && lastModified === file.lastModified) continue;
		if (row && !isOver(row.status)) {
			const { name, size, lastModified } = file;
			await queue.restartWith(row.id, {
				source: row.source,
				identity: { name, size, lastModified }
			});
			continue;
		}
		const folders = path.slice(0, -1);
		const [top] = folders;
		// What is in one folder is one row on the page, whenever it came.
		const group = top === undefined ? undefined : { id: `${id}/${top}`, name: top };
		fresh.push({ file, folders, group, within: { root: { id, handle: directory }, path } });
	}
	if (fresh.length === 0) return;
	await enqueue(fresh, target, tools.intake, { rules: null, conflict: wish.conflict });
}

/** The folder is made by now at the latest, and found by its path: it may have been deleted. */
async function targetOf(
	accountId: string,
	folderPath: string,
	{ folders, drive }: WatchIntake
): Promise<Target> {
	const names = folderPath.split('/').filter(Boolean);
	const folderId = await folders.ensure(accountId, drive(accountId), ROOT, names);
	return { accountId, folderId, folderPath };
}

/** Rows of a watched folder by their path in it, the newest of each. */
function rowsOf(
	rootId: string,
	{ accountId, folderId }: Target,
	entries: Iterable<Entry>
): ReadonlyMap<string, Entry> {
	const rows = new Map<string, Entry>();
	for (const entry of entries) {
		const { upload } = entry;
		if (upload.source.rootId !== rootId) continue;
		if (upload.accountId !== accountId || upload.folderId !== folderId) continue;
		const key = upload.source.path.join('/');
		const before = rows.get(key);
		if (!before || before.upload.order < upload.order) rows.set(key, entry);
	}
	return rows;
}

function isOver(status: Entry['upload']['status']): boolean {
	return isFinal(status) && status.state !== 'failed';
}
