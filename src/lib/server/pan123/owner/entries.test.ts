import { describe, expect, test } from 'vitest';
import type { FileActions, FileEntry } from '../../../drives/files';
import { connectionTo, item, listing } from '../../../../../tests/support/pan123-connection';
import type { Call } from '../../../../../tests/support/stub-upstream';

const folder = (FileId: number) => item({ FileId, FileName: `d${FileId}`, Type: 1 });
const file = (FileId: number) => item({ FileId, FileName: `f${FileId}` });

/** A service with pages of `size` entries that keeps to no order of kinds, and to `Next` its own way. */
function service(all: readonly Record<string, unknown>[], size: number, ended = '-1') {
	const list = ({ query }: Call) => {
		const wanted = query.get('FileType') === '1' ? all.filter(({ Type }) => Type === 1) : all;
		const page = Number(query.get('Page'));
		const entries = wanted.slice((page - 1) * size, page * size);
		const next = page * size < wanted.length ? '0' : ended;
		return listing(entries.length === 0 ? null : entries, next);
	};
	const { connection, calls } = connectionTo({
		'file/list/new': list,
		'file/info': () => ({ data: { infoList: [folder(9)] } })
	});
	return { files: connection.files!(), calls };
}

async function all(files: FileActions): Promise<readonly string[]> {
	const entries: FileEntry[] = [];
	let cursor: string | undefined;
	do {
		const page = await files.entries('9', { cursor });
		// A page of nothing with more behind it would leave a gap on the screen.
		if (page.next !== undefined) expect(page.entries).not.toEqual([]);
		entries.push(...page.entries);
		cursor = page.next;
	} while (cursor !== undefined);
	return entries.map(({ name }) => name);
}

const MIXED = [file(1), folder(2), file(3), file(4), folder(5), folder(6), file(7)];
const IN_ORDER = ['d2', 'd5', 'd6', 'f1', 'f3', 'f4', 'f7'];

describe('a folder', () => {
	test.each([1, 2, 3, 4, 6, 7, 100])('is listed folders first with pages of %i', async (size) => {
		expect(await all(service(MIXED, size).files)).toEqual(IN_ORDER);
		expect(await all(service(MIXED, size, '6').files)).toEqual(IN_ORDER);
	});

	test('of folders alone, or files alone, is listed too', async () => {
		const folders = [1, 2, 3, 4, 5].map(folder);
		expect(await all(service(folders, 2).files)).toEqual(['d1', 'd2', 'd3', 'd4', 'd5']);
		const files = [1, 2, 3, 4, 5].map(file);
		expect(await all(service(files, 2).files)).toEqual(['f1', 'f2', 'f3', 'f4', 'f5']);
		expect(await all(service([], 2).files)).toEqual([]);
	});

	test('of one page takes one call, of more takes one more than it has pages', async () => {
		const small = service(MIXED, 100);
		await all(small.files);
		expect(small.calls).toHaveLength(1);
		const files = Array.from({ length: 10 }, (_, n) => file(n + 1));
		const big = service(files, 2);
		await all(big.files);
		expect(big.calls).toHaveLength(6);
	});

	test('tells what is known of an entry', async () => {
		const { connection } = connectionTo({
			'file/list/new': () =>
				listing([
					item({
						...{ Status: 101, S3KeyFlag: '1800000-0', CreateAt: '2026-08-01T10:00:00+08:00' },
						...{ UpdateAt: '2026-08-02T10:00:00.5+08:00', Trashed: false, TrashedAt: '' }
					})
				])
		});
		const { entries } = await connection.files!().entries('');
		expect(entries).toMatchObject([
			{
				...{ key: '1800000-0', refused: true, trashedAt: undefined },
				createdAt: Date.UTC(2026, 7, 1, 2),
				modifiedAt: Date.UTC(2026, 7, 2, 2, 0, 0, 500)
			}
		]);
	});

	test.each(['', '0', 'folders', 'files-0', 'files-x', 'bin-1', '1'])(
		'has no page %j',
		async (cursor) => {
			const { files } = service(MIXED, 2);
			await expect(files.entries('9', { cursor })).rejects.toMatchObject({ code: 'bad-request' });
		}
	);
});
