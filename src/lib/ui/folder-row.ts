/** What the row of a folder says and does for all of its rows. */
import type { FolderSummary, FolderView } from '../app/row-view.svelte';
import { isFinished, isPausable, isPaused } from '../app/row-order';
import type { Actable, RowButton } from './row-action';
import type { StatusPart, Tongue } from './row-status';

/** folderParts says what needs a look, how much has arrived, how fast and how long. */
export function folderParts(summary: FolderSummary, { t, f }: Tongue): readonly StatusPart[] {
	const { state, failed, waiting, needsPerson, files, folders, size } = summary;
	const content =
		files > 0
			? t.folder.files(f.count(summary.filesDone), f.count(files))
			: t.folder.folders(f.count(folders));
	const parts: (StatusPart | false)[] = [
		needsPerson > 0 && { text: t.folder.needYou(f.count(needsPerson)), tone: 'waiting' },
		failed > 0 && { text: t.folder.failed(f.count(failed)), tone: 'failed' },
		waiting > 0 && { text: t.folder.waiting(f.count(waiting)), tone: 'waiting' }
	];
	if (state === 'done') {
		const isInstant = size > 0 && summary.saved === size;
		parts.push({ text: t.folder.done(content) });
		if (isInstant) parts.push({ text: t.row.instant(f.bytes(size)), tone: 'instant' });
		else if (size > 0) parts.push({ text: f.bytes(size) });
	} else {
		const still = state === 'queued' || state === 'paused' || state === 'cancelled';
		parts.push(
			still && { text: t.folder[state] },
			files + folders > 0 && { text: content },
			size > 0 && { text: f.bytesOf(summary.sent, size) },
			summary.speed > 1 && { text: f.speed(summary.speed) },
			summary.etaMs !== undefined && { text: f.eta(summary.etaMs) }
		);
	}
	return parts.filter((part) => part !== false);
}

/** folderActions act on those rows of a folder that they mean something to. */
export function folderActions(folder: FolderView): Actable {
	const { pausable, paused, failed } = folder.summary;
	const buttons: (RowButton | false)[] = [
		pausable > 0 && 'pause',
		pausable === 0 && paused > 0 && 'resume',
		failed > 0 && 'retry',
		pausable + paused > 0 && 'cancel',
		'remove'
	];
	return {
		name: folder.name,
		buttons: buttons.filter((button) => button !== false),
		canRetry: failed > 0,
		idsFor: (button) => {
			if (button === 'pause') return folder.idsOf(isPausable);
			if (button === 'resume') return folder.idsOf(isPaused);
			if (button === 'retry') return folder.idsOf(({ state }) => state === 'failed');
			if (button === 'cancel') return folder.idsOf((row) => !isFinished(row));
			return folder.ids();
		}
	};
}
