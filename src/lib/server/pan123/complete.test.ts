import { describe, expect, test } from 'vitest';
import { connectionTo, item, listing, SESSION } from '../../../../tests/support/pan123-connection';
import { isVariant } from './match';
import { runsOf } from './presign';

const COMPLETE = 'file/upload_complete/v2';
const LIST = 'file/list/new';
const receipts = [1, 2, 3].map((number) => ({ number, etag: 'e' }));
const done = (fields?: Record<string, unknown>) => () => ({ data: { file_info: item(fields) } });
const NOTHING = { code: 0, data: {} };

async function run(
	routes: Parameters<typeof connectionTo>[0],
	session: Partial<typeof SESSION> = {},
	again = false
) {
	const { connection, calls } = connectionTo(routes);
	const outcome = await connection
		.complete({ ...SESSION, ...session }, { receipts, again, lookOnly: false })
		.catch((error: unknown) => error);
	return { outcome, calls };
}

describe('a commit', () => {
	test('tells the route and everything of the session', async () => {
		const { outcome, calls } = await run({ [COMPLETE]: done() });
		expect(outcome).toMatchObject({ id: '31' });
		expect(calls).toHaveLength(1);
		expect(calls[0]?.body).toEqual({
			fileId: 1056000001,
			bucket: '123-681',
			fileSize: 10,
			key: 'key',
			isMultipart: true,
			uploadId: '2~upload',
			StorageNode: 'm78'
		});
		const single = await run({ [COMPLETE]: done() }, { mode: 'single', sliceSize: 16 });
		expect(single.calls[0]?.body['isMultipart']).toBe(false);
	});

	test.each([{ Size: 9 }, { Etag: 'f'.repeat(32) }, { FileName: 'b.bin' }])(
		'that made another file is told: %o',
		async (wrong) => {
			const { outcome } = await run({ [COMPLETE]: done(wrong) });
			expect(outcome).toMatchObject({ code: 'digest-mismatch' });
		}
	);

	test.each(['keep-both', 'ask', 'skip'] as const)(
		'may have changed the name, where another one took it meanwhile: %s',
		async (conflict) => {
			const renamed = { [COMPLETE]: done({ FileName: 'a(1).bin' }) };
			const { outcome } = await run(renamed, { conflict });
			expect(outcome).toMatchObject({ name: 'a(1).bin' });
		}
	);

	test('that should overwrite and did not is told', async () => {
		const renamed = { [COMPLETE]: done({ FileName: 'a(1).bin' }) };
		const { outcome } = await run(renamed, { conflict: 'overwrite' });
		expect(outcome).toMatchObject({ code: 'digest-mismatch' });
	});

	test.each([
		['code 0 and nothing', NOTHING, 'not-finalised'],
		['code 0 and null', { code: 0, data: null }, 'not-finalised'],
		['5053', { code: 5053 }, 'not-finalised'],
		['NoSuchKey', { code: -1, message: 'NoSuchKey' }, 'session-lost']
	])('answered with %s counts only when the folder shows the file', async (_, answer, code) => {
		const found = await run({ [COMPLETE]: () => answer, [LIST]: () => listing([item()]) });
		expect(found.outcome).toMatchObject({ id: '31', size: 10 });
		const lost = await run({
			[COMPLETE]: () => answer,
			[LIST]: () => listing([item({ Size: 9 })])
		});
		expect(lost.outcome).toMatchObject({ code });
	});

	test('repeated looks first, and sends only when the file is not there', async () => {
		const found = await run({ [LIST]: () => listing([item()]) }, {}, true);
		expect(found.outcome).toMatchObject({ id: '31' });
		expect(found.calls.map(({ path }) => path)).toEqual([LIST]);
		const sent = await run({ [LIST]: () => listing([]), [COMPLETE]: done() }, {}, true);
		expect(sent.calls.map(({ path }) => path)).toEqual([LIST, COMPLETE]);
	});

	test('with a gap is not sent', async () => {
		const { outcome, calls } = await run({}, { size: 13 });
		expect(outcome).toMatchObject({ code: 'parts-missing', detail: 'part 4' });
		expect(calls).toHaveLength(0);
	});
});

test('parts are listed with numbers, without quotes, in order', async () => {
	const part = (number: string) => ({
		PartNumber: number,
		Size: '4',
		ETag: `"${'AB'.repeat(16)}"`
	});
	const { connection } = connectionTo({
		'file/s3_list_upload_parts': () => ({ data: { Parts: [part('10'), part('2')] } })
	});
	expect(await connection.listParts(SESSION)).toEqual([
		{ number: 2, size: 4, etag: 'ab'.repeat(16) },
		{ number: 10, size: 4, etag: 'ab'.repeat(16) }
	]);
	const fresh = connectionTo({ 'file/s3_list_upload_parts': () => ({ data: { Parts: null } }) });
	expect(await fresh.connection.listParts(SESSION)).toEqual([]);
});

test('runs of part numbers are half open, bridge gaps and are at most ten long', () => {
	expect(runsOf([11, 7, 1, 2, 3, 3])).toEqual([
		[1, 8],
		[11, 12]
	]);
	expect(runsOf(Array.from({ length: 25 }, (_, n) => n + 1))).toEqual([
		[1, 11],
		[11, 21],
		[21, 26]
	]);
});

test.each([
	['a(1).bin', 'a.bin', true],
	['a(12).tar.gz', 'a.tar.gz', false],
	['a.tar(12).gz', 'a.tar.gz', true],
	['README(3)', 'README', true],
	['.env(1)', '.env', true],
	['a (1).bin', 'a.bin', false],
	['a().bin', 'a.bin', false],
	['ab(1).bin', 'a.bin', false]
])('%s as a variant of %s: %s', (name, original, variant) => {
	expect(isVariant(name, original)).toBe(variant);
});
