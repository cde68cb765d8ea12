/** A check that can't fail checks nothing: each file is shown to its check with one wrong byte. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKS } from './checks';
import { changed, flipped, headPaths, leafPaths, oneOfEachShape, pathText } from './tamper';

/** Words for people. */
const WORDS =
	/(^|\.)(about|basis|conventions|credentialsAreFake|description|generated_with|id|key_note|kind|name|note|operation|protocol|textsAre|verifiedBy)(\.|$)/;

/** Rows of answers: much of an answer may change and still mean the same, so only what it means. */
const OUTPUT_ONLY = /^(oss-responses|s3-responses|s3-verify)\.json$/;
const OUTPUT = /^(expected|alsoAcceptable|observed\.rgw16)\./;

/** Input that changes nothing of what is expected. */
const FREE: Readonly<Record<string, RegExp>> = {
	// The key's first four bytes count, and its middle is what gets changed.
	'115-m115-response.json': /^client_random_key_hex$/,
	// Not signed, and these rows have no URL.
	'115-oss-v1.json': /^query\.(max-parts|part-number-marker)$/,
	// The first byte of a file, and the row's has one, does not depend on it.
	'115-signval.json': /^gen_a$/,
	'123pan-sign.json': /^form$/,
	// A signature does not cover the body, unless a digest of it is sent.
	'oss-v1-presigned.json': /^input\.body$/,
	'oss-v4-presigned.json': /^input\.body$/,
	's3-etag.json': /^generator$/
};

for (const [name, check] of Object.entries(CHECKS)) {
	describe(name, () => {
		const file = JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Parameters<
			typeof oneOfEachShape
		>[0];

		const isGreen = async (content: unknown): Promise<boolean> => {
			try {
				for (const vector of check(content)) await vector.run();
				return true;
			} catch {
				return false;
			}
		};

		test('one wrong byte in a row is found', async () => {
			const missed: string[] = [];
			for (const row of oneOfEachShape(file)) {
				expect(await isGreen(row.file)).toBe(true);
				for (const path of leafPaths(row.path.reduce<unknown>(inside, row.file))) {
					const text = pathText(path);
					if (WORDS.test(text) || FREE[name]?.test(text)) continue;
					if (OUTPUT_ONLY.test(name) && !OUTPUT.test(text)) continue;
					const wrong = changed(row.file, [...row.path, ...path], flipped);
					if (await isGreen(wrong)) missed.push(text);
				}
			}
			expect(missed).toEqual([]);
		});

		test('one wrong byte in the head is found', async () => {
			const missed: string[] = [];
			for (const path of headPaths(file)) {
				if (WORDS.test(pathText(path))) continue;
				if (await isGreen(changed(file, path, flipped))) missed.push(pathText(path));
			}
			expect(missed).toEqual([]);
		});
	});
}

function inside(value: unknown, name: string | number): unknown {
	return (value as Record<string | number, unknown>)[name];
}
