import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { flushSync, mount, unmount } from 'svelte';
import { fakeAccount, FakeEngine } from '../../../../tests/support/fake-engine';
import { createPanlift } from '../../app/panlift.svelte';
import type { PreviewAsk, PreviewCount, PreviewReport } from '../../engine/preview-api';
import { i18n } from '../../i18n/i18n.svelte';
import { DEFAULT_FILTERS } from '../../sources/filter';
import FolderDialogs from './FolderDialogs.svelte';

const NONE: PreviewCount = { files: 0, folders: 0, bytes: 0, first: [] };
const line = { path: 'trip/day/a.jpg', kind: 'file', size: 5 } as const;

function reportOf(change: Partial<PreviewReport> = {}): PreviewReport {
	const count: PreviewCount = { files: 120, folders: 0, bytes: 5, first: [line] };
	const counts = { new: count, identical: NONE, conflict: NONE, excluded: NONE, refused: NONE };
	return {
		version: 1,
		counts,
		pending: { files: 0, bytes: 0 },
		renames: { count: 0, first: [] },
		foldersRead: 1,
		state: 'finished',
		...change
	};
}

let mounted: Record<string, unknown> | undefined;
let stop: (() => void) | undefined;

afterEach(async () => {
	if (mounted) await unmount(mounted);
	mounted = undefined;
	stop?.();
	document.body.replaceChildren();
});

const directory = { kind: 'directory', name: 'trip' } as unknown as FileSystemDirectoryHandle;

/** preview drops a folder into a page that previews folders. */
async function preview(...reports: readonly PreviewReport[]) {
	i18n.choose('en');
	const engine = new FakeEngine({ accounts: [fakeAccount()] });
	engine.reports = reports;
	const panlift = createPanlift(engine);
	stop = panlift.start();
	await vi.waitFor(() => expect(panlift.settings).toBeDefined());
	panlift.setSettings({ previewFolders: true });
	await panlift.adding.add([{ directory }, { file: new File(['x'], 'loose.txt') }]);
	await vi.waitFor(() => expect(panlift.filters?.open?.report).toBeDefined());
	mounted = mount(FolderDialogs, {
		target: document.body,
		props: { filters: panlift.filters!, panlift }
	});
	flushSync();
	const asked = () => engine.called('preview').map(([, ask]) => ask as PreviewAsk);
	return { engine, panlift, asked, dialog: page.getByRole('dialog', { name: 'Upload “trip”' }) };
}

test('a folder waits for its person, and what came by itself does not', async () => {
	const { engine, dialog } = await preview(reportOf());
	expect(engine.called('enqueue')).toHaveLength(1);
	await dialog.getByLabelText('When the name is taken').selectOptions('Overwrite');
	await dialog.getByRole('button', { name: 'Upload 120 files' }).click();
	await vi.waitFor(() => expect(engine.called('enqueue')).toHaveLength(2));
	const [, files, , how] = engine.called('enqueue')[1]!;
	expect(files).toMatchObject([{ directory: { name: 'trip' } }]);
	expect(how).toMatchObject({
		conflict: 'overwrite',
		rename: false,
		rules: DEFAULT_FILTERS.profiles[0]!.rules
	});
	await expect.poll(() => document.querySelector('dialog')).toBeNull();
});

test('what the drive has not told yet is followed until it is told', async () => {
	const pending = { files: 30, bytes: 9 };
	const before = reportOf({ state: 'comparing', pending });
	const { asked, dialog } = await preview(before, before, reportOf({ version: 2 }));
	await expect.element(dialog.getByRole('status')).toHaveTextContent('Compared with the drive');
	const looks = asked().filter(({ step }) => step === 'look');
	expect(looks.length).toBeGreaterThanOrEqual(3);
	expect(looks[1]).toMatchObject({ seen: 1 });
});

test('rules that change ask anew, and a line tells why it is left out', async () => {
	const excluded = { ...NONE, files: 1, first: [{ ...line, why: 'larger' as const }] };
	const renames = { count: 2, first: [{ ...line, path: 'trip/a?', renamed: 'a？' }] };
	const counts = { ...reportOf().counts, excluded };
	const { asked, dialog } = await preview(reportOf({ counts, renames }));
	await dialog.getByRole('button', { name: /Left out/ }).click();
	await expect.element(dialog.getByText('too large · 5 B')).toBeVisible();
	await dialog.getByText('Filters', { exact: true }).click();
	await dialog.getByLabelText('Leave out by name').fill('*.jpg');
	await vi.waitFor(() =>
		expect(asked().at(-1)).toMatchObject({ wish: { rules: { patterns: '*.jpg' } } })
	);
	await dialog.getByLabelText('Rename 2 refused names').click();
	await vi.waitFor(() => expect(asked().at(-1)).toMatchObject({ wish: { rename: true } }));
	await dialog.getByLabelText('Filter in use').selectOptions('None: everything goes up');
	await vi.waitFor(() => {
		expect(asked().at(-1)).toMatchObject({ wish: { rules: undefined, rename: true } });
	});
});

test('a drive that does not answer says so, and is asked again on demand', async () => {
	const trouble = { code: 'signed-out' } as const;
	const { asked, dialog } = await preview(reportOf({ trouble }));
	await expect.element(dialog.getByRole('alert')).toBeVisible();
	await dialog.getByRole('button', { name: 'Try again' }).click();
	await vi.waitFor(() => expect(asked().at(-1)).toMatchObject({ again: true }));
});

test('Cancel and Escape start nothing', async () => {
	const { engine, panlift, asked, dialog } = await preview(reportOf());
	await dialog.getByRole('button', { name: 'Cancel' }).click();
	await vi.waitFor(() => expect(panlift.filters?.open).toBeUndefined());
	expect(asked().at(-1)).toMatchObject({ step: 'end' });
	expect(engine.called('enqueue')).toHaveLength(1);
});
