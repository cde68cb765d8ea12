import { expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { aReceipt } from '../../../tests/support/receipts';
import { Emitter } from '../kernel/emitter';
import { TransferError } from '../kernel/errors';
import { RingRecorder } from '../flight/ring-recorder';
import type { Engine } from './create-engine';
import { proofCommands } from './proof-commands';
import { noteEngine, noteStates } from './state-notes';

async function running() {
	const rig = new EngineRig();
	await rig.start();
	const flight = new RingRecorder(rig.clock, Promise.reject(new Error('no IndexedDB')));
	const connectivity = { changed: new Emitter<string>() };
	noteStates(rig.queue, flight);
	noteEngine({ queue: rig.queue, connectivity }, flight);
	const target = { accountId: 'pan123-web-live-4711', folderId: '9', folderPath: '/private' };
	const settings = () => ({ filesAtOnce: 3, conflict: 'ask', target });
	const { queue, store, clock } = rig;
	const engine = { queue, store, clock, flight, settings } as unknown as Engine;
	return { rig, flight, connectivity, commands: proofCommands(async () => engine) };
}

const failing = { accountId: 'pan115-open-live-4711', folderPath: '/private', name: 'what?.mkv' };

test('a failed row’s log has its states and the engine’s own, and nothing of other rows', async () => {
	const { rig, connectivity, commands } = await running();
	await rig.status(await rig.add(fresh(10), { id: 'other', name: 'secret-plan.mkv' }));
	await rig.status(await rig.add(fresh(20), { id: 'u1', ...failing }));
	connectivity.changed.emit('offline');
	const log = await commands.flightLog('u1');
	expect(log.rows).toMatchObject([
		{ id: 'u1', name: 'what?.mkv', drive: 'pan115-open-live', code: 'name-refused' }
	]);
	expect(log.records.map(({ step, detail }) => `${step} ${detail}`)).toEqual([
		'engine leads',
		expect.stringMatching(/^state failed/),
		'engine offline'
	]);
	expect(JSON.stringify(log)).not.toMatch(/4711|private|secret-plan|other/);
	expect(log.settings).toEqual({ filesAtOnce: 3, conflict: 'ask' });
});

test('the log of everything tells of all rows, without their names', async () => {
	const { rig, commands } = await running();
	await rig.status(await rig.add(fresh(10), { id: 'other', name: 'secret-plan.mkv' }));
	await rig.status(await rig.add(fresh(20), { id: 'u1', ...failing }));
	const log = await commands.flightLog();
	expect(log.rows.map(({ id, state }) => `${id} ${state}`)).toEqual(['other done', 'u1 failed']);
	expect(log.records.map(({ detail }) => detail)).toContain('uploading');
	expect(JSON.stringify(log)).not.toMatch(/4711|private|secret-plan|what/);
});

test('a row that was paused with thousands of others leaves no note of that', async () => {
	const { rig, flight } = await running();
	for (let i = 0; i < 50; i++)
		await rig.add(fresh(1), { id: `u${i}`, status: { state: 'paused' } });
	rig.queue.resume();
	await rig.queue.pause();
	const states = (await flight.read()).filter(({ step }) => step === 'state');
	// Three of them had begun.
	expect(states.length).toBeLessThanOrEqual(6);
});

test('trouble of the store is the engine’s, that of a row is not', async () => {
	const { rig, flight } = await running();
	rig.queue.trouble.emit({ error: new TransferError('storage-quota'), accountId: '' });
	rig.queue.trouble.emit({ error: new TransferError('name-refused'), accountId: 'a1' });
	const codes = (await flight.read()).flatMap(({ code }) => code ?? []);
	expect(codes).toEqual(['storage-quota']);
});

test('receipts can be asked for, removed and put back', async () => {
	const { rig, commands } = await running();
	const [one, two] = [aReceipt(), aReceipt({ uploadId: 'u2' })];
	await rig.store.saveUploadReceipt(one);
	await rig.store.saveUploadReceipt(two);
	expect(await commands.receipts(['u2'])).toEqual([two]);
	await commands.removeReceipts(['u1', 'u2']);
	expect(await commands.receipts()).toEqual([]);
	await commands.keepReceipts([one, two]);
	expect(await commands.receipts()).toEqual([one, two]);
});

test('the log is empty after it was cleared', async () => {
	const { commands } = await running();
	expect((await commands.flightLog()).records).toHaveLength(1);
	await commands.clearFlightLog();
	expect((await commands.flightLog()).records).toEqual([]);
});
