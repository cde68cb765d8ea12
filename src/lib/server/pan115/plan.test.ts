import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GiB, KiB, MiB } from '../../kernel/bytes';
import { freeName } from './free-name';
import { planUpload } from './plan';

describe('a plan', () => {
	test.each([
		[
			'an empty file is one PUT, whatever is wished',
			0,
			{ singlePut: 0, maxPart: 1 },
			'single',
			1,
			1
		],
		['a minute of an unknown line goes up at once', 75_000_000, {}, 'single', 75_000_000, 1],
		['more does not', 75_000_001, {}, 'multi', 12_500_000, 7],
		['a fast line sends 100 MiB at once', 100 * MiB, { goodput: 1e9 }, 'single', 100 * MiB, 1],
		['and no more', 100 * MiB + 1, { goodput: 1e9 }, 'multi', 100 * MiB, 2],
		['a slow line has small parts', GiB, { goodput: 1000 }, 'multi', 10 * MiB, 103],
		[
			'what is wished counts',
			1000 * KiB,
			{ singlePut: 0, partSize: 200 * KiB },
			'multi',
			200 * KiB,
			5
		],
		['down to 100 KiB', 1000 * KiB, { singlePut: 0, partSize: 1 }, 'multi', 100 * KiB, 10],
		[
			'whatever the way there carries',
			250 * KiB,
			{ singlePut: 0, maxPart: 1000 },
			'multi',
			100 * KiB,
			3
		],
		['the way there limits a PUT', 5 * MiB, { maxPart: 4 * MiB }, 'multi', 4 * MiB, 2],
		['10,000 parts are enough', 115 * GiB, {}, 'multi', 12_500_000, 9879],
		['a part grows by whole MiB', 200 * GiB, {}, 'multi', 21 * MiB, 9753]
	] as const)('%s', (_, size, wish, mode, partSize, parts) => {
		expect(planUpload(size, wish)).toEqual({ mode, partSize, parts });
	});

	test('that would need more parts than OSS takes is refused', () => {
		expect(() => planUpload(100 * GiB, { maxPart: MiB })).toThrow('too-many-parts');
	});

	test('covers the file exactly, within the limits of OSS', () => {
		const wish = fc.record(
			{
				goodput: fc.integer({ min: 1, max: 1e9 }),
				partSize: fc.integer({ min: 1, max: 6 * GiB }),
				singlePut: fc.integer({ min: 0, max: 6 * GiB })
			},
			{ requiredKeys: [] }
		);
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 115 * GiB }), wish, (size, wish) => {
				const { mode, partSize, parts } = planUpload(size, wish);
				expect(partSize).toBeLessThanOrEqual(5 * GiB);
				expect(parts).toBeLessThanOrEqual(10_000);
				expect(parts).toBe(Math.max(1, Math.ceil(size / partSize)));
				if (mode === 'multi') expect(partSize).toBeGreaterThanOrEqual(100 * KiB);
			})
		);
	});
});

describe('a free name', () => {
	test.each([
		['a.bin', [], 'a.bin'],
		['a.bin', ['a.bin'], 'a(1).bin'],
		['a.bin', ['a.bin', 'a(1).bin', 'a(3).bin'], 'a(2).bin'],
		['a.tar.gz', ['a.tar.gz'], 'a.tar(1).gz'],
		['.profile', ['.profile'], '.profile(1)'],
		['a', ['a'], 'a(1)']
	])('%s beside %j is %s', (name, taken, free) => {
		expect(freeName(name, new Set(taken))).toBe(free);
	});

	test('stays within the longest name', () => {
		const name = `${'x'.repeat(251)}.bin`;
		expect(freeName(name, new Set([name]))).toBe(`${'x'.repeat(248)}(1).bin`);
	});
});
