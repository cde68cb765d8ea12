import { beforeEach, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { TransferError } from '../kernel/errors';
import { Hosts, type Pass } from './hosts';

const broken = new TransferError('network');
let clock: FakeClock;
let hosts: Hosts;

beforeEach(() => {
	clock = new FakeClock();
	hosts = new Hosts(clock, () => 6);
});

const ask = (host = 'a') => hosts.enter(host, host, new AbortController().signal);

/** crowd gives the passes of those that were let in. */
async function crowd(size: number, host?: string): Promise<Pass[]> {
	const passes: Pass[] = [];
	for (let n = 0; n < size; n++) void ask(host).then((pass) => passes.push(pass));
	await settle();
	return passes;
}

const troubled = (pass: Pass) => {
	pass.failed(broken, false);
	pass.leave();
};

test('a host gets six requests at once, and another one its own six', async () => {
	expect(await crowd(9)).toHaveLength(6);
	expect(await crowd(9, 'b')).toHaveLength(6);
});

test('a host in trouble gets fewer, and more again as parts arrive', async () => {
	const passes = await crowd(40);
	for (const pass of passes.splice(0)) troubled(pass);
	await clock.advance(1000);
	expect(passes).toHaveLength(3);
	for (let n = 0; n < 12; n++) {
		const pass = passes.shift()!;
		pass.arrived();
		pass.leave();
		await settle();
	}
	expect(passes).toHaveLength(6);
});

test('who stood in line when the host was shut does not start: the probe goes alone', async () => {
	const passes = await crowd(40);
	for (let n = 0; n < 10; n++) {
		if (passes.length === 0) await clock.advance(1);
		troubled(passes.shift()!);
	}
	for (const pass of passes.splice(0)) pass.leave();
	await clock.advance(600_000);
	expect(passes).toHaveLength(1);
});

test('a probe that ends without a word hands its turn on, and a shut host opens by an arrival', async () => {
	const { budget } = { budget: hosts.drive({ drive: 'pan123', flavour: 'web' }) };
	for (let n = 0; n < 10; n++) budget.failed(broken, false);
	const passes = await crowd(3, 'pan123-web');
	await clock.advance(60_000);
	expect(passes).toHaveLength(1);
	passes[0]!.failed(new TransferError('source-changed'), false);
	passes[0]!.leave();
	await clock.advance(60_000);
	expect(passes).toHaveLength(2);
	passes[1]!.arrived();
	await clock.advance(1000);
	expect(passes).toHaveLength(3);
});

test('Retry-After holds for a host whatever the error was, and for no other host', async () => {
	const [pass] = await crowd(1);
	pass!.failed(new TransferError('part-corrupted', { retryAfter: 30_000 }), true);
	pass!.leave();
	const passes = await crowd(4);
	await clock.advance(30_000);
	expect(passes).toHaveLength(0);
	expect(await crowd(1, 'b')).toHaveLength(1);
	await clock.advance(1000);
	expect(passes).toHaveLength(4);
});
