/** The bench's own arithmetic. What it measures is not for a test to say. */
import { describe, expect, test } from 'vitest';
import { readOptions } from './bench/options';
import { median, ratios, reaches, row, toJson, WORKLOADS, type Result } from './bench/results';
import { NotRun, Samples, type Arm } from './bench/rounds';
import { table } from './bench/table';

const speed = { workload: 'W1', subject: 'curl', metric: 'throughput', unit: 'MiB/s' };

describe('arithmetic', () => {
	test('the median is the middle one, or the mean of the middle two', () => {
		expect(median([30, 1, 2])).toBe(2);
		expect(median([4, 1, 100, 2])).toBe(3);
		expect(() => median([])).toThrow();
	});

	test('ratios pair rounds, and a round that lacks a side gives none', () => {
		expect(ratios([2, undefined, 9, 8], [1, 5, undefined, 2])).toEqual([2, 4]);
		expect(ratios([1], [0])).toEqual([]);
	});

	test('the median of the ratios is not the ratio of the medians', async () => {
		const samples = new Samples('W1');
		const arm = (subject: string, values: readonly number[]): Arm => ({
			subject,
			run: async (round) => ({ throughput: values[round]! })
		});
		const said: string[] = [];
		const [ours, theirs] = [arm('panlift', [10, 40, 90]), arm('xhr', [10, 20, 10])];
		await samples.take(3, [ours, theirs], (text) => said.push(text));
		expect(samples.ratio(ours, theirs, 'throughput', { bar: { least: 2.5 } })).toEqual({
			...{ workload: 'W1', subject: 'panlift/xhr', metric: 'throughput', unit: '×' },
			...{ value: 2, runs: 3, min: 1, max: 9, bar: 2.5, sense: 'least', ok: false }
		});
		const order = said.map((text) => / (panlift|xhr) /.exec(text)?.[1]);
		expect(order).toEqual(['panlift', 'xhr', 'xhr', 'panlift', 'panlift', 'xhr']);
	});

	test('both digests are compared with the slower one of the same round', async () => {
		const samples = new Samples('W2');
		const arm = (variant: string, values: readonly number[]): Arm => ({
			...{ subject: 'panlift', variant },
			run: async (round) => ({ speed: values[round]! })
		});
		const [both, sha1, md5] = [arm('both', [50, 90]), arm('a', [100, 300]), arm('b', [200, 100])];
		await samples.take(2, [both, sha1, md5], () => {});
		const { value, min, max } = samples.ratioToSlower(both, [sha1, md5], 'speed', {});
		expect([min, value, max]).toEqual([0.5, 0.7, 0.9]);
	});

	test('a bar is reached at its number, and rounding does not lift over it', () => {
		expect(reaches(0.95, { least: 0.95 })).toBe(true);
		expect(row({ ...speed, bar: { least: 0.95 } }, [0.949_999])).toMatchObject({ ok: false });
		expect(row({ ...speed, bar: { most: 50 } }, [50])).toMatchObject({ ok: true, bar: 50 });
		expect(row({ ...speed, bar: { most: 50 } }, [50.0001])).toMatchObject({ ok: false });
	});
});

describe('results', () => {
	test('are JSON as the contract names it', () => {
		const rows = [row({ ...speed, bar: { least: 2 } }, [3, 1, 2]), row(speed, [], 'no curl')];
		const [first, second] = JSON.parse(toJson(rows)) as Result[];
		expect(first).toEqual({ ...speed, value: 2, runs: 3, bar: 2, ok: true, min: 1, max: 3 });
		expect(second).toEqual({ ...speed, value: null, runs: 0, note: 'not run: no curl' });
		expect(WORKLOADS).toHaveLength(17);
	});

	test('what this machine can not run is said once, and the others go on', async () => {
		const samples = new Samples('W1');
		let tries = 0;
		const curl: Arm = {
			subject: 'curl',
			run: () => Promise.reject(new NotRun(`no curl, try ${++tries}`))
		};
		const ours: Arm = { subject: 'panlift', run: async () => ({ throughput: 1 }) };
		await samples.take(3, [curl, ours], () => {});
		const why = { value: null, runs: 0, note: 'not run: no curl, try 1' };
		expect(samples.row(curl, 'throughput', { unit: 'MiB/s' })).toMatchObject(why);
		expect(samples.ratio(ours, curl, 'throughput')).toMatchObject(why);
		expect(samples.row(ours, 'throughput', { unit: 'MiB/s' }).runs).toBe(3);
	});

	test('anything else that goes wrong breaks the run', async () => {
		const broken: Arm = { subject: 'xhr', run: () => Promise.reject(new Error('sent half')) };
		await expect(new Samples('W1').take(1, [broken], () => {})).rejects.toThrow('sent half');
	});

	test('as a table show value, range, bar, and what was missed', () => {
		const rows = [
			row({ ...speed, bar: { least: 5 } }, [1, 2, 3]),
			row(speed, [], 'no curl'),
			row({ ...speed, bar: { most: 5 }, note: 'why' }, [4])
		];
		const [, missed, absent, reached] = table(rows).split('\n');
		expect(missed).toMatch(/2 MiB\/s +1–3 +3 +≥ 5 +MISSED$/);
		expect(absent).toMatch(/– +0 +not run: no curl$/);
		expect(reached).toMatch(/4 MiB\/s +1 +≤ 5 +reached · why$/);
	});
});

describe('options', () => {
	test('are those of the contract', () => {
		expect(readOptions([])).toEqual({ quick: false });
		const all = ['--json', 'a.json', '--quick', '--only', 'w4', '--only', 'W1,W2'];
		const only = ['W4', 'W1', 'W2'];
		expect(readOptions(all)).toEqual({ json: 'a.json', quick: true, only });
	});

	test.each([
		[['--only', 'W18'], 'W1 to W17'],
		[['--json', '--quick'], '--json needs a value'],
		[['--fast'], 'Unknown: --fast']
	])('%o is refused with what to do', (args, text) => {
		expect(() => readOptions(args)).toThrow(text);
	});
});
