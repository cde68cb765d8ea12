/** English: the installed app. */
export interface PwaCopy {
	readonly update: {
		readonly ready: string;
		/** While uploads run, and after the restart the browser may ask for the files. */
		readonly keeps: string;
		readonly mayAsk: string;
		readonly restart: string;
	};
	readonly install: {
		readonly hint: string;
		readonly install: string;
		readonly notNow: string;
	};
	readonly insecure: {
		readonly heading: string;
		readonly why: (origin: string) => string;
		readonly fixes: string;
		readonly https: string;
		readonly here: string;
		readonly tunnel: (host: string) => string;
	};
}

export const enPwa: PwaCopy = {
	update: {
		ready: 'New version',
		keeps: 'Uploads go on after the restart.',
		mayAsk: 'Progress is kept; the browser may ask for your files again.',
		restart: 'Restart'
	},
	install: {
		hint: 'Install Panlift to resume without asking.',
		install: 'Install',
		notNow: 'Not now'
	},
	insecure: {
		heading: 'Panlift needs a secure address',
		why: (origin) =>
			`This page came over ${origin}, without encryption. Browsers give such pages no lasting access to files, no background work and no cryptography, so an upload could not be resumed or checked.`,
		fixes: 'Any of these helps:',
		https:
			'Put HTTPS in front of the server, with Caddy, Tailscale Serve or the reverse proxy of your NAS.',
		here: 'Run Panlift on the computer that you are sitting at, and open it there:',
		tunnel: (host) => `Or bring ${host} here through SSH, then open the address above:`
	}
};
