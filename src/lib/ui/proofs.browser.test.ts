import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { mount, unmount, type Component } from 'svelte';
import { FakeEngine, fakeRow } from '../../../tests/support/fake-engine';
import { aReceipt } from '../../../tests/support/receipts';
import { receiptFile } from '../app/receipt-file';
import type { ReceiptCheck } from '../engine/engine-api';
import { i18n } from '../i18n/i18n.svelte';
import { TransferError } from '../kernel/errors';
import type { UploadReceipt } from '../sessions/session-store';
import RowDetails from './RowDetails.svelte';
import LogSettings from './settings/LogSettings.svelte';
import ReceiptSettings from './settings/ReceiptSettings.svelte';

let mounted: Record<string, unknown> | undefined;
let engine: FakeEngine;
/** Files that were saved: name, and text. */
let saved: [name: string, text: Promise<string>][];

beforeEach(() => {
	i18n.choose('en');
	engine = new FakeEngine();
	saved = [];
	const blobs = new Map<string, Blob>();
	vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
		const url = `blob:${blobs.size}`;
		blobs.set(url, blob as Blob);
		return url;
	});
	vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
		this: HTMLAnchorElement
	) {
		saved.push([this.download, blobs.get(this.href)!.text()]);
	});
});

afterEach(async () => {
	vi.restoreAllMocks();
	if (mounted) await unmount(mounted);
	mounted = undefined;
});

function show<Props extends Record<string, unknown>>(component: Component<Props>, props: Props) {
	mounted = mount(component, { target: document.body, props });
}
const button = (name: string) => page.getByRole('button', { name, exact: true });
const details = (change: Partial<Parameters<typeof fakeRow>[0]>) =>
	show(RowDetails, { row: fakeRow({ id: 'u1', ...change }), proofs: engine, tabindex: 0 });

describe('the details of a row', () => {
	test.each(['failed', 'waiting'] as const)('that is %s save its log', async (state) => {
		details({ state, code: 'network', name: 'film.mkv' });
		await button('Save log').click();
		await vi.waitFor(() => expect(saved).toHaveLength(1));
		expect(saved[0]![0]).toBe('panlift-log-film.mkv.json');
		expect(JSON.parse(await saved[0]![1])).toMatchObject({ panlift: 'log' });
		expect(engine.called('flightLog')).toEqual([['flightLog', 'u1']]);
		await expect.element(button('Save receipt')).not.toBeInTheDocument();
	});

	test('that is done save its receipt', async () => {
		engine.receiptsKept = [aReceipt(), aReceipt({ uploadId: 'u2' })];
		details({ state: 'done', name: 'a.mkv' });
		await button('Save receipt').click();
		await vi.waitFor(() => expect(saved).toHaveLength(1));
		expect(saved[0]![0]).toBe('panlift-receipt-a.mkv.json');
		expect(JSON.parse(await saved[0]![1])).toMatchObject({ receipts: [{ uploadId: 'u1' }] });
		await expect.element(button('Save log')).not.toBeInTheDocument();
	});

	test('that is done, but has no receipt, say so', async () => {
		details({ state: 'done' });
		for (const name of ['Save receipt', 'Verify with drive']) {
			await button(name).click();
			await expect.element(page.getByRole('status')).toHaveTextContent(/No receipt was kept/);
		}
		expect(saved).toEqual([]);
	});

	test('of a folder, or of one under way, offer neither', async () => {
		details({ state: 'done', kind: 'folder' });
		await expect.element(button('Copy details')).toBeVisible();
		await vi.waitFor(() => expect(document.querySelector('[role=status]')).not.toBeNull());
		expect(page.getByRole('button').elements()).toHaveLength(1);
	});

	const id = { uploadId: 'u1' } as const;
	test.each<[ReceiptCheck, RegExp]>([
		[
			{ ...id, outcome: 'ok', digests: ['md5'] },
			/^123Pan has it as it was uploaded \(size, MD5\)\.$/
		],
		[{ ...id, outcome: 'ok', digests: [] }, /^123Pan has it as it was uploaded \(size\)\.$/],
		[{ ...id, outcome: 'ok', digests: [], renamed: 'b' }, /is called “b” there now/],
		[{ ...id, outcome: 'missing' }, /in “\/films” any more/],
		[{ ...id, outcome: 'different', what: ['size', 'sha1'] }, /other size, SHA-1/],
		[{ ...id, outcome: 'different', what: [] }, /no file/],
		[{ ...id, outcome: 'unknown', code: 'signed-out' }, /Sign in, then verify again/],
		[{ ...id, outcome: 'unknown', code: 'offline' }, /You are offline. Verify again later/]
	])('tell what the drive shows: %j', async (check, text) => {
		engine.receiptsKept = [aReceipt()];
		engine.check = () => check;
		details({ state: 'done' });
		await button('Verify with drive').click();
		await expect.element(page.getByRole('status')).toHaveTextContent(text);
	});

	test('tell what went wrong with asking', async () => {
		engine.receipts = () => Promise.reject(new TransferError('storage-blocked'));
		details({ state: 'done' });
		await button('Save receipt').click();
		await expect.element(page.getByRole('status')).toHaveTextContent(/browser/i);
	});
});

