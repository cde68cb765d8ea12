/** English: the sign-in dialog. */
export const enSignIn = {
	addTitle: 'Add account',
	againTitle: (name: string) => `Sign in to ${name}`,
	drive: 'Drive',
	realms: { sandbox: 'Sandbox', live: 'Real accounts' },
	/** Beside a drive of the list. */
	notes: {
		official: 'official API',
		needs: { appId: 'needs your own app ID', client: 'needs your own client ID' }
	},
	way: 'Way to sign in',
	ways: {
		qr: 'QR code',
		password: 'Password',
		token: 'Token',
		cookie: 'Cookie',
		client: 'Client ID and secret'
	},
	user: 'Phone or e-mail',
	password: 'Password',
	keep: 'Keep me signed in',
	keepHint:
		'The password is sealed and stored in this browser, to sign in again when the session ends.',
	token: 'Token',
	tokenHint: (site: string) =>
		`Sign in on ${site}, open the browser’s developer tools, and copy “authorToken” from its local storage.`,
	cookie: {
		label: 'Cookie',
		hint: (site: string) =>
			`Sign in on ${site}, open the browser’s developer tools → Application → Cookies, and copy UID, CID, SEID and KID. Signing out there ends it here too.`,
		/** `names` is a list such as "CID, SEID". */
		missing: (names: string) => `Not found in it: ${names}.`
	},
	client: {
		id: 'Client ID',
		secret: 'Client secret',
		hint: (site: string) =>
			`123Pan e-mails both to developers that it accepts. Apply on ${site}; that takes a paid plan. They are sealed in this browser, for new access when the old one ends, and go to nobody but 123Pan.`,
		refused: (drive: string) =>
			`${drive} does not accept this client ID and secret. Copy both again, and check that your developer plan has not ended.`
	},
	slot: {
		label: 'Which session slot',
		hint: 'Each slot holds one session: a new sign-in ends the one that is there. Choose a slot that you do not use yourself.',
		recommended: (name: string) => `${name} (recommended)`,
		webWarning: '115 often refuses sessions in this slot later.',
		names: {
			wechatmini: 'WeChat mini program',
			alipaymini: 'Alipay mini program',
			tv: 'TV',
			apple_tv: 'Apple TV',
			harmony: 'HarmonyOS',
			os_windows: 'Windows',
			os_mac: 'Mac',
			os_linux: 'Linux',
			android: 'Android (115 Life)',
			'115android': 'Android (115)',
			qandroid: 'Android (115 Manager)',
			ios: 'iPhone (115 Life)',
			'115ios': 'iPhone (115)',
			qios: 'iPhone (115 Manager)',
			ipad: 'iPad (115 Life)',
			'115ipad': 'iPad (115)',
			qipad: 'iPad (115 Manager)',
			web: 'Website'
		}
	},
	appId: {
		label: 'App ID',
		hint: '115’s Open Platform gives one to every app that it approved. It is no secret, and this browser remembers it.',
		optional: 'Only to try your own: the sandbox has one.',
		sandboxOwn: 'the sandbox’s own',
		show: 'Show QR code',
		use: 'Use'
	},
	qr: {
		label: (drive: string) => `QR code to sign in to ${drive}`,
		loading: 'Getting a code…',
		waiting: (app: string) => `Scan it with the ${app} app, not with WeChat.`,
		waitingWeChatToo: (app: string) => `Scan it with the ${app} app, or with WeChat.`,
		scanned: 'Scanned. Confirm on your phone.',
		refused: 'The phone said no.',
		expired: 'This code is too old.',
		again: 'New code'
	},
	submit: 'Sign in',
	busy: 'Signing in…',
	privacy: 'Goes to the drive through this server, which stores nothing.',
	sandbox: 'Sandbox · nothing leaves this machine'
};

/** SignInCopy is what the sign-in dialog says in every language. */
export type SignInCopy = typeof enSignIn;
