import { expect, test } from 'vitest';
import type { FlightLog } from '../flight/flight-recorder';
import { logFile } from './log-file';
import { fileNameOf } from './save-file';

const here = { version: '0.1.0', browser: 'Chromium', languages: ['en'] };
const log: FlightLog = {
	madeAt: Date.UTC(2026, 0, 2),
	settings: { filesAtOnce: 3 },
	rows: [
		{
			...{ id: 'u1', name: 'a "b".mkv', drive: 'pan123-web-live', size: 5, state: 'failed' },
			...{ partsDone: 0, partsTotal: 1, addedAt: Date.UTC(2026, 0, 1) }
		}
	],
	records: [
		{ at: Date.UTC(2026, 0, 1, 1), step: 'sign', uploadId: 'u1', part: 1 },
		{ at: Date.UTC(2026, 0, 1, 2), step: 'retry', uploadId: 'u1', part: 1, code: 'network' }
	]
};

test('a log is JSON with times that people read, and one record a line', () => {
	const text = logFile(log, here);
	expect(JSON.parse(text)).toMatchObject({
		panlift: 'log',
		version: 1,
		app: '0.1.0',
		browser: 'Chromium',
		madeAt: '2026-01-02T00:00:00.000Z',
		settings: { filesAtOnce: 3 },
		rows: [{ name: 'a "b".mkv', addedAt: '2026-01-01T00:00:00.000Z' }],
		records: [
			{ at: '2026-01-01T01:00:00.000Z', step: 'sign' },
			{ at: '2026-01-01T02:00:00.000Z', step: 'retry', code: 'network' }
		]
	});
	expect(text.split('\n').filter((line) => line.includes('"step"'))).toHaveLength(2);
});

test('a log without records is JSON too', () => {
	const empty = { ...log, settings: {}, rows: [], records: [] };
	expect(JSON.parse(logFile(empty, here))).toMatchObject({ settings: {}, rows: [], records: [] });
});

test('a file is named after its row, without what file systems refuse', () => {
	expect(fileNameOf('log', 'film.mkv')).toBe('panlift-log-film.mkv.json');
	expect(fileNameOf('receipt', 'a/b\\c:*?"<>|\n名.txt')).toBe('panlift-receipt-a_b_c_名.txt.json');
	expect(fileNameOf('log', 'x'.repeat(300))).toHaveLength(117);
});
