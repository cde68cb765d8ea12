/** Launches: the installed app is opened again, from its icon or a shortcut, while it is open. */
interface LaunchQueue {
	setConsumer(consumer: (launch: { readonly targetURL?: string }) => void): void;
}

/** onLaunch calls `go` with the path that was asked for. The window is in front already. */
export function onLaunch(go: (path: string) => void): void {
	const queue = (globalThis as { launchQueue?: LaunchQueue }).launchQueue;
	queue?.setConsumer(({ targetURL }) => {
		if (targetURL) go(new URL(targetURL).pathname);
	});
}
