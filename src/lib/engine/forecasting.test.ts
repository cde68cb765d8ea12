import { expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { fakeAccount } from '../../../tests/support/fake-engine';
import { memoryStore } from '../../../tests/support/memory-store';
import { anUpload } from '../../../tests/support/uploads';
import { createPacer } from '../drives/pacer';
import { pan123WebTraits } from '../drives/pan123/traits';
import { Emitter } from '../kernel/emitter';
import type { Entry, QueueChange } from '../uploads/entry';
import type { Forecast } from '../uploads/forecast';
import { Progress } from '../uploads/progress';
import type { Upload } from '../uploads/upload';
import type { EngineSettings } from './engine-api';
import { keepForecasting } from './forecasting';
import { Paces } from './paces';
import { DEFAULT_SETTINGS } from './settings';

function rig(realm: 'live' | 'sandbox', uploads: readonly Upload[]) {
	const clock = new FakeClock();
	const paces = new Paces(memoryStore());
	const changed = new Emitter<QueueChange>();
	const told: (Forecast | undefined)[] = [];
	const state = { settings: DEFAULT_SETTINGS as EngineSettings };
	const entries = uploads.map((upload): Entry => {
		return { upload, progress: new Progress(clock), activeSince: 0 };
	});
	keepForecasting({
		queue: { entries: () => entries, changed },
		accounts: { views: () => [fakeAccount({ id: 'a1', realm })], paces },
		lines: { rate: () => 1024 * 1024 },
		settings: () => state.settings,
		clock,
		publisher: { foretell: (forecast) => void told.push(forecast) }
	});
	const change = async () => {
		for (let i = 0; i < 5; i++) changed.emit({ type: 'row', id: 'x' });
		await clock.advance(2000);
		return told.at(-1);
	};
	return { clock, paces, told, state, change };
}

const many = (count: number, fields: Partial<Upload> = {}) =>
	Array.from({ length: count }, (_, index) => anUpload({ id: `u${index}`, ...fields }));

test('what a live drive documents is what many small files wait for', () => {
	const { told } = rig('live', many(1000));
	expect(told).toEqual([
		{ accountId: 'a1', files: 1000, ms: 700_000, perSecond: 1000 / pan123WebTraits.pacing.default }
	]);
});

test('rows that are over, paused or folders are not counted', () => {
	const { told } = rig('live', [
		...many(200),
		...many(500, { status: { state: 'paused' } }),
		...many(500, { kind: 'folder' }),
		...many(500, { status: { state: 'failed', code: 'too-large' } })
	]);
	expect(told[0]).toMatchObject({ files: 200 });
});

test('the sandbox has no pace until it has said that it was too much', async () => {
	const { paces, clock, told, change } = rig('sandbox', many(1000));
	expect(told).toEqual([undefined]);
	const { pacing } = pan123WebTraits;
	createPacer({ pacing, realm: 'sandbox', ...paces.of('a1') }, clock).refused('open');
	expect(await change()).toMatchObject({ files: 1000 });
	// Five changes, one look.
	expect(told).toHaveLength(2);
});

test('a limit that is slower than the pace is what counts', async () => {
	const identity = { name: 'a', size: 100 * 1024, lastModified: 1 };
	const { state, told, change } = rig('live', many(1000, { identity }));
	expect(told[0]).toBeDefined();
	state.settings = { ...DEFAULT_SETTINGS, bandwidth: 'rate', bandwidthRate: 64 * 1024 };
	expect(await change()).toBeUndefined();
});
