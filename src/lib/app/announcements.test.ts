import { expect, test } from 'vitest';
import type { Summary } from '../engine/engine-api';
import { announce, type Told } from './announcements';

function listen(...summaries: readonly Partial<Summary>[]): readonly string[] {
	let told: Told | undefined;
	return summaries.flatMap((change) => {
		const whole = { total: 4, done: 0, active: 1, bytesTotal: 400, bytesDone: 0, speed: 0 };
		const step = announce(told, { ...whole, ...change });
		told = step.told;
		if (!step.say) return [];
		return [step.say.kind === 'progress' ? `${step.say.quarters}/4` : step.say.kind];
	});
}

test('a batch is announced at its start, at every quarter and at its end', () => {
	const bytes = [0, 40, 99, 100, 150, 210, 320, 399].map((bytesDone) => ({ bytesDone }));
	const end = { done: 4, active: 0, bytesDone: 400 };
	expect(listen(...bytes, end, end)).toEqual(['started', '1/4', '2/4', '3/4', 'finished']);
});

test('files that join do not make a quarter be said twice', () => {
	expect(listen({}, { bytesDone: 210 }, { bytesTotal: 800, bytesDone: 220 })).toEqual([
		'started',
		'2/4'
	]);
});

test('a list that was finished before is not announced', () => {
	expect(listen({ done: 4, active: 0, bytesDone: 400 })).toEqual([]);
});
