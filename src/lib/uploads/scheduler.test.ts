import { describe, expect, test } from 'vitest';
import { anUpload } from '../../../tests/support/uploads';
import type { Upload } from './upload';
import { planUploads, type Limits } from './scheduler';

const limits = { filesAtOnce: 2 };
const nextUploads = (uploads: Upload[], running: ReadonlySet<string>, some: Limits) =>
	planUploads(uploads, running, some).starting;
const uploading = { state: 'uploading' } as const;

test('uploads start in queue order, up to the limit', () => {
	const uploads = [3, 1, 2].map((order) => anUpload({ id: `u${order}`, order }));
	expect(nextUploads(uploads, new Set(), limits)).toEqual(['u1', 'u2']);
});

test('work that is still letting go counts against the limit', () => {
	const uploads = [anUpload({ id: 'u1', status: { state: 'paused' } }), anUpload({ id: 'u2' })];
	expect(nextUploads(uploads, new Set(['u1']), { filesAtOnce: 1 })).toEqual([]);
});

test('rows that wait, failed or are paused are left alone', () => {
	const uploads = [
		anUpload({ id: 'u1', status: { state: 'paused' } }),
		anUpload({ id: 'u2', status: { state: 'waiting', cause: 'offline', code: 'offline' } }),
		anUpload({ id: 'u3', status: { state: 'failed', code: 'too-large' } })
	];
	expect(nextUploads(uploads, new Set(), limits)).toEqual([]);
});

test('a drive that wants a pause is not asked by the rows in line, those of others go on', () => {
	for (const cause of ['rate-limited', 'blocked'] as const) {
		const status = { state: 'waiting', cause, code: cause, until: 1 } as const;
		const uploads = [
			anUpload({ id: 'u1', status, order: 1 }),
			anUpload({ id: 'u2', order: 2 }),
			anUpload({ id: 'u3', order: 3, accountId: 'another' })
		];
		expect(nextUploads(uploads, new Set(), limits)).toEqual(['u3']);
	}
});

test('files that send one part at a time leave room for twice as many', () => {
	const uploads = [1, 2, 3, 4, 5].map((order) => anUpload({ id: `u${order}`, order }));
	const isSequential = () => true;
	expect(nextUploads(uploads, new Set(), { ...limits, isSequential })).toHaveLength(4);
	expect(nextUploads(uploads, new Set(['u1']), { ...limits, isSequential })).toHaveLength(3);
});

test('files of both kinds share the room, in queue order', () => {
	const uploads = ['one', 'one', 'many', 'one', 'many'].map((accountId, order) =>
		anUpload({ id: `u${order}`, order, accountId })
	);
	const isSequential = (accountId: string) => accountId === 'one';
	expect(nextUploads(uploads, new Set(), { filesAtOnce: 3, isSequential })).toEqual([
		'u0',
		'u1',
		'u2',
		'u3'
	]);
});

test('work of a row that was taken off the list counts until it has let go', () => {
	expect(nextUploads([anUpload({ id: 'u1' })], new Set(['gone']), { filesAtOnce: 1 })).toEqual([]);
});

test('no account gets more than its own limit, and others may pass', () => {
	const uploads = ['a', 'a', 'a', 'b', 'b'].map((accountId, order) =>
		anUpload({ id: `u${order}`, order, accountId })
	);
	const both = { filesAtOnce: 3, filesPerAccount: 1 };
	expect(nextUploads(uploads, new Set(), both)).toEqual(['u0', 'u3']);
	const isSequential = (accountId: string) => accountId === 'a';
	expect(nextUploads(uploads, new Set(), { ...both, isSequential })).toEqual(['u0', 'u1', 'u3']);
	expect(nextUploads(uploads, new Set(['u3']), both)).toEqual(['u0']);
});

test('a higher priority goes first, whatever the order', () => {
	const uploads = (['low', undefined, 'high', 'normal'] as const).map((priority, order) =>
		anUpload({ id: `u${order}`, order, priority })
	);
	expect(nextUploads(uploads, new Set(), { filesAtOnce: 6 })).toEqual(['u2', 'u1', 'u3', 'u0']);
});

describe('a running upload makes room', () => {
	const running = [1, 2].map((order) => anUpload({ id: `r${order}`, order, status: uploading }));
	const ids = new Set(['r1', 'r2']);
	const yielding = (uploads: Upload[], some: Limits = limits, leaving?: ReadonlySet<string>) =>
		planUploads([...running, ...uploads], ids, some, leaving).yielding;

	test('for one of higher priority, the last in line first', () => {
		const high = anUpload({ id: 'h', order: 9, priority: 'high' });
		expect(yielding([high])).toEqual(['r2']);
		expect(yielding([high, { ...high, id: 'i' }, { ...high, id: 'j' }])).toEqual(['r2', 'r1']);
	});

	test('for none of the same priority, however early in order', () => {
		expect(yielding([anUpload({ id: 'n', order: -5 })])).toEqual([]);
	});

	test('once for each that waits', () => {
		const high = anUpload({ id: 'h', order: 9, priority: 'high' });
		expect(yielding([high], limits, new Set(['r2']))).toEqual([]);
	});

	test('not while there is room', () => {
		const high = anUpload({ id: 'h', order: 9, priority: 'high' });
		expect(yielding([high], { filesAtOnce: 3 })).toEqual([]);
	});

	test('of the same account, where it is the account that is full', () => {
		const high = anUpload({ id: 'h', order: 9, priority: 'high', accountId: 'b' });
		const own = anUpload({ id: 'o', order: 0, status: uploading, accountId: 'b' });
		const plan = planUploads([own, ...running, high], new Set(['o', 'r1', 'r2']), {
			filesAtOnce: 6,
			filesPerAccount: 1
		});
		expect(plan).toEqual({ starting: [], yielding: ['o'] });
	});
});
