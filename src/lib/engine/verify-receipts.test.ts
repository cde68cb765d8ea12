import { beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { aReceipt } from '../../../tests/support/receipts';
import type { Drive, RemoteFile } from '../drives/drive';
import { TransferError } from '../kernel/errors';
import type { UploadReceipt } from '../sessions/session-store';
import { verifyReceipts } from './verify-receipts';

let folders: Map<string, readonly RemoteFile[]>;
let reads: string[];
/** What happens when a page is asked for; counts from 1. */
let onRead: (count: number) => void;

beforeEach(() => {
	folders = new Map();
	reads = [];
	onRead = () => {};
});

const PAGE = 3;

const drive = {
	async list(folderId: string, cursor = '0') {
		reads.push(`${folderId}@${cursor}`);
		onRead(reads.length);
		const all = folders.get(folderId);
		if (!all) throw new TransferError('folder-missing');
		const from = Number(cursor);
		const next = from + PAGE < all.length ? String(from + PAGE) : undefined;
		return { entries: all.slice(from, from + PAGE), next };
	}
} as Pick<Drive, 'list'> as Drive;

const file = (id: string, change: Partial<RemoteFile> = {}): RemoteFile => {
	const { name, folderId, size, digests } = aReceipt();
	return { id, name, folderId, kind: 'file', size, digests, ...change };
};

const verify = (...receipts: readonly UploadReceipt[]) =>
	verifyReceipts(receipts, {
		clock: new FakeClock(),
		drive: (id) => {
			if (id === 'gone') throw new TransferError('signed-out');
			return drive;
		}
	});

describe('a receipt', () => {
	const check = async (shown: readonly RemoteFile[], change: Partial<UploadReceipt> = {}) => {
		folders.set('f1', shown);
		const [{ uploadId: _, ...outcome }] = (await verify(aReceipt(change))) as [
			Awaited<ReturnType<typeof verify>>[number]
		];
		return outcome;
	};

	test('is ok when the drive shows the same size and digest under its id', async () => {
		expect(await check([file('r1')])).toEqual({ outcome: 'ok', digests: ['md5'] });
	});

	test('is ok under another name, which is told', async () => {
		const expected = { outcome: 'ok', digests: ['md5'], renamed: 'b.mkv' };
		expect(await check([file('r1', { name: 'b.mkv' })])).toEqual(expected);
	});

	test('is ok by its size where the drive shows no digest, which is told', async () => {
		expect(await check([file('r1', { digests: {} })])).toEqual({ outcome: 'ok', digests: [] });
	});

	test.each([
		[{ size: 5 }, ['size']],
		[{ digests: { md5: 'f'.repeat(32) } }, ['md5']],
		[{ size: 5, digests: { sha1: 'f'.repeat(40) } }, ['size', 'sha1']],
		[{ kind: 'folder' as const }, []]
	])('is different when the drive shows %j', async (change, what) => {
		const digests = { md5: aReceipt().digests.md5!, sha1: 'a'.repeat(40) };
		expect(await check([file('r1', change)], { digests })).toEqual({ outcome: 'different', what });
	});

	test('is missing when another file has its name', async () => {
		expect(await check([file('r2')])).toEqual({ outcome: 'missing' });
	});

	test('is missing when its folder is', async () => {
		expect(await check([], { folderId: 'f9' })).toEqual({ outcome: 'missing' });
	});

	test('is unknown where its account is not connected', async () => {
		const expected = { outcome: 'unknown', code: 'signed-out' };
		expect(await check([file('r1')], { accountId: 'gone' })).toEqual(expected);
	});
});

describe('many receipts', () => {
	const receipts = [1, 2, 3, 4, 5, 6, 7].map((n) =>
		aReceipt({ uploadId: `u${n}`, remoteId: `r${n}` })
	);
	const outcomes = async (...asked: readonly UploadReceipt[]) =>
		(await verify(...asked)).map(({ uploadId, outcome }) => `${uploadId} ${outcome}`);

	test('of one folder read it once, page by page', async () => {
		const shown = receipts.map(({ remoteId }) => file(remoteId));
		folders.set('f1', shown);
		expect(await outcomes(...receipts)).toEqual(receipts.map(({ uploadId }) => `${uploadId} ok`));
		expect(reads).toEqual(['f1@0', 'f1@3', 'f1@6']);
	});

	test('read no further than to the last one that is looked for', async () => {
		folders.set(
			'f1',
			receipts.map(({ remoteId }) => file(remoteId))
		);
		await outcomes(receipts[1]!, receipts[2]!);
		expect(reads).toEqual(['f1@0']);
	});

	test('of one account that is signed out do not keep those of others from being asked', async () => {
		folders.set('f1', [file('r1')]);
		const other = aReceipt({ uploadId: 'u0', accountId: 'gone' });
		expect(await outcomes(other, receipts[0]!)).toEqual(['u0 unknown', 'u1 ok']);
	});

	test('are not called missing because another file went while the folder was read', async () => {
		const shown = receipts.map(({ remoteId }) => file(remoteId));
		folders.set('f1', shown);
		// The fourth moves to the page that has been read.
		onRead = (count) => void (count === 2 && folders.set('f1', shown.slice(1)));
		expect(await outcomes(receipts[3]!)).toEqual(['u4 ok']);
	});

	test('that were seen before the line broke are ok, the others are unknown', async () => {
		folders.set(
			'f1',
			receipts.map(({ remoteId }) => file(remoteId))
		);
		onRead = (count) => {
			if (count > 1) throw new TransferError('proxy-unreachable');
		};
		expect(await outcomes(receipts[0]!, receipts[5]!)).toEqual(['u1 ok', 'u6 unknown']);
	});
});
