import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { Connectivity, type Connection } from './connectivity';

let clock: FakeClock;
let answer: () => Promise<Response>;
let probes: number;
let line: Connectivity;
let seen: Connection[];

beforeEach(() => {
	clock = new FakeClock();
	probes = 0;
	seen = [];
	answer = async () => new Response(null, { status: 204 });
	line = new Connectivity(clock, () => {
		probes += 1;
		return answer();
	});
	line.changed.on((connection) => seen.push(connection));
});

const dead = () => Promise.reject(new TypeError('failed to fetch'));

describe('the line', () => {
	test('is online while our server answers, and nobody asks without a reason', async () => {
		expect(await line.check()).toBe('online');
		await clock.advance(600_000);
		expect(probes).toBe(1);
	});

	test('is probed until our server answers again', async () => {
		answer = dead;
		expect(await line.check()).toBe('proxy-unreachable');
		await clock.advance(20_000);
		answer = async () => new Response(null, { status: 204 });
		await clock.advance(10_000);
		expect(seen).toEqual(['proxy-unreachable', 'online']);
		const before = probes;
		await clock.advance(60_000);
		expect(probes).toBe(before);
	});

	test('is offline at the browser’s word, without a probe', async () => {
		line.networkChanged(false);
		await settle();
		expect(line.connection).toBe('offline');
		expect(probes).toBe(0);
	});

	test('comes back at the browser’s word as soon as our server answers', async () => {
		line.networkChanged(false);
		await settle();
		line.networkChanged(true);
		await settle();
		expect(seen).toEqual(['offline', 'online']);
	});

	test('counts a server that does not answer within five seconds as down', async () => {
		line = new Connectivity(clock, (_, init) => {
			return new Promise((_resolve, reject) => {
				init?.signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
			});
		});
		const checked = line.check();
		await clock.advance(5_000);
		expect(await checked).toBe('proxy-unreachable');
	});

	test('is asked once for many who ask at the same time', async () => {
		await Promise.all([line.check(), line.check(), line.check()]);
		expect(probes).toBe(1);
	});
});
