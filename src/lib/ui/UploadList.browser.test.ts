import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { flushSync, mount, unmount } from 'svelte';
import { fakeAccount, fakeRow, FakeEngine } from '../../../tests/support/fake-engine';
import { createPanlift } from '../app/panlift.svelte';
import { i18n } from '../i18n/i18n.svelte';
import { QueueLine } from '../app/queue-line';
import UploadList from './UploadList.svelte';

type Rows = Parameters<typeof fakeRow>[0][];
let mounted: Record<string, unknown> | undefined;

/** A list joined to a fake engine; `emit` shows rows and waits for the frame that brings them. */
async function show(...rows: Rows) {
	i18n.choose('en');
	const engine = new FakeEngine({ accounts: [fakeAccount()], rows: rows.map(fakeRow) });
	const panlift = createPanlift(engine);
	const stop = panlift.start();
	await frame();
	mounted = mount(UploadList, {
		target: document.body,
		props: {
			get lines() {
				return panlift.board.lines;
			},
			accounts: panlift.accountById,
			commands: panlift.rows,
			queue: new QueueLine({
				board: panlift.board,
				reorder: (ids, to) => panlift.reorder(ids, to)
			}),
			now: panlift.now,
			onpin: (key: string | undefined) => panlift.board.pin(key),
			onexpand: (id: string, open: boolean) => panlift.board.expand(id, open)
		}
	});
	const emit = async (...changed: Rows) => {
		engine.emit({ rows: changed.map(fakeRow) });
		await frame();
	};
	stop();
	await vi.waitFor(() => expect(document.querySelector('[role=listitem]')).toBeVisible());
	return { engine, panlift, emit };
}

async function frame() {
	await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
	flushSync();
}

const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
const names = () =>
	[...document.querySelectorAll<HTMLElement>('[role=listitem]')].map((item) =>
		item.dataset['path']?.slice(1)
	);
const focused = () =>
	document.activeElement?.closest<HTMLElement>('[role=listitem]')?.dataset['path']?.slice(1);

afterEach(async () => {
	if (mounted) await unmount(mounted);
	mounted = undefined;
});

describe('a row', () => {
	test('carries its state, cause and path for people and programs', async () => {
		await show({ id: 'a', name: 'a.mkv', state: 'waiting', cause: 'conflict' });
		const item = row('a.mkv').element();
		expect({ ...(item as HTMLElement).dataset }).toEqual({
			id: 'a',
			state: 'waiting',
			cause: 'conflict',
			path: '/a.mkv'
		});
	});

	test('shows progress that never runs backwards', async () => {
		const { emit } = await show({ id: 'a', state: 'uploading', size: 100, sent: 60 });
		const bar = page.getByRole('progressbar');
		await expect.element(bar).toHaveAttribute('aria-valuenow', '60');
		await emit({ id: 'a', state: 'uploading', size: 100, sent: 40 });
		await expect.element(bar).toHaveAttribute('aria-valuenow', '60');
		await emit({ id: 'a', state: 'done', size: 100, sent: 100 });
		await expect.element(bar).toHaveAttribute('aria-valuenow', '100');
	});

	test('says what was saved when nothing had to be sent', async () => {
		await show({ id: 'a', state: 'done', instant: true, size: 1024 ** 3 });
		await expect.element(row('a.mkv')).toHaveTextContent('Already in the cloud · saved 1 GB');
		await expect.element(row('a.mkv')).toHaveAttribute('data-instant');
	});

	test('is answered for all rows that ask the same', async () => {
		const conflict = { state: 'waiting', cause: 'conflict' } as const;
		const { engine } = await show({ id: 'a', ...conflict }, { id: 'b', ...conflict });
		await row('b.mkv').getByLabelText('Apply to all').click();
		await row('b.mkv').getByRole('button', { name: 'Keep both' }).click();
		expect(engine.called('resolveConflict')).toEqual([
			['resolveConflict', ['b', 'a'], 'keep-both']
		]);
	});
});

describe('the keyboard', () => {
	test('moves through the rows and acts on the one that has the focus', async () => {
		const { engine } = await show(
			{ id: 'a', state: 'uploading', order: 1 },
			{ id: 'b', state: 'paused', order: 2 },
			{ id: 'c', state: 'failed', code: 'network', order: 3 }
		);
		expect(names()).toEqual(['c.mkv', 'a.mkv', 'b.mkv']);
		await userEvent.tab();
		expect(focused()).toBe('c.mkv');
		await userEvent.keyboard('r{ArrowDown} {End} ');
		expect(engine.calls).toEqual([
			['retry', ['c']],
			['pause', ['a']],
			['resume', ['b']]
		]);
	});

	test('keeps the focus when rows move, and gives it to the neighbour when one goes', async () => {
		const { emit } = await show(
			{ id: 'a', state: 'uploading', order: 1 },
			{ id: 'b', state: 'uploading', order: 2 },
			{ id: 'c', state: 'uploading', order: 3 }
		);
		await userEvent.tab();
		expect(focused()).toBe('a.mkv');
		await emit({ id: 'a', state: 'done', order: 1 });
		expect([names()[0], focused()]).toEqual(['a.mkv', 'a.mkv']);
		await userEvent.keyboard('{Delete}');
		await frame();
		expect([names(), focused()]).toEqual([['b.mkv', 'c.mkv'], 'b.mkv']);
	});
});
