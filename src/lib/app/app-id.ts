/** App id: a person's own id of 115's Open Platform. No secret, so this browser remembers it. */
const KEY = 'panlift.app-id';

/** storedAppId gives '' where none is remembered. */
export function storedAppId(): string {
	try {
		return localStorage.getItem(KEY) ?? '';
	} catch {
		return '';
	}
}

/** storeAppId remembers an app id; '' forgets it. */
export function storeAppId(appId: string): void {
	try {
		if (appId) localStorage.setItem(KEY, appId);
		else localStorage.removeItem(KEY);
	} catch {
		// Storage is blocked: it will be asked for again.
	}
}
