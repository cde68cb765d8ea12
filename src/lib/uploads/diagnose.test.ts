import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { memoryStore } from '../../../tests/support/memory-store';
import { RELAY_HEADERS, RELAY_PATH } from '../drives/wire';
import { TransferError } from '../kernel/errors';
import type { Source } from '../sources/source';
import { diagnose } from './diagnose';
import type { Tools } from './tools';
import { Ways } from './ways';

const network = new TransferError('network');
let clock: FakeClock;
let connection: 'online' | 'offline' | 'proxy-unreachable';
let read: () => Promise<ArrayBuffer>;
let ways: Ways;
/** Whether the storage host answers anything. */
let reachable: boolean;
let relayOn: boolean;

beforeEach(() => {
	clock = new FakeClock();
	connection = 'online';
	read = async () => new ArrayBuffer(1);
	reachable = false;
	relayOn = true;
	const reaches = async () => reachable;
	ways = new Ways({ clock, store: memoryStore(), reaches, relay: () => ({ on: relayOn }) });
});

const part = { number: 1, method: 'PUT', url: 'https://storage.test/b/k', headers: {} } as const;
const headers = { [RELAY_HEADERS.storage]: 'https://storage.test' };
const relayedPart = { ...part, url: RELAY_PATH, headers };

interface Failure {
	/** Milliseconds until it failed. */
	readonly after?: number;
	/** Milliseconds left on its URL when it started. */
	readonly life?: number;
	readonly refreshed?: boolean;
	/** Bytes of 10 that went out. */
	readonly sent?: number;
	readonly relayed?: boolean;
	readonly error?: TransferError;
}

async function failed(failure: Failure = {}) {
	const { after = 5000, life = 900_000, refreshed = false, sent = 0, error = network } = failure;
	const startedAt = clock.now();
	await clock.advance(after);
	const source = { slice: async () => ({ arrayBuffer: () => read() }) } as unknown as Source;
	const sentPart = { ...(failure.relayed ? relayedPart : part), expiresAt: startedAt + life };
	const tools = { clock, ways, checkConnection: async () => connection } as unknown as Tools;
	const range = { start: 0, end: 10 };
	const how = { source, range, part: sentPart, startedAt, sent, refreshed, tools };
	return (await diagnose(error, how)).code;
}

const goesByRelay = () => !ways.fits({ ...part, expiresAt: 0 });

describe('behind a network error is', () => {
	test('a changed file, when its bytes can’t be read any more', async () => {
		read = () => Promise.reject(new DOMException('', 'NotReadableError'));
		expect(await failed()).toBe('source-changed');
	});

	test('a deleted file', async () => {
		read = () => Promise.reject(new DOMException('', 'NotFoundError'));
		expect(await failed()).toBe('source-missing');
	});

	test('a dead line or a dead server, which cost no try', async () => {
		connection = 'offline';
		expect(await failed()).toBe('offline');
		connection = 'proxy-unreachable';
		expect(await failed()).toBe('proxy-unreachable');
	});

	test('an ended URL, when its time was near', async () => {
		expect(await failed({ life: 30_000, after: 20_000 })).toBe('url-expired');
	});

	test('perhaps an ended URL, when the refusal came at once: one new URL shows', async () => {
		expect(await failed({ after: 100 })).toBe('url-expired');
		expect(await failed({ after: 100, refreshed: true })).toBe('network');
	});

	test('else just a broken connection', async () => {
		expect(await failed()).toBe('network');
	});
});

test('an error that says what it is stays as it is', async () => {
	connection = 'offline';
	expect(await failed({ error: new TransferError('session-lost') })).toBe('session-lost');
});

describe('behind a network error at a host that answers is', () => {
	beforeEach(() => {
		reachable = true;
	});

	test('a refusal of pages: the next URL is one of the relay', async () => {
		expect(await failed()).toBe('url-expired');
		expect(goesByRelay()).toBe(true);
	});

	test('first of all perhaps an ended URL, when it came at once', async () => {
		expect(await failed({ after: 100 })).toBe('url-expired');
		expect(goesByRelay()).toBe(false);
		expect(await failed({ after: 100, refreshed: true })).toBe('url-expired');
		expect(goesByRelay()).toBe(true);
	});

	test('a refusal that nobody can go around, when the relay is off', async () => {
		relayOn = false;
		expect(await failed()).toBe('cors-refused');
	});

	test('a broken line, when bytes had gone out: the host had agreed to them', async () => {
		for (let i = 0; i < 5; i++) expect(await failed({ sent: 4 })).toBe('network');
		expect(goesByRelay()).toBe(false);
	});

	test('a changed file or a dead line before anything else', async () => {
		read = () => Promise.reject(new DOMException('', 'NotReadableError'));
		expect(await failed()).toBe('source-changed');
		read = async () => new ArrayBuffer(1);
		connection = 'offline';
		expect(await failed()).toBe('offline');
		expect(goesByRelay()).toBe(false);
	});

	test('no refusal, when it had answered this page before, unless it goes on', async () => {
		await failed({ error: new TransferError('server-error') });
		expect(await failed()).toBe('network');
		expect(await failed()).toBe('network');
		expect(goesByRelay()).toBe(false);
		expect(await failed()).toBe('url-expired');
		expect(goesByRelay()).toBe(true);
	});

	test('what another part found out while this one was on its way', async () => {
		await failed();
		expect(await failed({ after: 100, refreshed: true })).toBe('url-expired');
	});
});

test('a host that nobody can reach is no reason for the relay', async () => {
	expect(await failed()).toBe('network');
	expect(goesByRelay()).toBe(false);
});

test('a relay that can’t reach storage either is left again, and the part is sent once more', async () => {
	reachable = true;
	await failed();
	expect(goesByRelay()).toBe(true);
	expect(await failed({ relayed: true, after: 100 })).toBe('network');
	expect(goesByRelay()).toBe(false);
});
