import { expect, test } from 'vitest';
import { settle } from '../../../tests/support/fake-clock';
import { Gate } from './gate';

/** crowd lets `size` enter; `inside` counts those that got in, `leave` are their ways out. */
function crowd(gate: Gate, size: number) {
	const leave: (() => void)[] = [];
	for (let i = 0; i < size; i++) void gate.enter().then((out) => leave.push(out));
	return leave;
}

test('a gate that is made smaller lets nobody in before enough have left', async () => {
	const gate = new Gate(4);
	const inside = crowd(gate, 8);
	await settle();
	expect(inside).toHaveLength(4);
	gate.resize(2);
	inside[0]!();
	inside[1]!();
	await settle();
	expect(inside).toHaveLength(4);
	inside[2]!();
	await settle();
	expect(inside).toHaveLength(5);
});

test('a gate that is made larger lets those in at once who wait', async () => {
	const gate = new Gate(1);
	const inside = crowd(gate, 5);
	await settle();
	gate.resize(3);
	await settle();
	expect(inside).toHaveLength(3);
});

test('who leaves twice makes room once, and who gave up waiting takes none', async () => {
	const gate = new Gate(1);
	const [leave] = [await gate.enter()];
	const given = new AbortController();
	const gone = gate.enter(given.signal);
	given.abort();
	await expect(gone).rejects.toThrow(/abort/i);
	leave();
	leave();
	const inside = crowd(gate, 2);
	await settle();
	expect(inside).toHaveLength(1);
});
