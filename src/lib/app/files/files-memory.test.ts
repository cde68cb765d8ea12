import { expect, test } from 'vitest';
import { recall, remember, type MemoryPlace } from './files-memory';

function place(text: string | null = null): MemoryPlace {
	const memory = { text };
	return {
		getItem: () => memory.text,
		setItem: (_, value) => void (memory.text = value)
	};
}
const FIRST = { by: 'name', descending: false };

test('what was shown last is there next time', () => {
	const memory = place();
	expect(recall(() => memory)).toEqual({ accountId: undefined, order: FIRST });
	const kept = { accountId: 'a', order: { by: 'size', descending: true } } as const;
	remember(() => memory, kept);
	expect(recall(() => memory)).toEqual(kept);
});

test.each(['', '7', 'null', '{"accountId":7,"order":{"by":"colour"}}', '{"order":null}'])(
	'%s in storage counts as nothing',
	(text) => {
		expect(recall(() => place(text))).toMatchObject({ order: FIRST });
		expect(recall(() => place(text)).accountId).toBeUndefined();
	}
);

test('storage that is blocked does no harm', () => {
	const blocked = () => {
		throw new DOMException('no', 'SecurityError');
	};
	expect(() => remember(blocked, { order: { by: 'name', descending: true } })).not.toThrow();
	expect(recall(blocked)).toEqual({ order: FIRST });
});
