import type { IHasher } from 'hash-wasm';
import { expect, test, vi } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { SpareHashes } from './spare-hashes';

const aHash = () => {
	const hash = { init: vi.fn(() => hash) } as unknown as IHasher;
	return hash;
};

function spares(make: () => Promise<IHasher>, clock = new FakeClock()) {
	return new SpareHashes(clock, { md5: make, sha1: make, stripes: make });
}

test('a thousand files take one instance of each, begun anew', async () => {
	const make = vi.fn(async () => aHash());
	const hashes = spares(make);
	for (let file = 0; file < 1000; file++) {
		const [md5, stripes] = await Promise.all([hashes.take('md5'), hashes.take('stripes')]);
		expect(md5).not.toBe(stripes);
		expect(md5.init).toHaveBeenCalledTimes(file + 1);
		hashes.giveBack('md5', md5);
		hashes.giveBack('stripes', stripes);
	}
	expect(make).toHaveBeenCalledTimes(2);
});

test('what is lent is nobody else’s', async () => {
	const hashes = spares(async () => aHash());
	expect(await hashes.take('md5')).not.toBe(await hashes.take('md5'));
});

test('no memory now is waited out for some seconds; another error is told at once', async () => {
	const clock = new FakeClock();
	let isFull = true;
	const make = async () => {
		if (isFull) throw new RangeError('WebAssembly.instantiate(): Out of memory');
		return aHash();
	};
	const waits = spares(make, clock).take('md5');
	await clock.advance(2_000);
	isFull = false;
	await clock.advance(1_000);
	expect(await waits).toBeDefined();

	isFull = true;
	const inVain = expect(spares(make, clock).take('md5')).rejects.toThrow('Out of memory');
	await clock.advance(10_000);
	await inVain;
	const broken = spares(async () => Promise.reject(new TypeError('no script')));
	await settle();
	await expect(broken.take('md5')).rejects.toThrow('no script');
});
