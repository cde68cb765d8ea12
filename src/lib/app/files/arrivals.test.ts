import { expect, test } from 'vitest';
import { FakeClock, settle } from '../../../../tests/support/fake-clock';
import { Arrivals } from './arrivals';
import type { PlaceView } from './place-view.svelte';

function watching() {
	const clock = new FakeClock();
	/** How each reading of the list comes to its end. */
	const reads: (() => void)[] = [];
	const refresh = () => new Promise<void>((resolve) => void reads.push(resolve));
	const arrivals = new Arrivals(clock, () => ({ listing: { refresh } }) as unknown as PlaceView);
	return { clock, reads, came: () => void arrivals.came() };
}

test('the folder is read once after several uploads that end one after the other', async () => {
	const { clock, reads, came } = watching();
	for (let count = 0; count < 3; count += 1) {
		came();
		await clock.advance(500);
	}
	expect(reads).toHaveLength(0);
	await clock.advance(1200);
	expect(reads).toHaveLength(1);
});

test('while they keep coming it is read now and then', async () => {
	const { clock, reads, came } = watching();
	for (let count = 0; count < 20; count += 1) {
		came();
		await clock.advance(500);
		for (const end of reads) end();
	}
	expect(reads).toHaveLength(1);
});

test('a list that takes long is read to its end, and then again for what came meanwhile', async () => {
	const { clock, reads, came } = watching();
	came();
	await clock.advance(1200);
	came();
	await clock.advance(60_000);
	expect(reads).toHaveLength(1);
	reads[0]!();
	await settle();
	expect(reads).toHaveLength(2);
	reads[1]!();
	await clock.advance(60_000);
	expect(reads).toHaveLength(2);
});
