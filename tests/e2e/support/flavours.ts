/** FLAVOURS: 115's two APIs as the page offers them. */
export const FLAVOURS = [
	{ flavour: 'cookie', target: 'Sandbox 115', init: 'initupload.php' },
	{ flavour: 'open', target: '115 Open · Sandbox Open 115', init: 'open/upload/init' }
] as const;

export const DRIVE_115 = { drive: 'pan115' } as const;
