import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { createRenewals, type Renewals } from './renewals';

const OLD = ['pan115-open-live-7', 'device', 'refresh-token-1'];
let clock: FakeClock;
let renewals: Renewals<string>;
let runs: number;

const run = () => Promise.resolve(`pair ${++runs}`);

beforeEach(() => {
	clock = new FakeClock();
	renewals = createRenewals(clock);
	runs = 0;
});

describe('a renewal', () => {
	test('that many ask for at the same time runs once', async () => {
		const answers = await Promise.all(Array.from({ length: 50 }, () => renewals.once(OLD, run)));
		expect(new Set(answers)).toEqual(new Set(['pair 1']));
		expect(runs).toBe(1);
	});

	test('whose answer was lost is answered again for a minute, and no longer', async () => {
		await renewals.once(OLD, run);
		await clock.advance(59_999);
		expect(await renewals.once(OLD, run)).toBe('pair 1');
		await clock.advance(1);
		expect(await renewals.once(OLD, run)).toBe('pair 2');
	});

	test('of another token, account or device is another one', async () => {
		await renewals.once(OLD, run);
		for (const index of OLD.keys()) {
			await renewals.once(OLD.with(index, 'other'), run);
		}
		// Nor can two names run into each other.
		await renewals.once([OLD[0], `${OLD[1]}${OLD[2]}`], run);
		expect(runs).toBe(5);
	});

	test('that failed runs again, and its failure reaches everybody who waited', async () => {
		const fail = async () => {
			runs++;
			await clock.sleep(1000);
			throw new Error('no connection');
		};
		const outcomes = Promise.allSettled([1, 2].map(() => renewals.once(OLD, fail)));
		await settle();
		await clock.advance(1000);
		expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(runs).toBe(1);
		expect(await renewals.once(OLD, run)).toBe('pair 2');
	});

	test('is forgotten for newer ones when a thousand came since', async () => {
		await renewals.once(OLD, run);
		for (let n = 1; n < 1000; n++) await renewals.once([n], run);
		expect(await renewals.once(OLD, run)).toBe('pair 1');
		await renewals.once(['one more'], run);
		expect(await renewals.once(OLD, run)).toBe('pair 1002');
		expect(await renewals.once([999], run)).toBe('pair 1000');
	});
});
