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
	conflict: 'When the name is taken',
	conflicts: {
		ask: 'Ask',
		'keep-both': 'Keep both',
		overwrite: 'Overwrite',
		skip: 'Skip'
	},
	appearance: 'Appearance',
	theme: 'Theme',
	themes: { system: 'System', light: 'Light', dark: 'Dark' },
	language: 'Language',
	automatic: 'Automatic',
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
