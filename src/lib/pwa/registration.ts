/** Registration: the page's end of the service worker. */

/** Registration: what Updates needs of a service worker. */
export interface Registration {
	/** check asks the server for a new version. */
	check(): Promise<void>;
	/** letIn puts the waiting version in charge; false when none waits any more. */
	letIn(): boolean;
}

export interface RegistrationEvents {
	readonly onwaiting: () => void;
	/** Another version than the one that this page came with is in charge now. */
	readonly onreplaced: () => void;
}

/** register gives nothing where the browser has no service workers, or none for this page. */
export async function register(events: RegistrationEvents): Promise<Registration | undefined> {
	const container = globalThis.navigator?.serviceWorker;
	if (!container) return undefined;
	// A static import would break the dev server, which loads its CommonJS build.
	const { Workbox } = await import('workbox-window');
	const workbox = new Workbox('/service-worker.js', {
		type: import.meta.env.DEV ? 'module' : 'classic'
	});
	workbox.addEventListener('waiting', events.onwaiting);
	let isControlled = container.controller !== null;
	container.addEventListener('controllerchange', () => {
		// The first one of all replaces nobody.
		if (isControlled) events.onreplaced();
		isControlled = true;
	});
	// Blocked by the browser's settings or unreachable: the app works, only not offline.
	const registration = await workbox.register({ immediate: true }).catch(() => undefined);
	if (!registration) return undefined;
	return {
		check: async () => {
			// Offline there is nothing new; the next check comes by itself.
			await registration.update().catch(() => undefined);
		},
		letIn: () => {
			workbox.messageSkipWaiting();
			return registration.waiting !== null;
		}
	};
}
