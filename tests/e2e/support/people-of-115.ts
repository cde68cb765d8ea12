/** People of the sandbox's 115: what they would type, and what they do with their phones. */
import type { App } from './app';

interface Row {
	readonly drive: string;
	readonly flavour: string;
	readonly name: string;
	readonly credentials: Readonly<Record<string, string>>;
}

/** FREE has no membership, and is not connected by itself. */
export const FREE = 'Sandbox 115 free';

/** cookieOf gives a living session of an account, as a browser shows it. */
export async function cookieOf(app: App, name: string): Promise<string> {
	return (await credentials(app, name, 'cookie'))['cookie']!;
}

/** letIn gives an approved app of the Open Platform, and the token of somebody who let it in. */
export async function letIn(
	app: App,
	name: string
): Promise<{ readonly clientId: string; readonly refresh: string }> {
	const { client_id, refresh_token } = await credentials(app, name, 'open');
	return { clientId: client_id!, refresh: refresh_token! };
}

/** Phone: one with 115's app, signed in. */
export interface Phone {
	scan(uid: string): Promise<void>;
	confirm(uid: string): Promise<void>;
}

/** phoneOf speaks to 115 as its app does, for the account of this name. 115.md §4.2 */
export async function phoneOf(app: App, name: string): Promise<Phone> {
	const cookie = await cookieOf(app, name);
	const call = async (path: string, fields: Record<string, string>) => {
		const answer = await fetch(`${app.sandbox.origin}/qrcodeapi.115.com/api/2.0/${path}`, {
			method: 'POST',
			headers: { cookie },
			body: new URLSearchParams(fields)
		});
		const { state } = (await answer.json()) as { state: number };
		if (!state) throw new Error(`${path}: the phone was refused`);
	};
	return {
		scan: (uid) => call('prompt.php', { uid }),
		confirm: (uid) => call('slogin.php', { key: uid })
	};
}

async function credentials(app: App, name: string, flavour: string): Promise<Row['credentials']> {
	const answer = await fetch(`${app.sandbox.origin}/_sandbox/accounts`);
	const found = ((await answer.json()) as readonly Row[]).find(
		(row) => row.drive === 'pan115' && row.flavour === flavour && row.name === name
	);
	if (!found) throw new Error(`115 has nobody called ${name}`);
	return found.credentials;
}
