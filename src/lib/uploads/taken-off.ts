/** What of a row the store has, gathered before it leaves the list. */
import type { SessionStore } from '../sessions/session-store';
import type { SourceRoot } from '../sources/source';
import type { Entry, TakenOff } from './entry';

/** gather reads everything that brings rows back. */
export async function gather(
	entries: readonly Entry[],
	store: SessionStore
): Promise<readonly TakenOff[]> {
	const roots = new Map<string, SourceRoot | undefined>();
	const taken: TakenOff[] = [];
	for (const { upload, progress } of entries) {
		const { id } = upload;
		const { rootId } = upload.source;
		if (!roots.has(rootId)) roots.set(rootId, await store.root(rootId));
		// Thousands of rows that never began have nothing more to be asked for.
		const begun = progress.partsTotal > 0;
		const session = begun ? await store.session(id) : undefined;
		const receipts = begun ? await store.receipts(id) : [];
		taken.push({ upload, session, receipts, root: roots.get(rootId) });
	}
	return taken;
}
