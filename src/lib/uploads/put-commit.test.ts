import { expect, test } from 'vitest';
import { CallbackDrive } from '../../../tests/support/callback-drive';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { MiB } from '../kernel/bytes';
import { isCutShort } from './put-commit';

test('a request that ended well before its last byte made no object', () => {
	expect(isCutShort(10 * MiB, 60 * MiB, 10_000)).toBe(true);
	expect(isCutShort(0, 3 * MiB, 10)).toBe(true);
});

test('near the end, on a fast line or with few bytes nobody can tell', () => {
	expect(isCutShort(59.5 * MiB, 60 * MiB, 60_000)).toBe(false);
	// 2 seconds at this speed are more than what was left.
	expect(isCutShort(40 * MiB, 60 * MiB, 1_000)).toBe(false);
	expect(isCutShort(0, MiB, 10)).toBe(false);
	expect(isCutShort(60 * MiB, 60 * MiB, 60_000)).toBe(false);
});

test('a PUT that storage took but that looks damaged is looked for before it is sent again', async () => {
	const rig = new EngineRig((clock) => new CallbackDrive(clock));
	await rig.start();
	const put = rig.memory.put.bind(rig.memory);
	rig.memory.put = async (...args) => ({ ...(await put(...args)), etag: '0'.repeat(32) });
	const bytes = fresh(20);
	await rig.expectStored(await rig.add(bytes), bytes);
	expect(rig.puts).toBe(1);
	expect(rig.memory.files).toHaveLength(1);
});
