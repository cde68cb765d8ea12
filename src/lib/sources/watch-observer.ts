/** What the browser itself tells of changes in a folder: Chromium's FileSystemObserver, where there is one. */

/** Changed: the paths of files that may have changed, or `anything` when that can't be told. */
export type Changed = readonly (readonly string[])[] | 'anything';

interface ObserverRecord {
	readonly type: 'appeared' | 'disappeared' | 'modified' | 'moved' | 'unknown' | 'errored';
	readonly changedHandle: FileSystemHandle | null;
	readonly relativePathComponents: readonly string[];
}

interface Observer {
	observe(handle: FileSystemHandle, options: { recursive: boolean }): Promise<void>;
	disconnect(): void;
}

/** ObserverScope: the global object, as far as observing goes. */
export interface ObserverScope {
	readonly FileSystemObserver?: new (
		callback: (records: readonly ObserverRecord[]) => void
	) => Observer;
}

/**
 * observeFolder tells of changes at any depth until the function that it gives is called. Undefined
 * where the browser can't, or not for this folder. `onlost`: it will tell of nothing any more.
 */
export async function observeFolder(
	directory: FileSystemDirectoryHandle,
	onchange: (changed: Changed) => void,
	onlost: () => void,
	scope: ObserverScope = globalThis as ObserverScope
): Promise<(() => void) | undefined> {
	if (!scope.FileSystemObserver) return undefined;
	const observer = new scope.FileSystemObserver((records) => {
		if (records.some(({ type }) => type === 'errored')) {
			observer.disconnect();
			onlost();
			return;
		}
		const changed = records.filter(({ type }) => type !== 'disappeared');
		if (changed.length > 0) onchange(changedBy(changed));
	});
	try {
		await observer.observe(directory, { recursive: true });
	} catch {
		// Permission, or the system's limit of observers: the folder is looked through instead.
		return undefined;
	}
	return () => observer.disconnect();
}

function changedBy(records: readonly ObserverRecord[]): Changed {
	const isOfFile = ({ type, changedHandle }: ObserverRecord) =>
		type !== 'unknown' && changedHandle?.kind === 'file';
	return records.every(isOfFile)
		? records.map(({ relativePathComponents }) => [...relativePathComponents])
		: 'anything';
}
