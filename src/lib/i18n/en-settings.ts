/** English: the settings page. */
export const enSettings = {
	title: 'Settings',
	accounts: 'Accounts',
	noAccounts: 'No account yet. Add one to upload to it.',
	addAccount: 'Add account',
	signOut: 'Sign out',
	signIn: 'Sign in',
	signOutHint: 'Signing out forgets the account in this browser. Its uploads stay and wait.',
	isSignedOut: 'Signed out',
	sandbox: 'Sandbox · nothing leaves this machine',
	space: 'Space used',
	spaceOf: (used: string, total: string) => `${used} of ${total} used`,
	transfers: 'Transfers',
	filesAtOnce: 'Files at once',
	filesHint: '115 takes one part of a file at a time, so twice as many of its files go up.',
	partsPerFile: 'Parts per file',
	partsHint:
		'More parts are faster on a good line, fewer are kinder to a weak one. 115 takes the parts of a file one by one.',
	parallelParts: 'Parallel parts (experimental)',
	parallelHint:
		'For 115: sends several parts of one file at once. If 115 refuses, Panlift goes back to one after another by itself.',
	partSize: 'Part size',
	partSizeHint:
		'For 115. Small parts lose less on a bad line; Panlift takes larger ones where a file would need more than 10,000. 123Pan decides itself. An upload keeps the size it began with.',
	singlePut: 'Largest file sent as one request',
	singlePutHint:
		'For 115. Larger files go up in parts, which can continue after a break; a single request starts over.',
	partsAlways: 'None, always in parts',
	sessionDays: 'Keep what was sent',
	sessionDaysHint:
		'How long the parts of a removed, failed or cancelled upload stay, so that it can continue. Uploads that are under way, paused or waiting are always kept.',
	days: (count: string) => (count === '1' ? '1 day' : `${count} days`),
	never: 'Until I delete it',
	conflict: 'When the name is taken',
	conflicts: {
		ask: 'Ask',
		'keep-both': 'Keep both',
		overwrite: 'Overwrite',
		'skip-identical': 'Skip if identical, else ask',
		skip: 'Skip'
	},
	appearance: 'Appearance',
	theme: 'Theme',
	themes: { system: 'System', light: 'Light', dark: 'Dark' },
	language: 'Language',
	automatic: 'Automatic',
	sessions: {
		heading: 'Storage',
		label: 'Sessions',
		hint: 'Uploads that have begun at a drive and are not finished. To continue in another browser, export them, import the file there, sign in and add the files again. Then use only one of the two. The file holds no password and no sign-in.',
		list: 'Sessions',
		export: 'Export sessions',
		import: 'Import sessions',
		none: 'No upload has begun that is not finished.',
		parts: (done: string, total: string) =>
			total === '1' ? `${done} of 1 part` : `${done} of ${total} parts`,
		states: {
			queued: 'Queued',
			hashing: 'Checking',
			checking: 'Checking',
			uploading: 'Uploading',
			finishing: 'Finishing',
			done: 'Done',
			paused: 'Paused',
			waiting: 'Waiting',
			failed: 'Failed',
			cancelled: 'Cancelled'
		},
		offList: 'Not on the list · add the file again to continue',
		noAccount: 'Account not signed in here',
		delete: 'Delete',
		deleteOf: (name: string) => `Delete ${name}`,
		more: (count: string) => `Show ${count} more`,
		deleteTitle: 'Delete this session?',
		cancels: (name: string, sent: string) =>
			`The upload of “${name}” is cancelled. The ${sent} that were sent are lost, and Retry starts from the beginning.`,
		loses: (name: string, sent: string) =>
			`The ${sent} that were sent of “${name}” are lost. Added again, the file starts from the beginning.`,
		keep: 'Keep it',
		added: (count: string) =>
			count === '1'
				? '1 upload imported. Add its file again to continue.'
				: `${count} uploads imported. Add their files again to continue.`,
		addedNone: 'Nothing to import.',
		skipped: (count: string) => `Already in this browser: ${count}.`,
		signedOut: (count: string) => `Waiting for you to sign in: ${count}.`,
		refused: {
			'not-ours':
				'This is not a file of exported sessions. Choose one that is named “panlift-sessions-….json”.',
			'other-version':
				'This file is from another version of Panlift. Reload Panlift in both browsers, then export it again.',
			'too-large': 'This file is too large for exported sessions. Export fewer at once.',
			damaged: 'This file was changed or cut off after the export. Export it again.'
		}
	},
	file: {
		heading: 'Settings file',
		label: 'All settings',
		hint: 'Transfers, theme and language as a file, for another browser. No account and no secret is in it.',
		export: 'Export settings',
		import: 'Import settings',
		imported: 'Settings imported.',
		ignored: (names: string) => `Not known here and left out: ${names}.`,
		wrong: (field: string) =>
			`Nothing was changed: the value of “${field}” is none that Panlift can use.`,
		refused: {
			'not-ours':
				'This is not a file of exported settings. Choose one that is named “panlift-settings-….json”.',
			'other-version':
				'These settings are from another version of Panlift. Reload Panlift in both browsers, then export them again.'
		}
	},
	app: {
		heading: 'App',
		installLabel: 'Install',
		installHint: 'A window of its own, and uploads resume after a restart without asking.',
		byMenu: 'Use “Install” or “Add to Home Screen” in the browser’s menu.',
		isInstalled: 'Installed',
		offline: 'Without a network',
		offlineReady: 'Opens and takes files',
		offlineNotYet: 'Not ready yet',
		storage: 'Storage in this browser',
		storageOf: (used: string, total: string) => `${used} of ${total} available`,
		isKept: 'The browser keeps your list of uploads.',
		mayGo: 'When the disk is full, the browser may clear your list of uploads.',
		keep: 'Keep it',
		declined: 'The browser declined. It agrees once the app is installed or used more often.'
	},
	about: 'About',
	version: 'Version',
	licence: 'Licence',
	unofficial: 'Panlift is not affiliated with 115 or 123Pan. Their names belong to their owners.'
};

/** SettingsCopy is what the settings page says in every language. */
export type SettingsCopy = typeof enSettings;
