import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { xhrTransport } from './xhr-transport';

/** FakeXhr is an XMLHttpRequest that answers when the test says so. */
class FakeXhr {
	static last: FakeXhr;
	status = 0;
	responseText = '';
	headers: Record<string, string> = {};
	sent: unknown;
	aborted = false;
	onload?: () => void;
	onerror?: () => void;
	onabort?: () => void;
	readonly #listeners: ((event: { loaded: number }) => void)[] = [];
	readonly upload = {
		onprogress: undefined as ((event: { loaded: number }) => void) | undefined,
		addEventListener: (_: string, listener: (event: { loaded: number }) => void) =>
			this.#listeners.push(listener)
	};
	constructor() {
		FakeXhr.last = this;
	}
	open = () => {};
	setRequestHeader = () => {};
	getResponseHeader = (name: string) => this.headers[name] ?? null;
	send = (body: unknown) => (this.sent = body);
	abort = () => {
		this.aborted = true;
		this.onabort?.();
	};
	progress(loaded: number): void {
		this.upload.onprogress?.({ loaded });
		for (const listener of this.#listeners) listener({ loaded });
	}
	answer(status: number, headers: Record<string, string> = {}, text = ''): void {
		Object.assign(this, { status, headers, responseText: text });
		this.onload?.();
	}
}

const body = new Blob([new Uint8Array(100)]);
const request = { method: 'PUT', url: 'https://s.test/?a=%20', headers: {}, body } as const;
let clock: FakeClock;

beforeEach(() => {
	clock = new FakeClock();
	vi.stubGlobal('XMLHttpRequest', FakeXhr);
});
afterEach(() => {
	vi.unstubAllGlobals();
});

function put(signal = new AbortController().signal, onProgress?: (bytes: number) => void) {
	const answer = xhrTransport(clock).put(request, { signal, ...(onProgress && { onProgress }) });
	// What it rejects with is looked at later.
	answer.catch(() => {});
	return answer;
}

describe('a part on its way', () => {
	test('tells its progress and gives the ETag as a bare digest', async () => {
		const seen: number[] = [];
		const answer = put(undefined, (bytes) => seen.push(bytes));
		FakeXhr.last.progress(40);
		FakeXhr.last.progress(100);
		FakeXhr.last.answer(200, { etag: '"ABCDEF"' });
		expect(await answer).toEqual({ etag: 'abcdef' });
		expect(seen).toEqual([40, 100]);
		expect(FakeXhr.last.sent).toBe(body);
	});

	test('is stalled when no byte moves for a minute, and its request is ended', async () => {
		const answer = put();
		FakeXhr.last.progress(10);
		await clock.advance(59_000);
		FakeXhr.last.progress(20);
		await clock.advance(59_000);
		expect(FakeXhr.last.aborted).toBe(false);
		await clock.advance(10_000);
		await expect(answer).rejects.toMatchObject({ code: 'stalled' });
		expect(FakeXhr.last.aborted).toBe(true);
	});

	test('may take hours, as long as a byte moves now and then', async () => {
		const answer = put();
		for (let byte = 1; byte <= 99; byte++) {
			await clock.advance(59_000);
			FakeXhr.last.progress(byte);
		}
		expect(FakeXhr.last.aborted).toBe(false);
		FakeXhr.last.answer(200);
		await expect(answer).resolves.toBeDefined();
	});

	test('is not moving when the browser tells of the same bytes again', async () => {
		const answer = put();
		for (let n = 0; n < 13; n++) {
			await clock.advance(5000);
			FakeXhr.last.progress(10);
		}
		await clock.advance(5000);
		await expect(answer).rejects.toMatchObject({ code: 'stalled' });
	});

	test('gives storage two minutes to answer after its last byte, and no more', async () => {
		const answer = put();
		FakeXhr.last.progress(50);
		await clock.advance(55_000);
		FakeXhr.last.progress(100);
		await clock.advance(119_000);
		expect(FakeXhr.last.aborted).toBe(false);
		await clock.advance(6_000);
		await expect(answer).rejects.toMatchObject({ code: 'stalled' });
	});

	test('is answered in time two minutes less a moment after its last byte', async () => {
		const answer = put();
		FakeXhr.last.progress(100);
		await clock.advance(119_000);
		FakeXhr.last.answer(200);
		expect(await answer).toEqual({ etag: undefined });
	});

	test('is not stalled because the computer slept: only time awake counts', async () => {
		const answer = put();
		FakeXhr.last.progress(10);
		await clock.sleepThrough(3_600_000);
		expect(FakeXhr.last.aborted).toBe(false);
		FakeXhr.last.progress(20);
		FakeXhr.last.answer(200);
		await expect(answer).resolves.toBeDefined();
	});

	test('ends at once when it is aborted', async () => {
		const controller = new AbortController();
		const answer = put(controller.signal);
		controller.abort();
		await expect(answer).rejects.toThrow(/abort/i);
		expect(FakeXhr.last.aborted).toBe(true);
	});

	test('leaves no watch behind when it is done', async () => {
		const answer = put();
		FakeXhr.last.answer(200);
		await answer;
		await settle();
		expect(clock.sleeping).toBe(0);
	});

	test('whose failure the browser hides is a network error', async () => {
		const answer = put();
		FakeXhr.last.onerror?.();
		await expect(answer).rejects.toMatchObject({ code: 'network' });
	});

	test('that storage refuses says what the refusal means', async () => {
		const answer = put();
		FakeXhr.last.answer(403, {}, '<Error><Code>AccessDenied</Code><Message/></Error>');
		await expect(answer).rejects.toMatchObject({ code: 'url-expired', detail: '403 AccessDenied' });
	});

	test.each([
		['a number of seconds', () => '120'],
		['a date', () => new Date(clock.now() + 120_000).toUTCString()]
	])('says how long storage wants to be left alone, as %s', async (_, header) => {
		const answer = put();
		FakeXhr.last.answer(503, { 'retry-after': header() }, '<Error><Code>SlowDown</Code></Error>');
		await expect(answer).rejects.toMatchObject({ code: 'server-error', retryAfter: 120_000 });
	});
});
