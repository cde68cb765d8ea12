import type { Chance } from './chance';
import type { Trouble } from './network';
import type { Edit } from './sim-disk';

/**
 * Happening: what happens to a run when its `at`-th step is taken. Steps count what the engine does
 * and hears, so that a crash can fall between any two of them.
 */
export type Happening = { readonly at: number } & (
	| { readonly kind: 'crash'; readonly awayMs: number }
	/** Another tab takes the lead while this one still works, for so many steps. */
	| { readonly kind: 'take-over'; readonly lingers: number }
	| { readonly kind: 'offline' | 'proxy-down'; readonly forMs: number }
	| { readonly kind: 'trouble'; readonly trouble: Trouble; readonly times: number }
	/** `file` is a number to choose a file by, as `row` is. */
	| { readonly kind: 'edit'; readonly edit: Edit; readonly file: number }
	/** The person's computer sleeps: its requests break, and the world goes on. */
	| { readonly kind: 'sleep'; readonly ms: number }
	/** Storage forgets uploads that are not finished. */
	| { readonly kind: 'lose-sessions' }
	/** Storage forgets one part that it has. */
	| { readonly kind: 'lose-part'; readonly part: number }
	| { readonly kind: 'revoke' }
	| { readonly kind: 'pause'; readonly row: number; readonly forMs: number }
	| { readonly kind: 'cancel' | 'retry'; readonly row: number }
);

/** A run of a few files takes about so many steps. */
const STEPS = 260;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** someHappenings draws what happens, in the order of steps. */
export function someHappenings(chance: Chance): readonly Happening[] {
	const many = chance.weighted([
		[2, 0],
		[3, 1],
		[4, 2],
		[3, 4],
		[2, 7]
	]);
	return Array.from({ length: many }, () => oneHappening(chance)).sort((a, b) => a.at - b.at);
}

function oneHappening(chance: Chance): Happening {
	// Early steps decide more: a short run never sees the late ones.
	const at = Math.floor(STEPS * chance.next() ** 1.5);
	const [file, row] = [chance.whole(0, 9), chance.whole(0, 9)];
	const lasting = () => chance.pick([500, 5_000, MINUTE_MS, 20 * MINUTE_MS]);
	return chance.weighted<() => Happening>([
		[8, () => ({ at, kind: 'crash', awayMs: chance.pick([0, 2_000, 10 * MINUTE_MS, DAY_MS]) })],
		[4, () => ({ at, kind: 'take-over', lingers: chance.whole(0, 40) })],
		[3, () => ({ at, kind: chance.pick(['offline', 'proxy-down']), forMs: lasting() })],
		[8, () => ({ at, kind: 'trouble', trouble: someTrouble(chance), times: chance.whole(1, 3) })],
		[4, () => ({ at, kind: 'edit', edit: someEdit(chance), file })],
		[
			2,
			() => ({
				at,
				kind: 'sleep',
				ms: chance.pick([MINUTE_MS, 20 * MINUTE_MS, 2 * 60 * MINUTE_MS])
			})
		],
		[2, () => ({ at, kind: 'lose-sessions' })],
		[1, () => ({ at, kind: 'lose-part', part: chance.whole(0, 9) })],
		[1, () => ({ at, kind: 'revoke' })],
		[3, () => ({ at, kind: 'pause', row, forMs: lasting() })],
		[1, () => ({ at, kind: 'cancel', row })],
		[1, () => ({ at, kind: 'retry', row })]
	])();
}

function someTrouble(chance: Chance): Trouble {
	return chance.happens(0.5)
		? {
				hop: 'proxy',
				kind: chance.pick(['lose-request', 'lose-answer', 'lose-answer', 'gateway', 'late'])
			}
		: {
				hop: 'storage',
				kind: chance.pick(['cut', 'lose-answer', 'lose-answer', 'stall', 'mute', 'slow'])
			};
}

function someEdit(chance: Chance): Edit {
	return chance.pick(['same-size', 'stealth', 'other-size', 'touch', 'delete', 'restore']);
}
