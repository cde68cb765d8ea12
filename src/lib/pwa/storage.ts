/** Storage: how much of the browser's disk space we hold, and whether it is safe there. */
export interface StorageState {
	readonly used: number;
	readonly total: number;
	/** The browser has promised not to clear it when the disk is full. */
	readonly isKept: boolean;
}

/** storageState gives nothing where the browser does not tell. */
export async function storageState(): Promise<StorageState | undefined> {
	const storage = globalThis.navigator?.storage;
	if (!storage?.estimate) return undefined;
	try {
		const [{ usage = 0, quota = 0 }, isKept] = await Promise.all([
			storage.estimate(),
			storage.persisted()
		]);
		return { used: usage, total: quota, isKept };
	} catch {
		// Blocked by the browser's settings.
		return undefined;
	}
}

/** keepStorage asks the browser for that promise; false when it declines. */
export async function keepStorage(): Promise<boolean> {
	return (await navigator.storage?.persist?.().catch(() => false)) ?? false;
}
