import { createHash } from 'node:crypto';
import type { Clock } from '../../lib/kernel/clock';
import { ConfigStore } from '../config';
import { contentOf } from '../content';
import { Disk } from '../disk';
import type { Exchange, Reply } from '../http/exchange';
import { sandboxTime } from '../time';
import { ACCOUNTS } from './accounts';
import { pan115Handler } from './api';
import { cookieText } from './cookies';
import { ROOT } from './ids';
import { APPROVED } from './open/clients';
import type { Item } from './tree';
import { World } from './world';

/** Answered is any answer of 115, as read from JSON. */
export type Answered = Readonly<Record<string, unknown>>;

/** at reads a value deep inside an answer as text; empty when it is not there. */
export function at(answer: unknown, ...path: readonly (string | number)[]): string {
	let value = answer;
	for (const name of path) value = (value as Record<string, unknown> | undefined)?.[name];
	return value === undefined ? '' : String(value as string | number);
}

/** rowsOf is the list in `data`. */
export function rowsOf(answer: Answered): readonly Answered[] {
	return answer.data as readonly Answered[];
}

/** Rig is a World without a network, and one signed-in person who calls it in both ways. */
export interface Rig {
	readonly world: World;
	/** The access token that `open` shows; a test may put another. */
	token: string;
	/** Headers that every call carries besides. */
	headers: Record<string, string>;
	/** Calls `webapi`, or the host that a full path names, with cookies; fields are posted. */
	web(path: string, fields?: Record<string, string>): Promise<Answered>;
	/** Calls `/open/*` of `proapi` with the token; fields are posted. */
	open(path: string, fields?: Record<string, string>): Promise<Answered>;
	/** Calls the passport; fields are posted. */
	passport(path: string, fields?: Record<string, string>): Promise<Answered>;
	/** Sends any exchange. */
	send(exchange: Partial<Exchange>): Promise<Reply>;
	/** Puts a file into the drive of the first account. */
	put(name: string, text: string, parent?: string): Promise<Item>;
	folder(name: string, parent?: string): Item;
	close(): Promise<void>;
}

/** openRig makes a Rig; without a clock of its own, time stands still at 2025. */
export async function openRig(clock: Clock = STILL): Promise<Rig> {
	const config = new ConfigStore();
	const time = sandboxTime(clock, config);
	const disk = await Disk.open();
	const secret = { accessKeyId: 'STS.test', accessKeySecret: 'secret', securityToken: 'CAIS' };
	const world = new World({
		shelf: { objectAt: () => undefined },
		tokens: { issue: (seconds) => ({ ...secret, expiresAt: time.now() + seconds * 1000 }) },
		disk,
		config,
		clock,
		time
	});
	Object.assign(world, { origin: 'http://api.test', storageOrigin: 'http://storage.test' });
	const [account] = ACCOUNTS;
	const cookie = cookieText(world.signIns.own(account, time.now(), 3600).cookies);
	const rules = { now: time.seconds(), lifetime: 7200, interval: 0, most: 3, apps: 20 };
	const handler = pan115Handler(world);

	const send = (exchange: Partial<Exchange>) => {
		const path = exchange.path ?? '/';
		const [plain = '', rawQuery = ''] = path.split('?');
		return handler({
			method: 'GET',
			host: 'webapi.115.com',
			headers: {},
			body: bytes(''),
			...exchange,
			path: plain,
			rawQuery,
			query: new URLSearchParams(rawQuery)
		});
	};
	const call = async (
		host: string,
		path: string,
		headers: Record<string, string>,
		fields: Record<string, string> | undefined
	) => {
		const form = { method: 'POST', body: bytes(new URLSearchParams(fields).toString()) };
		const reply = await send({ host, path, headers, ...(fields && form) });
		return JSON.parse(String(reply.body)) as Answered;
	};
	const rig: Rig = {
		world,
		token: world.openTokens.authorize({ client: APPROVED.id, user: account.userId }, rules).access,
		headers: { 'user-agent': 'rig' },
		web: (path, fields) => {
			const [, host = 'webapi.115.com', rest = path] = /^\/\/([^/]+)(\/.*)$/.exec(path) ?? [];
			return call(host, rest, { ...rig.headers, cookie }, fields);
		},
		open: (path, fields) => {
			const headers = { ...rig.headers, authorization: `Bearer ${rig.token}` };
			return call('proapi.115.com', `/open${path}`, headers, fields);
		},
		passport: (path, fields) => call('passportapi.115.com', path, rig.headers, fields),
		send,
		async put(name, text, parent = ROOT) {
			const sha1 = createHash('sha1').update(text).digest('hex').toUpperCase();
			const content = contentOf([await disk.receive(bytes(text))]);
			return world.putFile(account, { parent, name, sha1, content });
		},
		folder: (name, parent = ROOT) => world.putFolder(account, parent, name),
		close: () => disk.close()
	};
	return rig;
}

const STILL: Clock = {
	now: () => Date.UTC(2025, 0, 1),
	sleep: () => Promise.resolve(),
	random: () => 0.5
};

async function* bytes(text: string) {
	yield Buffer.from(text);
}
