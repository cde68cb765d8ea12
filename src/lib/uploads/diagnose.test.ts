import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { TransferError } from '../kernel/errors';
import type { Source } from '../sources/source';
import { diagnose } from './diagnose';
import type { Tools } from './tools';

const network = new TransferError('network');
let clock: FakeClock;
let connection: 'online' | 'offline' | 'proxy-unreachable';
let read: () => Promise<ArrayBuffer>;

beforeEach(() => {
	clock = new FakeClock();
	connection = 'online';
	read = async () => new ArrayBuffer(1);
});

/** A part that failed `after` milliseconds, with `life` milliseconds left on its URL at the start. */
async function failed({ after = 5000, life = 900_000, refreshed = false, error = network } = {}) {
	const startedAt = clock.now();
	await clock.advance(after);
	const source = { slice: async () => ({ arrayBuffer: () => read() }) } as unknown as Source;
	const part = {
		number: 1,
		method: 'PUT',
		url: '',
		headers: {},
		expiresAt: startedAt + life
	} as const;
	const tools = { clock, checkConnection: async () => connection } as unknown as Tools;
	const range = { start: 0, end: 10 };
	return (await diagnose(error, { source, range, part, startedAt, refreshed, tools })).code;
}

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
