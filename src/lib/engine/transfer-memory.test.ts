import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { memoryStore } from '../../../tests/support/memory-store';
import { loadTransferMemory } from './transfer-memory';

test('what a line carries is known in the next life, and written only when it moved', async () => {
	const clock = new FakeClock();
	const store = memoryStore();
	let writes = 0;
	const { saveSetting } = store;
	store.saveSetting = (key, value) => {
		writes += 1;
		return saveSetting(key, value);
	};
	const memory = await loadTransferMemory(store, clock, () => {});
	const send = async (rate: number, seconds: number) => {
		const sending = memory.lines.send('a', 1e9);
		for (let second = 1; second <= seconds; second++) {
			await clock.advance(1000);
			sending.moved(second * rate);
		}
		sending.end();
	};
	await send(1000, 20);
	expect(writes).toBe(1);
	await send(2000, 120);
	expect(writes).toBeLessThan(5);
	const next = await loadTransferMemory(store, clock, () => {});
	expect(next.lines.rate('a')).toBeGreaterThan(1500);
	expect(next.wish('a')).toEqual({});
});
