import { describe, expect, test } from 'vitest';
import type { FileEntry } from '../../../drives/files';
import { binIdsOf, refuseFailed } from './restoring';

const SHA1 = '0123456789abcdef0123456789abcdef01234567';
const entry = (more: Partial<FileEntry> = {}): FileEntry => ({
	...{ id: '1', name: 'a.bin', folderId: '9', kind: 'file', size: 5 },
	...{ digests: { sha1: SHA1 }, key: 'pc1' },
	...more
});
/** row is what the bin of the cookie API may know: no digest, perhaps no pick code. */
const row = (id: string, more: Partial<FileEntry> = {}): FileEntry => ({
	...entry({ id, digests: {}, key: undefined, trashedAt: 1000 }),
	...more
});

/** binOf is a bin that tells how far it was read. */
function binOf(rows: readonly FileEntry[], binRows = 2) {
	const asked: number[] = [];
	const bin = async ({ offset }: { readonly offset: number }) => {
		asked.push(offset);
		const entries = rows.slice(offset, offset + binRows);
		return Promise.resolve({ entries, total: rows.length });
	};
	return { dialect: { bin, binRows }, asked };
}

const idsIn = (rows: readonly FileEntry[], ...entries: readonly FileEntry[]) =>
	binIdsOf(binOf(rows).dialect, entries);

describe('an entry as it was before it was trashed', () => {
	test('is found by its pick code, whatever else is like it', async () => {
		const rows = [row('71', { key: 'other' }), row('72', { key: 'pc1', name: 'renamed' })];
		expect(await idsIn(rows, entry())).toEqual(['72']);
	});

	test.each<readonly [string, Partial<FileEntry>]>([
		['name', { name: 'b.bin' }],
		['folder', { folderId: '8' }],
		['size', { size: 6 }],
		['kind', { kind: 'folder' }],
		['bytes', { digests: { sha1: SHA1.replace('0', 'f') } }],
		['pick code', { key: 'pc2' }]
	])('is not one of another %s', async (_, more) => {
		const rows = [row('71', more), row('72')];
		expect(await idsIn(rows, entry())).toEqual(['72']);
		await expect(idsIn(rows.slice(0, 1), entry())).rejects.toThrow('file-missing');
	});

	test('is the newest of those that nothing tells apart, and each is taken once', async () => {
		const rows = [row('71'), row('72'), row('73')];
		expect(await idsIn(rows, entry())).toEqual(['71']);
		expect(await idsIn(rows, entry(), entry({ id: '2', key: undefined }))).toEqual(['71', '72']);
	});

	test('is looked for on later pages, and no longer than needed', async () => {
		const rows = [row('71', { name: 'x' }), row('72', { name: 'y' }), row('73'), row('74')];
		const { dialect, asked } = binOf([...rows, ...rows]);
		expect(await binIdsOf(dialect, [entry()])).toEqual(['73']);
		expect(asked).toEqual([0, 2]);
	});

	test('is missing from a bin of thousands before all of it was read', async () => {
		const rows = Array.from({ length: 3000 }, (_, n) => row(`${n}`, { name: `${n}` }));
		const { dialect, asked } = binOf([...rows, row('71')], 100);
		await expect(binIdsOf(dialect, [entry()])).rejects.toThrow('file-missing');
		expect(asked).toHaveLength(23);
	});

	test('is found by its id, where the bin has no ids of its own', async () => {
		expect(await idsIn([row('71'), row('1'), row('72')], entry())).toEqual(['1']);
		expect(await idsIn([row('71'), row('1', { name: 'b.bin' })], entry())).toEqual(['71']);
	});

	test('says so when one of several is not there', async () => {
		await expect(idsIn([row('71')], entry(), entry({ name: 'gone' }))).rejects.toThrow(
			'file-missing'
		);
	});
});

test('an entry of the bin is known without looking', async () => {
	const { dialect, asked } = binOf([]);
	expect(await binIdsOf(dialect, [row('71'), row('72')])).toEqual(['71', '72']);
	expect(asked).toEqual([]);
});

describe('an answer that tells of each id', () => {
	test('is a failure when one of them failed', () => {
		const told = { 1: { state: true, errno: '' }, 2: { state: false, errno: 20018, error: 'no' } };
		expect(() => refuseFailed(told, ['1'])).not.toThrow();
		expect(() => refuseFailed(told, ['1', '2'])).toThrow('file-missing: 20018 no');
	});

	test('may also tell of none', () => {
		expect(() => refuseFailed(undefined, ['1'])).not.toThrow();
		expect(() => refuseFailed({ state: true }, ['1'])).not.toThrow();
	});
});
