import type { Draft } from '../../src/lib/drives/drive';
import { TransferError } from '../../src/lib/kernel/errors';
import type { Connection, Doors } from '../../src/lib/server/backend';
import { createEgress } from '../../src/lib/server/egress';
import { createConnection } from '../../src/lib/server/pan115/connection';
import type {
	Dialect,
	Entry,
	InitAnswer,
	InitRequest,
	Task
} from '../../src/lib/server/pan115/dialect';
import type { KeptSts } from '../../src/lib/server/pan115/sts';
import { FakeClock } from './fake-clock';
import { stubOss, type OssCall } from './stub-oss';

/** SHA1 and SIZE of the file that the tests upload. */
export const SHA1 = '0123456789abcdef0123456789abcdef01234567';
export const SIZE = 3_000_000;

export const TASK: Task = {
	pickCode: 'abcdefghij0123456',
	bucket: 'fhnfile',
	object: 'f'.repeat(40),
	callback: '{"callbackUrl":"http:\\/\\/x","callbackBody":"sha1=${sha1}"}',
	callbackVar: '{"x:pick_code":"abcdefghij0123456"}'
};

export const DRAFT: Draft = { folderId: '9', name: 'a.bin', size: SIZE, conflict: 'ask' };

/** entry is a file as 115 lists it: by default the one that the tests upload. */
export function entry(fields: Partial<Entry> = {}): Entry {
	return {
		...{ id: '2900000000000000001', name: 'a.bin', folderId: '9', kind: 'file', size: SIZE },
		...{ digests: { sha1: SHA1 }, modifiedAt: 1000, pickCode: 'p1', createdAt: 1 },
		...fields
	};
}

/** final is 115's answer to the callback. */
export function final(data: object = {}, outer: object = {}): string {
	const file = { file_id: '77', file_size: SIZE, sha1: SHA1.toUpperCase(), file_name: 'a.bin' };
	return JSON.stringify({ state: true, code: 0, data: { ...file, cid: '9', ...data }, ...outer });
}

/** Scene: one connection whose 115 is scripted. Fields may change between calls. */
export interface Scene {
	readonly connection: Connection;
	readonly clock: FakeClock;
	/** What the folder shows, newest first. */
	entries: Entry[];
	/** Entries of the folder that only the search still finds. */
	older: Entry[];
	/** Answers to init, in order; the last one stays. */
	inits: (InitAnswer | TransferError)[];
	/** Called for every wait: what happens meanwhile. */
	meanwhile: () => void;
	resumed: Task | TransferError;
	/** Life of new OSS credentials, milliseconds. */
	stsLife: number;
	oss: (call: OssCall) => Response | undefined;
	readonly asked: InitRequest[];
	readonly trashed: (readonly string[])[];
	readonly lists: number[];
	readonly tokens: string[];
	readonly ossCalls: readonly OssCall[];
}

/** scene115 is the shared core with a Dialect in memory and an OSS of stubs. */
export function scene115(
	more: { readonly sts?: KeptSts; readonly settings?: Partial<Doors['pan115']> } = {}
): Scene {
	const clock = new FakeClock();
	const { fetch, calls } = stubOss((call) => scene.oss(call));
	const doors: Doors = {
		egress: createEgress({ clock, fetch }),
		clock: {
			now: clock.now,
			random: clock.random,
			async sleep(ms) {
				await clock.advance(ms);
				scene.meanwhile();
			}
		},
		realm: 'live',
		sign123: true,
		pan115: { ossSignature: 'v1', ...more.settings }
	};
	const said = <T>(value: T | TransferError): T => {
		if (value instanceof TransferError) throw value;
		return value;
	};
	const dialect: Dialect = {
		account: () => Promise.reject(new Error('not in this scene')),
		async list(folderId, { offset, limit }) {
			scene.lists.push(offset);
			if (folderId === 'gone') throw new TransferError('folder-missing');
			const total = scene.entries.length + scene.older.length;
			return Promise.resolve({ entries: scene.entries.slice(offset, offset + limit), total });
		},
		search: (_, name) => Promise.resolve(scene.older.filter((one) => one.name.includes(name))),
		createFolder: (folderId, name) =>
			scene.entries.some((one) => one.name === name)
				? Promise.reject(new TransferError('name-taken'))
				: Promise.resolve({ id: '5', name, folderId, kind: 'folder', size: 0, digests: {} }),
		trash: async (ids) => Promise.resolve(void scene.trashed.push(ids)),
		async init(request) {
			scene.asked.push(request);
			const next = scene.inits.length > 1 ? scene.inits.shift() : scene.inits[0];
			return Promise.resolve(said(next!));
		},
		resume: async () => Promise.resolve().then(() => said(scene.resumed)),
		async sts() {
			const securityToken = `token-${scene.tokens.length + 1}`;
			scene.tokens.push(securityToken);
			const expiresAt = clock.now() + scene.stsLife;
			const keys = { accessKeyId: 'STS.test', accessKeySecret: 'secret', securityToken };
			const endpoint = 'http://oss-cn-shenzhen.aliyuncs.com';
			return Promise.resolve({ ...keys, expiresAt, endpoint });
		}
	};
	const scene: Scene = {
		connection: createConnection(dialect, {
			doors,
			sts: more.sts,
			hashSwitch: true,
			renew: () => Promise.reject(new TransferError('signed-out')),
			changed: (sts) => sts
		}),
		clock,
		...{ entries: [], older: [], inits: [{ kind: 'upload', task: TASK }] },
		meanwhile: () => undefined,
		resumed: TASK,
		stsLife: 3_600_000,
		oss: () => undefined,
		...{ asked: [], trashed: [], lists: [], tokens: [], ossCalls: calls }
	};
	return scene;
}
