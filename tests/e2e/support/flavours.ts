/** FLAVOURS: 115's two APIs as the page offers them. */
export const FLAVOURS = [
	{ flavour: 'cookie', target: 'Sandbox 115', init: 'initupload.php' },
	{ flavour: 'open', target: '115 Open · Sandbox Open 115', init: 'open/upload/init' }
] as const;

export const DRIVE_115 = { drive: 'pan115' } as const;

/** OPEN_123 is 123Pan's official API. */
export const OPEN_123 = {
	target: '123Pan Open · Sandbox Open 123Pan',
	account: 'Sandbox Open 123Pan'
} as const;

/** EVERY_FLAVOUR: one account of each API, by what `Upload to` calls it, and by the sandbox's names. */
export const EVERY_FLAVOUR = [
	{ name: '123Pan', drive: 'pan123', target: 'Sandbox 123Pan', account: 'Sandbox 123Pan' },
	{ name: '123Pan Open', drive: 'pan123', ...OPEN_123 },
	{ name: '115', drive: 'pan115', target: 'Sandbox 115', account: 'Sandbox 115' },
	{
		...{ name: '115 Open', drive: 'pan115' },
		...{ target: '115 Open · Sandbox Open 115', account: 'Sandbox Open 115' }
	}
] as const;
