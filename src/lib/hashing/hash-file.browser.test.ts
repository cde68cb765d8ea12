import { expect, test } from 'vitest';
import { MiB } from '../kernel/bytes';
import { systemClock } from '../kernel/clock';
import { HashPool } from './hash-pool';
import { SAVE_BYTES, type HashState } from './hasher';
import { sameStripes, STRIPE_SUM_BYTES } from '../kernel/stripes';

const signal = new AbortController().signal;
const pool = new HashPool({
	size: 2,
	clock: systemClock(),
	createWorker: () => new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' })
});

/** A Blob of `mebibytes` that differ from each other, and `more` bytes. */
function large(mebibytes: number, more = 0): Blob {
	const one = new Uint8Array(MiB).map((_, i) => (i * 131) % 251);
	const runs = Array.from({ length: mebibytes }, (_, i) => [new Uint32Array([i]), one.slice(4)]);
	return new Blob([...runs.flat(), one.slice(0, more)]);
}

function withByteAt(blob: Blob, at: number): Blob {
	return new Blob([blob.slice(0, at), new Uint8Array([255]), blob.slice(at + 1)]);
}

test('a file comes with the checksum of every stripe, the last short one too', async () => {
	const blob = large(3, 17);
	const { digests, stripes } = await pool.hashFile(blob, ['md5', 'sha1'], { signal });
	expect(digests).toEqual(await pool.digest(blob, ['md5', 'sha1'], { signal }));
	expect(stripes).toHaveLength(4 * STRIPE_SUM_BYTES);
	expect(await pool.checksum(blob, { signal })).toEqual(stripes);
	const empty = await pool.hashFile(new Blob(), ['md5'], { signal });
	expect(empty.stripes).toHaveLength(0);
	expect(empty.digests.md5).toBe('d41d8cd98f00b204e9800998ecf8427e');
});

test('one changed byte shows in the stripe that has it and in no other', async () => {
	const blob = large(4);
	const { stripes } = await pool.hashFile(blob, ['md5'], { signal });
	const changed = await pool.checksum(withByteAt(blob, 2 * MiB + 5), { signal });
	const differ = [0, 1, 2, 3].filter((n) => {
		const one = changed.slice(n * STRIPE_SUM_BYTES, (n + 1) * STRIPE_SUM_BYTES);
		return !sameStripes(stripes, one, n * MiB);
	});
	expect(differ).toEqual([2]);
});

test('a part has the digest of its own bytes, and the checksums of the stripes it touches', async () => {
	const blob = large(5);
	const { stripes } = await pool.hashFile(blob, ['md5'], { signal });
	for (const [start, end] of [
		[0, MiB],
		[1_500_000, 3_700_000],
		[4 * MiB + 1, 5 * MiB]
	] as const) {
		const part = await pool.hashPart(blob, { start, end }, { signal });
		const { md5 } = await pool.digest(blob.slice(start, end), ['md5'], { signal });
		expect(part.md5).toBe(md5);
		const first = Math.floor(start / MiB) * MiB;
		expect(part.stripes.length).toBe((Math.ceil(end / MiB) - first / MiB) * STRIPE_SUM_BYTES);
		expect(sameStripes(stripes, part.stripes, first)).toBe(true);
	}
});

test('a pass that was cut goes on where it was saved, for each digest, with the same result', async () => {
	const blob = large(SAVE_BYTES / MiB + 20, 5);
	const states: HashState[] = [];
	const options = { signal, onSave: (state: HashState) => void states.push(state) };
	const whole = await pool.hashFile(blob, ['sha1', 'md5'], options);
	const from = states.at(-1)!;
	expect(from.sha1?.bytes).toBe(SAVE_BYTES);
	expect(from.md5?.bytes).toBe(SAVE_BYTES);
	// What was hashed before is not read again: were it, this other beginning would show.
	const other = withByteAt(blob, 7);
	expect(await pool.hashFile(other, ['sha1', 'md5'], { signal, from })).toEqual(whole);
	expect(await pool.hashFile(other, ['sha1', 'md5'], { signal })).not.toEqual(whole);
}, 60_000);

test('a state that nobody can read any more costs time, not the digest', async () => {
	const blob = large(2);
	const whole = await pool.hashFile(blob, ['md5'], { signal });
	const from = { md5: { bytes: MiB, state: new Uint8Array(9), stripes: new Uint8Array(8) } };
	expect(await pool.hashFile(blob, ['md5'], { signal, from })).toEqual(whole);
});