describe('receipts in Settings', () => {
	const receipts = ['u1', 'u2', 'u3'].map((uploadId) => aReceipt({ uploadId }));
	const choose = (text: string, name = 'mine.json') => {
		const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
		const files = new DataTransfer();
		files.items.add(new File([text], name));
		input.files = files.files;
		input.dispatchEvent(new Event('change', { bubbles: true }));
	};

	test('are counted, saved together, deleted and brought back', async () => {
		engine.receiptsKept = receipts;
		show(ReceiptSettings, { proofs: engine });
		await expect.element(page.getByText('3 receipts')).toBeVisible();
		await button('Save all').click();
		expect(JSON.parse(await saved[0]![1])).toMatchObject({ receipts });
		await button('Delete all').click();
		await expect.element(page.getByText('Deleted 3 receipts.')).toBeVisible();
		await expect.element(button('Save all')).toBeDisabled();
		await button('Undo').click();
		await expect.element(page.getByText('3 receipts')).toBeVisible();
		expect(engine.receiptsKept).toEqual(receipts);
	});

	test('of a file are verified folder by folder, and those that need a look are named', async () => {
		const other = aReceipt({ uploadId: 'u4', folderId: 'f2', path: '/b/gone.mkv' });
		engine.check = ({ uploadId }: UploadReceipt): ReceiptCheck =>
			uploadId === 'u4'
				? { uploadId, outcome: 'missing' }
				: { uploadId, outcome: 'ok', digests: ['md5'] };
		show(ReceiptSettings, { proofs: engine });
		choose(receiptFile([receipts[0]!, other, receipts[1]!]));
		await expect.element(page.getByText(/Verified 3 receipts:/)).toBeVisible();
		await expect.element(page.getByText('2 as uploaded, 1 not there any more')).toBeVisible();
		await expect.element(page.getByText('/b/gone.mkv')).toBeVisible();
		const lots = engine.called('verifyReceipts').map(([, lot]) => (lot as unknown[]).length);
		expect(lots).toEqual([2, 1]);
	});

	test.each([
		['no JSON', /“mine.json” holds no receipts/],
		['{"panlift":"receipts","version":9}', /newer Panlift/],
		['{"panlift":"receipts","version":1,"receipts":[{}]}', /“uploadId” of receipt 1/]
	])('of a file with %s are refused with a reason', async (text, reason) => {
		show(ReceiptSettings, { proofs: engine });
		choose(text);
		await expect.element(page.getByRole('alert')).toHaveTextContent(reason);
		expect(engine.called('verifyReceipts')).toEqual([]);
	});
});

test('the log in Settings is of everything, and can be deleted', async () => {
	show(LogSettings, { proofs: engine });
	await button('Save log').click();
	await vi.waitFor(() => expect(saved.map(([name]) => name)).toEqual(['panlift-log.json']));
	expect(engine.called('flightLog')).toEqual([['flightLog', undefined]]);
	await button('Delete log').click();
	await expect.element(button('Deleted')).toBeDisabled();
	expect(engine.called('clearFlightLog')).toHaveLength(1);
});
