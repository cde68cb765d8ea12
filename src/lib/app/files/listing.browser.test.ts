import { expect, test } from 'vitest';
import { aFile } from '../../../../tests/support/entries';
import { FakeClock, settle } from '../../../../tests/support/fake-clock';
import type { FileEntry, FilePage, Order } from '../../drives/files';
import { TransferError } from '../../kernel/errors';
import { collatorOf, compareBy } from './entry-order';
import { Listing } from './listing.svelte';

const UP: Order = { by: 'name', descending: false };

/** A listing whose pages a test hands out one by one. */
function reading({ sorts = true } = {}) {
	const clock = new FakeClock();
	const asked: { cursor: string | undefined; order: Order }[] = [];
	const answers: PromiseWithResolvers<FilePage>[] = [];
	const listing = new Listing(
		{
			read: (cursor, order) => {
				asked.push({ cursor, order });
				const answer = Promise.withResolvers<FilePage>();
				answers.push(answer);
				return answer.promise;
			},
			sorts: () => sorts,
			compare: (order) => compareBy(order, collatorOf('en'))
		},
		clock,
		UP
	);
	/** Answers the call that waits longest. */
	const give = async (names: string, next?: string, total?: number) => {
		answers.shift()!.resolve({ entries: entries(names), next, total });
		await settle();
	};
	const refuse = async (error: Error) => {
		answers.shift()!.reject(error);
		await settle();
	};
	return { listing, clock, asked, give, refuse };
}

const entries = (names: string): FileEntry[] =>
	names
		.split(' ')
		.filter(Boolean)
		.map((name) => aFile(name, { name }));
const names = (listing: Listing) => listing.entries.map(({ name }) => name).join(' ');

test('shows the first page at once, and tells how far it is', async () => {
	const { listing, give, clock } = reading();
	void listing.read();
	await give('b a', '2', 4);
	expect([names(listing), listing.reading, listing.total]).toEqual(['a b', 'reading', 4]);
	await clock.advance(1000);
	await give('d c');
	expect([names(listing), listing.reading]).toEqual(['a b c d', 'whole']);
});

test('what comes quickly is shown in lots, not page by page', async () => {
	const { listing, give, clock } = reading();
	void listing.read();
	await give('a', '2');
	await give('b', '3');
	await give('c', '4');
	expect(names(listing)).toBe('a');
	await clock.advance(250);
	await give('d', '5');
	expect(names(listing)).toBe('a b c d');
});

test('an order that the drive does not know is made once all is there', async () => {
	const { listing, give, clock } = reading({ sorts: false });
	void listing.read();
	await give('c', '2');
	await clock.advance(1000);
	await give('a b', '3');
	expect(names(listing)).toBe('c a b');
	await give('');
	expect(names(listing)).toBe('a b c');
});

test('an entry that moves to a later page while it is read is there once', async () => {
	const { listing, give } = reading();
	void listing.read();
	await give('a b', '2');
	await give('b c');
	expect(names(listing)).toBe('a b c');
});

test('stops where it is told to, and asks for no more', async () => {
	const { listing, give, asked } = reading();
	void listing.read();
	await give('a', '2');
	listing.stop();
	await give('b', '3');
	expect([names(listing), listing.reading, asked.length]).toEqual(['a', 'stopped', 2]);
});

test('keeps what it has when a later page fails', async () => {
	const { listing, give, refuse } = reading();
	void listing.read();
	await give('a', '2');
	await give('b', '3');
	await refuse(new TransferError('network'));
	expect([names(listing), listing.reading, listing.error?.code]).toEqual([
		'a b',
		'failed',
		'network'
	]);
});

test('a new order is asked of the drive while it is read, and made here afterwards', async () => {
	const { listing, give, asked } = reading();
	void listing.read();
	await give('a', '2');
	const down = { by: 'name', descending: true } as const;
	void listing.sortBy(down);
	await give('late', '3');
	await give('c b');
	expect([names(listing), asked.at(-1)]).toEqual(['c b', { cursor: undefined, order: down }]);
	await listing.sortBy(UP);
	expect([names(listing), asked.length]).toEqual(['b c', 3]);
});

test('a refresh shows nothing until it has all, and keeps the old when it fails', async () => {
	const { listing, give, refuse } = reading();
	void listing.read();
	await give('a b');
	void listing.refresh();
	await give('x', '2');
	expect(names(listing)).toBe('a b');
	await give('y');
	expect(names(listing)).toBe('x y');
	void listing.refresh();
	await refuse(new TransferError('offline'));
	expect([names(listing), listing.reading, listing.error?.code]).toEqual([
		'x y',
		'whole',
		'offline'
	]);
});

test('what was changed here meanwhile is not undone by an older answer', async () => {
	const { listing, give } = reading();
	void listing.read();
	await give('a b');
	void listing.refresh();
	listing.drop(['a']);
	await give('a b');
	expect(names(listing)).toBe('b');
});

test('hides, shows again, drops and puts in order', async () => {
	const { listing, give } = reading();
	void listing.read();
	await give('a b c');
	listing.hide(['a', 'b']);
	expect(names(listing)).toBe('c');
	listing.show(['b']);
	expect(names(listing)).toBe('b c');
	listing.drop(['a', 'c']);
	listing.put(entries('aa d'));
	expect(names(listing)).toBe('aa b d');
	listing.put([aFile('aa', { name: 'z' })]);
	expect(names(listing)).toBe('b d z');
});
