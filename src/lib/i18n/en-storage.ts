/** English: what happens to the list when the browser can't keep it. */

/** StorageCopy: `elsewhere` means that another tab does the uploading. */
export interface StorageCopy {
	readonly full: (elsewhere: boolean) => string;
	readonly blocked: (elsewhere: boolean) => string;
	readonly rewritten: () => string;
	readonly unread: () => string;
	readonly low: (left: string) => string;
	readonly evicted: () => string;
	readonly dismiss: string;
	readonly reload: string;
}

const tab = (elsewhere: boolean) => (elsewhere ? 'the tab that uploads' : 'this tab');

export const enStorage: StorageCopy = {
	full: (elsewhere) =>
		`The browser has no room left for the list of uploads. They go on, but what is new is lost when you close ${tab(elsewhere)}. Free some disk space: Panlift then saves it by itself.`,
	blocked: (elsewhere) =>
		`The browser does not let Panlift save anything. Uploads work while ${tab(elsewhere)} is open; closing it loses the list and the sign-in. To keep them, allow site data for this address or leave private browsing, then reload.`,
	rewritten: () =>
		'Panlift’s data was cleared while it was open, so the list has been saved again. To clear it for good, close all of Panlift’s tabs first.',
	unread: () =>
		'The browser saves the list again, and an earlier list is there too. Reload when the uploads here are done to see it.',
	low: (left) =>
		`The browser has only ${left} left for the list of uploads. Free some disk space, so that they survive a restart.`,
	evicted: () =>
		'The browser cleared Panlift’s list of uploads, as browsers do when space runs out. Add the same files again: what your drive already has is not sent twice.',
	dismiss: 'OK',
	reload: 'Reload'
};
