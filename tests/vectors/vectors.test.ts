import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CHECKS } from './checks';

const folder = resolve(process.env.VECTORS_DIR ?? import.meta.dirname);
const names = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.sort();

test('the folder has vectors', () => {
	expect(names).not.toEqual([]);
});

for (const name of names) {
	const check = CHECKS[name];
	describe(name, () => {
		if (!check) {
			test('is a known file name', () => {
				expect(Object.keys(CHECKS)).toContain(name);
			});
			return;
		}
		const vectors = check(JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown);
		let passed = 0;
		test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', async (_, vector) => {
			expect.hasAssertions();
			await vector.run();
			passed += 1;
		});
		afterAll(() => {
			const failed = vectors.length - passed;
			console.log(`${name}: ${passed} ok${failed > 0 ? `, ${failed} FAILED` : ''}`);
		});
	});
}
