import { describe, expect, test } from 'vitest';
import { readFacts } from './facts';

const BIG = '2900000000000000009';
const told = {
	...{ count: '3', folder_count: 2, size: '1.50KB', file_name: 'F', pick_code: 'fa1', sha1: '' },
	...{ ptime: '1735689600', utime: 1735689700 },
	paths: [
		{ file_id: 0, file_name: '根目录' },
		{ file_id: BIG, file_name: 'outer' }
	]
};

describe('what is told of one entry', () => {
	test('is its dates, the way to it and what is inside', () => {
		expect(readFacts(told)).toEqual({
			...{ name: 'F', pickCode: 'fa1', sha1: undefined },
			...{ createdAt: 1735689600_000, modifiedAt: 1735689700_000 },
			path: [{ id: BIG, name: 'outer' }],
			inside: { files: 3, folders: 2, bytes: 1536 }
		});
	});

	test.each([
		['0B', 0],
		['123B', 123],
		['2.00MB', 2 * 1024 ** 2],
		['1.06GB', Math.round(1.06 * 1024 ** 3)],
		[77, 77],
		['', undefined],
		['much', undefined]
	])('has a size in words: %s', (size, bytes) => {
		expect(readFacts({ ...told, size }).inside.bytes).toBe(bytes);
	});

	test('has exact bytes where they are told, and a digest in lower case', () => {
		const facts = readFacts({ ...told, size_byte: '1537', sha1: 'ABCD' });
		expect([facts.inside.bytes, facts.sha1]).toEqual([1537, 'abcd']);
	});

	test('leaves out dates that are no Unix time', () => {
		const { createdAt, modifiedAt } = readFacts({ ...told, ptime: '2025-01-01 08:00', utime: '' });
		expect([createdAt, modifiedAt]).toEqual([undefined, undefined]);
	});

	test('is nothing for what is not there', () => {
		expect(() => readFacts(undefined)).toThrow('file-missing');
		expect(() => readFacts({ state: true })).toThrow('file-missing');
		expect(() => readFacts({ ...told, paths: undefined })).toThrow('unreadable-answer');
	});
});
