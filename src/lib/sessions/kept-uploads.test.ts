import { expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { FakeDisk } from '../../../tests/support/fake-disk';
import { keptStore } from './kept-store';

const SEEDS = 60;
const TROUBLES = ['full', 'blocked', 'clear', 'hiccup', 'fine', 'fine'] as const;

/** chances gives the same numbers in [0, 1) for the same seed. */
function chances(seed: number): () => number {
	let state = seed * 2_654_435_761 + 1;
	return () => {
		state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
		return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
	};
}

test.each(Array.from({ length: SEEDS }, (_, seed) => seed))(
	'whatever the disk does, uploads finish and the disk has it all in the end (seed %i)',
	async (seed) => {
		const chance = chances(seed);
		const rig = new EngineRig();
		const disk = new FakeDisk();
		const store = keptStore({ disk, clock: rig.clock, room: async () => undefined });
		Object.assign(rig, { store });
		await store.claim();
		await rig.start();
		disk.onWrite = () => {
			const trouble = TROUBLES[Math.floor(chance() * TROUBLES.length)];
			disk.trouble = undefined;
			if (trouble === 'full') disk.trouble = 'storage-quota';
			if (trouble === 'blocked') disk.trouble = 'storage-blocked';
			if (trouble === 'clear') disk.clear();
			if (trouble === 'hiccup') disk.hiccups = 1;
		};
		const files = [55, 23, 90].map((size, i) => [`u${i}`, fresh(size)] as const);
		for (const [id, bytes] of files) {
			void rig.add(bytes, { id, name: `${id}.mkv`, source: { rootId: id, path: [] } });
			await rig.clock.advance(200);
		}
		await rig.clock.advance(5_000);
		for (const [id, bytes] of files) await rig.expectStored(id, bytes);
		// Each part once: 6, 3 and 9 of them.
		expect(rig.puts).toBe(18);

		disk.onWrite = () => {};
		disk.trouble = undefined;
		await rig.clock.advance(60_000);
		expect(['disk', 'rewritten']).toContain(store.keeping.state);
		const rows = [...rig.queue.entries()].map(({ upload }) => upload);
		expect([...disk.rows('uploads')].sort(byId)).toEqual(rows.sort(byId));
		expect([disk.rows('sessions'), disk.rows('receipts')]).toEqual([[], []]);
	}
);

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
	return a.id.localeCompare(b.id);
}
