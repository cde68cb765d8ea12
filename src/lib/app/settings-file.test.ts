import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../engine/settings';
import { readSettings, writeSettings } from './settings-file';

const target = { accountId: 'pan123-web-live-42', folderId: '7', folderPath: '/private' };
const file = (content: unknown) =>
	new File([typeof content === 'string' ? content : JSON.stringify(content)], 'a.json');
const ours = (settings: unknown) => file({ format: 'panlift-settings', version: 1, settings });

describe('settings as a file', () => {
	test('come back as they were, without the account that files go to', async () => {
		const text = writeSettings({ ...DEFAULT_SETTINGS, target }, 'dark', 'zh-CN');
		expect(text).not.toContain('42');
		expect(text).not.toContain('private');
		expect(await readSettings(file(text))).toEqual({
			kind: 'read',
			settings: { ...DEFAULT_SETTINGS, theme: 'dark', language: 'zh-CN' },
			ignored: []
		});
	});

	test('leave out what this version does not know, and say so', async () => {
		const read = await readSettings(ours({ filesAtOnce: 2, colour: 'red', target }));
		expect(read).toEqual({
			kind: 'read',
			settings: { filesAtOnce: 2 },
			ignored: ['colour', 'target']
		});
	});

	test.each<[string, unknown]>([
		['filesAtOnce', 7],
		['partsPerFile', '5'],
		['parallelParts', 1],
		['partSize', 1000],
		['partSize', 'large'],
		['singlePut', -1],
		['sessionDays', 0],
		['conflict', 'delete'],
		['theme', 'pink'],
		['language', 'xx'],
		['theme', null]
	])('are refused where %s is %j', async (field, value) => {
		const settings = { filesAtOnce: 2, [field]: value };
		expect(await readSettings(ours(settings))).toEqual({ kind: 'wrong', field });
	});

	test.each([
		'',
		'hello',
		'[]',
		'{}',
		'{"format":"panlift-sessions","version":1}',
		' '.repeat(70_000)
	])('are not read from another file: %.40s', async (content) => {
		expect(await readSettings(file(content))).toEqual({ kind: 'refused', why: 'not-ours' });
	});

	test('of another version are not guessed at', async () => {
		const other = file({ format: 'panlift-settings', version: 2, settings: {} });
		expect(await readSettings(other)).toEqual({ kind: 'refused', why: 'other-version' });
		expect(await readSettings(ours([]))).toEqual({ kind: 'wrong', field: 'settings' });
	});
});
