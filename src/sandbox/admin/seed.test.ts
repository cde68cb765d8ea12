import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSandbox, type TestSandbox } from '../testing';

const MANY = 5_000;

let sandbox: TestSandbox;
beforeEach(async () => {
	sandbox = await openSandbox();
});
afterEach(() => sandbox.close());

interface Row {
	readonly path: string;
	readonly size: number;
	readonly md5: string;
	readonly id: string;
}

const seed = (body: object) => sandbox.admin('seed', { size: 3, seed: 's', ...body });
const files = async (drive: string) =>
	(await (await sandbox.admin(`files?drive=${drive}`)).json()) as Row[];

describe.each(['pan123', 'pan115'])('a seed of many files for %s', (drive) => {
	test('makes them under numbered names, of the same bytes', async () => {
		const answer = await seed({ drive, path: '/big/照片.jpg', count: 3 });
		expect(await answer.json()).toMatchObject({ path: '/big/照片 00003.jpg', size: 3 });
		const rows = await files(drive);
		expect(rows.map(({ path }) => path)).toEqual([
			'/big/照片 00001.jpg',
			'/big/照片 00002.jpg',
			'/big/照片 00003.jpg'
		]);
		expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
		expect(new Set(rows.map(({ md5 }) => md5)).size).toBe(1);
	});

	test('fills a folder with thousands', async () => {
		expect((await seed({ drive, path: '/big/file', count: MANY })).status).toBe(200);
		expect(await files(drive)).toHaveLength(MANY);
	});

	test.each([0, 1.5, '3', 100_001])('refuses %j of them', async (count) => {
		expect((await seed({ drive, path: '/a', count })).status).toBe(400);
		expect(await files(drive)).toEqual([]);
	});
});

test('a seed of many files replaces none of 123Pan’s', async () => {
	await seed({ drive: 'pan123', path: '/a 00002.bin' });
	const answer = await seed({ drive: 'pan123', path: '/a.bin', count: 3 });
	expect(answer.status).toBe(409);
	expect((await files('pan123')).map(({ path }) => path)).toEqual(['/a 00002.bin']);
});

test('the fiftieth page of five thousand entries is the last one', async () => {
	await seed({ drive: 'pan123', path: '/file', count: MANY });
	const page = (n: number) =>
		sandbox.api(`/file/list/new?parentFileId=0&Page=${n}&orderBy=file_name&orderDirection=asc`);
	expect((await page(1)).data.InfoList[0]?.FileName).toBe('file 00001');
	const last = (await page(MANY / 100)).data;
	expect(last.InfoList.at(-1)?.FileName).toBe('file 05000');
	expect(last).toMatchObject({ Next: '-1', Total: MANY });
});
