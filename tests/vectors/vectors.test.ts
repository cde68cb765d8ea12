import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { pan123Sign } from './checks/pan123-sign';
import { s3Etag } from './checks/s3-etag';
import { s3Presigned } from './checks/s3-presigned';
import { s3Responses } from './checks/s3-responses';
import { s3Verify } from './checks/s3-verify';
import type { Vector } from './checks/vector';

/** One check for each file name. A name that is not here fails. */
const CHECKS: Readonly<Record<string, (file: unknown) => readonly Vector[]>> = {
	'123pan-sign.json': pan123Sign,
	's3-etag.json': s3Etag,
	's3-presigned.json': s3Presigned,
	's3-responses.json': s3Responses,
	's3-verify.json': s3Verify
};

/** Vectors of drives that are not built yet: known names, told apart from mistakes. */
const NOT_YET =
	/^(115-[a-z0-9-]+|oss-(checksums|post-policy|responses|v[14]-(header|presigned)))\.json$/;

const folder = resolve(process.env.VECTORS_DIR ?? import.meta.dirname);
const names = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.sort();

test('the folder has vectors', () => {
	expect(names).not.toEqual([]);
});

for (const name of names) {
	const check = CHECKS[name];
	if (!check && NOT_YET.test(name)) {
		console.log(`${name}: not run: its drive is not built yet`);
		continue;
	}
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
