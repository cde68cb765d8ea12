/** Ending: whatever a measurement has opened is closed again, also when a person stops the bench. */

type Close = () => Promise<unknown>;

const open = new Set<Close>();
let ending = false;

/** during closes what `work` used when it ends, however that is. */
export async function during<T>(close: Close, work: () => Promise<T>): Promise<T> {
	open.add(close);
	try {
		return await work();
	} finally {
		// What is being stopped fails all over; that must not end the process before all is closed.
		if (ending) await new Promise(() => {});
		open.delete(close);
		await close();
	}
}

/** endOnSignal closes everything, the last one opened first, and ends the process. */
export function endOnSignal(): void {
	const end = async () => {
		// The same end may be told twice: by a signal to all, and by the npm that it ended.
		if (ending) return;
		ending = true;
		// What can't be closed must not keep the others open.
		for (const close of [...open].reverse())
			await close().catch((error: unknown) => console.error(error));
		process.exit(130);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => void end());
	}
}
