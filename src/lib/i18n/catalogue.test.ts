import { describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../kernel/errors';
import { en as enMain } from './en';
import { FILES } from './files';
import { FILTERS } from './filters';
import { FOLDERS } from './folders';
import { HELP } from './help';
import { negotiate } from './locale';
import { PROOFS } from './proofs';
import { QUEUE } from './queue';
import { SETTINGS } from './settings';
import { SIGN_IN } from './sign-in';
import { STORAGE } from './storage';
import { TROUBLE } from './trouble';
import { WATCH } from './watch';
import { zhCn as zhCnMain } from './zh-cn';

/** All that a language says, on every page. */
const en = {
	...enMain,
	...TROUBLE.en,
	files: FILES.en,
	folders: FOLDERS.en,
	help: HELP.en,
	filters: FILTERS.en,
	settings: SETTINGS.en,
	watch: WATCH.en,
	signIn: SIGN_IN.en,
	proofs: PROOFS.en,
	queue: QUEUE.en,
	storage: STORAGE.en
};
const zhCn = {
	...zhCnMain,
	...TROUBLE['zh-CN'],
	files: FILES['zh-CN'],
	folders: FOLDERS['zh-CN'],
	help: HELP['zh-CN'],
	filters: FILTERS['zh-CN'],
	settings: SETTINGS['zh-CN'],
	watch: WATCH['zh-CN'],
	signIn: SIGN_IN['zh-CN'],
	proofs: PROOFS['zh-CN'],
	queue: QUEUE['zh-CN'],
	storage: STORAGE['zh-CN']
};

type Say = (...args: unknown[]) => string;

/** Serves as a word and as a context, so that it fits every message. */
const standIn = Object.assign(new String('123Pan'), { drive: '123Pan', until: '21:30' });

function texts(value: unknown): readonly string[] {
	if (typeof value === 'string') return [value];
	if (typeof value === 'function') return [(value as Say)(standIn, standIn, standIn)];
	return Object.values(value as object).flatMap(texts);
}

function shape(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return 'text';
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]));
}

describe.each([
	['en', en],
	['zh-CN', zhCn]
])('the catalogue of %s', (_locale, catalogue) => {
	test('has something to say for every error', () => {
		for (const code of ERROR_CODES) {
			const { what, fix } = catalogue.errors[code];
			expect(what('123Pan').length, code).toBeGreaterThan(4);
			expect(fix.length, code).toBeGreaterThan(4);
		}
	});

	test('has no empty text and none that shows a hole', () => {
		for (const text of texts(catalogue)) {
			expect(text.trim(), text).not.toBe('');
			expect(text).not.toMatch(/undefined|\[object|NaN/);
		}
	});
});

test('both catalogues have the same shape, to the last section and key', () => {
	expect(shape(zhCn)).toEqual(shape(en));
});

test('Chinese sentences use Chinese punctuation', () => {
	for (const text of texts(zhCn)) expect(text).not.toMatch(/[\u4e00-\u9fff][,;:?!]/);
});

test('the first language that Panlift speaks is taken', () => {
	expect(negotiate(['fr-FR', 'zh-TW', 'en'])).toBe('zh-CN');
	expect(negotiate(['en-GB', 'zh'])).toBe('en');
	expect(negotiate(['fr'])).toBe('en');
	expect(negotiate([])).toBe('en');
});
