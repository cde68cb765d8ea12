/** SandboxAdmin: the sandbox's admin calls, as the contract names them. */
export interface LogEntry {
	readonly host: string;
	readonly method: string;
	readonly path: string;
	readonly status: number;
	readonly query: Readonly<Record<string, string>>;
	readonly bytesIn: number;
	readonly part: number | null;
}

export interface StoredFile {
	readonly path: string;
	readonly size: number;
	readonly md5: string;
	readonly id: string;
	readonly account: string;
	readonly trashed: boolean;
}

interface PasswordAccount {
	readonly name: string;
	readonly credentials: { readonly user: string; readonly password: string };
}

interface ClientAccount {
	readonly name: string;
	readonly credentials: { readonly clientId: string; readonly clientSecret: string };
}

interface Listed {
	readonly drive: string;
	readonly flavour: string;
}

/** Paths of storage that are no object: its root, and 115's bucket. */
const BUCKETS: ReadonlySet<string> = new Set(['/', '/fhnfile']);

export class SandboxAdmin {
	readonly origin: string;

	constructor(origin: string) {
		this.origin = origin;
	}

	reset = () => this.#post('reset', {});
	config = (switches: object) => this.#post('config', switches);
	faults = (faults: readonly object[]) => this.#post('faults', faults);
	link = (link: object) => this.#post('link', link);
	seed = (file: object) => this.#post('seed', file);
	log = () => this.#get<readonly LogEntry[]>('log');
	/** phone plays the phone of a QR sign-in, signed in to the sandbox's first account. */
	phone = (uid: string, action: 'scan' | 'confirm' | 'cancel') =>
		this.#post('phone', { uid, action });
	files = (drive = 'pan123') => this.#get<readonly StoredFile[]>(`files?drive=${drive}`);
	/** accounts lists what people type to sign in to 123Pan. */
	async accounts(): Promise<readonly PasswordAccount[]> {
		const all = await this.#get<readonly (PasswordAccount & Listed)[]>('accounts');
		return all.filter(({ drive, flavour }) => drive === 'pan123' && flavour === 'web');
	}

	/** developers lists what people type to sign in to 123Pan's Open Platform. */
	async developers(): Promise<readonly ClientAccount[]> {
		const all = await this.#get<readonly (ClientAccount & Listed)[]>('accounts');
		return all.filter(({ drive, flavour }) => drive === 'pan123' && flavour === 'open');
	}

	/** partPuts lists the numbers of the parts that storage took, in order. */
	async partPuts(): Promise<readonly number[]> {
		const log = await this.log();
		return log
			.filter(({ method, status, part }) => method === 'PUT' && status === 200 && part !== null)
			.map(({ part }) => Number(part));
	}

	/** calls counts requests that were answered, by host and path. */
	async calls(path: RegExp, method?: string): Promise<number> {
		const log = await this.log();
		return log.filter(
			(row) => path.test(`${row.host}${row.path}`) && (!method || row.method === method)
		).length;
	}

	/** puts counts requests that tried to send a file's bytes to storage. */
	async puts(): Promise<number> {
		// An empty PUT to no object asks whether pages are let in at all.
		const log = await this.log();
		return log.filter(({ method, path }) => method === 'PUT' && !BUCKETS.has(path)).length;
	}

	/** signedInPhone is a phone of any account, which speaks to the drive as its app does. */
	async signedInPhone(user: object): Promise<{
		scan: (uniID: string, scanPlatform?: number) => Promise<unknown>;
		confirm: (uniID: string) => Promise<unknown>;
	}> {
		const call = async (path: string, body: object, headers = {}) => {
			const answer = await fetch(`${this.origin}/login.123pan.com/api/user/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: JSON.stringify(body)
			});
			return (await answer.json()) as { data: { token: string } };
		};
		const { token } = (await call('sign_in', user)).data;
		const own = { authorization: `Bearer ${token}` };
		return {
			scan: (uniID, scanPlatform = 7) => call('qr-code/scan', { uniID, scanPlatform }, own),
			confirm: (uniID) => call('qr-code/login', { uniID }, own)
		};
	}

	async #get<T>(path: string): Promise<T> {
		const answer = await fetch(`${this.origin}/_sandbox/${path}`);
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as T;
	}

	async #post(path: string, body: unknown): Promise<void> {
		const answer = await fetch(`${this.origin}/_sandbox/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
	}
}
