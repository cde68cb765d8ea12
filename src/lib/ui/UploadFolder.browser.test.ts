import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { flushSync, mount, unmount } from 'svelte';
import { fakeAccount, fakeRow, FakeEngine } from '../../../tests/support/fake-engine';
import { createPanlift } from '../app/panlift.svelte';
import { i18n } from '../i18n/i18n.svelte';
import { QueueLine } from '../app/queue-line';
import UploadList from './UploadList.svelte';

type Row = Parameters<typeof fakeRow>[0];
let mounted: Record<string, unknown> | undefined;

const group = { id: 'g', name: 'trip', path: '/trip' };
const inTrip = (row: Row): Row => ({ group, path: `/trip/${row.name ?? `${row.id}.mkv`}`, ...row });

async function show(...rows: readonly Row[]) {
	i18n.choose('en');
	const engine = new FakeEngine({ accounts: [fakeAccount()], rows: rows.map(fakeRow) });
	const panlift = createPanlift(engine);
	const stop = panlift.start();
	await frames(2);
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
	const emit = async (...changed: Row[]) => {
		engine.emit({ rows: changed.map(fakeRow) });
		await frames(2);
	};
	stop();
	await vi.waitFor(() => expect(document.querySelector('[role=listitem]')).toBeVisible());
	return { engine, panlift, emit };
}

async function frames(count: number) {
	for (; count > 0; count -= 1) await new Promise(requestAnimationFrame);
	flushSync();
}

const items = () => [...document.querySelectorAll<HTMLElement>('[role=listitem]')];
const paths = () => items().map((item) => item.dataset['path']);
const focused = () => document.activeElement?.closest<HTMLElement>('[role=listitem]')?.dataset;
const folder = () => page.getByRole('listitem').filter({ hasText: 'trip' }).first();

afterEach(async () => {
	if (mounted) await unmount(mounted);
	mounted = undefined;
	window.scrollTo(0, 0);
});

describe('a dropped folder', () => {
	const rows = [
		inTrip({ id: 'a', state: 'done', size: 100, sent: 100 }),
		inTrip({ id: 'b', state: 'uploading', size: 300, sent: 100, speed: 10 }),
		inTrip({ id: 'c', name: 'day 1/c.mkv', path: '/trip/day 1/c.mkv', order: 1 })
	];

	test('is one row with the sum of its files', async () => {
		await show(...rows, { id: 'z', order: 9 });
		expect(paths()).toEqual(['/trip', '/z.mkv']);
		const { state, group: id } = items()[0]!.dataset;
		expect([state, id]).toEqual(['uploading', 'g']);
		await expect.element(folder()).toHaveTextContent('1 of 3 files');
	});

	test('expands to its files and back, by mouse and by keyboard', async () => {
		await show(...rows);
		const button = page.getByRole('button', { name: 'Files in trip' });
		await expect.element(button).toHaveAttribute('aria-expanded', 'false');
		await button.click();
		await vi.waitFor(() => expect(items()).toHaveLength(4));
		await expect.element(button).toHaveAttribute('aria-expanded', 'true');
		expect(paths()).toEqual(['/trip', '/trip/b.mkv', '/trip/day 1/c.mkv', '/trip/a.mkv']);
		await expect.element(page.getByRole('listitem').nth(2)).toHaveTextContent('day 1/');
		items()[0]!.focus();
		await userEvent.keyboard('{ArrowRight}{ArrowDown}{ArrowLeft}{ArrowLeft}');
		await vi.waitFor(() => expect(items()).toHaveLength(1));
		expect(focused()?.['path']).toBe('/trip');
	});

	test('acts on those of its rows that an action means something to', async () => {
		const failed = inTrip({ id: 'f', state: 'failed', code: 'network' });
		const { engine } = await show(...rows, failed);
		await folder().getByRole('button', { name: 'Pause' }).click();
		await folder().getByRole('button', { name: 'Retry failed' }).click();
		await folder().getByRole('button', { name: 'Remove' }).click();
		expect(engine.calls).toEqual([
			['pause', ['b', 'c']],
			['retry', ['f']],
			['remove', ['f', 'b', 'c', 'a']]
		]);
	});

	test('goes first when one of its files needs a person, and says how many', async () => {
		const { emit } = await show({ id: 'z', state: 'uploading', order: -1 }, ...rows);
		expect(paths()[0]).toBe('/z.mkv');
		await emit(inTrip({ id: 'c', state: 'waiting', cause: 'conflict', order: 1 }));
		expect(paths()[0]).toBe('/trip');
		const { state, cause } = items()[0]!.dataset;
		expect([state, cause]).toEqual(['waiting', 'conflict']);
		await expect.element(folder()).toHaveTextContent('1 needs you');
	});

	test('that is empty is a row without anything to expand', async () => {
		await show({ id: 'e', kind: 'folder', name: 'trip', path: '/trip', size: 0, group });
		expect(paths()).toEqual(['/trip']);
		expect(document.querySelector('[aria-expanded][aria-label^="Files in"]')).toBeNull();
	});
});

describe('ten thousand rows', () => {
	const many = Array.from({ length: 10_000 }, (_, index) => ({
		id: `r${index}`,
		order: index,
		size: 100
	}));

	test('are a few in the document, and arrows reach all of them', async () => {
		await show(...many);
		await vi.waitFor(() => expect(items()[0]?.getAttribute('aria-setsize')).toBe('10000'));
		expect(items().length).toBeLessThan(100);
		items()[0]!.focus();
		await userEvent.keyboard('{End}');
		await vi.waitFor(() => expect(focused()?.['id']).toBe('r9999'));
		expect(items().at(-1)!.getAttribute('aria-posinset')).toBe('10000');
		await userEvent.keyboard('{ArrowUp}');
		await vi.waitFor(() => expect(focused()?.['id']).toBe('r9998'));
		await userEvent.keyboard('{Home}');
		await vi.waitFor(() => expect(focused()?.['id']).toBe('r0'));
		expect(items().length).toBeLessThan(100);
	});

	test('keep the focus on a row that is scrolled away and comes back', async () => {
		await show(...many);
		await vi.waitFor(() => expect(items()[0]?.getAttribute('aria-setsize')).toBe('10000'));
		items()[1]!.focus();
		window.scrollTo(0, 100_000);
		await vi.waitFor(() => expect(paths()).not.toContain('/r1.mkv'));
		expect(document.activeElement?.getAttribute('role')).toBe('list');
		await userEvent.keyboard('{ArrowDown}');
		await vi.waitFor(() => expect(focused()?.['id']).toBe('r2'));
	});

	test('take progress in without holding the page up', async () => {
		const { engine, panlift } = await show(...many);
		await vi.waitFor(() => expect(panlift.board.count).toBe(10_000));
		const started = performance.now();
		for (let lot = 0; lot < 20; lot += 1) {
			const rows = many.slice(lot * 50, lot * 50 + 50);
			engine.emit({ rows: rows.map((row) => fakeRow({ ...row, state: 'done' })) });
			engine.emit({ rows: rows.map((row) => fakeRow({ ...row, state: 'done' })) });
			await frames(1);
		}
		const spent = performance.now() - started;
		expect(panlift.board.tally.finished).toBe(1000);
		expect(spent).toBeLessThan(2000);
	});
});
