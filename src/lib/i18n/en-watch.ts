/** English: watched folders, and addresses that ask for an upload. */
const files = (count: string) => (count === '1' ? '1 file' : `${count} files`);

export const enWatch = {
	heading: 'Watched folders',
	none: 'New and changed files of a watched folder go up by themselves while Panlift is open in a tab or window.',
	cannot:
		'This browser can’t keep a folder, so it can’t watch one. Chrome and Edge on a computer can.',
	add: 'Watch a folder',
	line: (folder: string, target: string) => `Watching ${folder} → ${target}`,
	lineMany: (count: string) => `Watching ${count} folders`,
	lineNeeds: (folder: string) => `“${folder}” is not watched: the browser asks first`,
	lineTrouble: (folder: string) => `Watching ${folder} has a problem`,
	show: 'Show',
	states: {
		starting: 'Looking through it…',
		watching: 'Up to date',
		paused: 'Paused',
		permission:
			'The browser has to ask before Panlift may read this folder again. It goes on as soon as you allow it.',
		trouble: 'It is tried again in a minute.'
	},
	waiting: (count: string) =>
		count === '1'
			? '1 file is new or still being written'
			: `${count} files are new or still being written`,
	counts: (all: string, enqueued: string) => `${files(all)} in it, ${enqueued} sent to the queue`,
	lookedAt: (time: string) => `looked through at ${time}`,
	allow: 'Allow access',
	pause: (folder: string) => `Pause watching ${folder}`,
	resume: (folder: string) => `Watch ${folder} again`,
	lookNow: (folder: string) => `Look through ${folder} now`,
	edit: (folder: string) => `Edit ${folder}`,
	remove: (folder: string) => `Stop watching ${folder}`,
	dialog: {
		title: 'Watch a folder',
		editTitle: (folder: string) => `Watched folder “${folder}”`,
		choose: 'Choose folder…',
		drop: 'Drop a folder here to watch it',
		noFolder: 'That was not a folder. Drop a folder, not files.',
		chosen: (folder: string) => `Folder “${folder}”`,
		account: 'Account',
		path: 'Folder in the drive',
		pathHint: (from: string, to: string) =>
			`For example ${from} goes to ${to}. What is missing is made when the first file goes up.`,
		movedHint: 'Everything in the folder goes to the new place once more.',
		profile: 'Filter',
		conflict: 'When the name is taken',
		rules:
			'A file goes up when it has not changed for 10 seconds, and again after each change. Nothing is ever deleted, here or in the drive, because a file was deleted here.',
		start: 'Start watching',
		save: 'Save'
	},
	shortcut: {
		folder: (target: string) => `Upload a folder to ${target}`,
		files: (target: string) => `Upload files to ${target}`,
		conflict: (policy: string) => `If a name is taken: ${policy}`,
		chooseFolder: 'Choose folder to upload',
		chooseFiles: 'Choose files to upload',
		unknown: (account: string) => `There is no account “${account}” in this browser`,
		unknownHint: 'Sign in to it, or choose the folder yourself below.',
		badPath: (path: string) => `“${path}” is no folder of a drive. A path begins with “/”.`,
		badPolicy: (policy: string) =>
			`“${policy}” is not something Panlift can do when a name is taken. What is set for all uploads counts.`,
		signIn: 'Sign in',
		dismiss: 'Not now'
	}
};

/** WatchCopy is what is said about watched folders in every language. */
export type WatchCopy = typeof enWatch;
