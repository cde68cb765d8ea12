import { beforeEach, describe, expect, test } from 'vitest';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { MemoryDrive } from '../../../tests/support/memory-drive';
import type { Session } from '../drives/drive';
import { STRIPE_BYTES } from '../kernel/stripes';
import { TransferError } from '../kernel/errors';

let rig: EngineRig;

beforeEach(async () => {
	rig = new EngineRig();
	await rig.start();
});

/** restartAfterTwoParts lets two parts go up, then ends the life; what `then` does happens before the next one. */
async function restartAfterTwoParts(bytes: Uint8Array, then: () => void): Promise<string> {
	rig.onPut = (_, count) => (count === 3 ? 'crash' : 'store');
	const id = await rig.add(bytes);
	await rig.settled();
	rig.onPut = () => 'store';
	then();
	await rig.start();
	return id;
}

const changedIn = (bytes: Uint8Array, at: number) =>
	bytes.map((byte, i) => (i === at ? ~byte : byte));

/** changeAtOpen puts another first byte into the file, under its old date, once it is hashed. */
function changeAtOpen(bytes: Uint8Array, change: Partial<Session> = {}): void {
	rig.lie({
		open: async (...args) => {
			rig.write('r1', changedIn(bytes, 0), rig.files.get('r1')!.lastModified);
			const opening = await rig.memory.open(...args);
			if (opening.kind !== 'session') return opening;
			return { ...opening, session: { ...opening.session, ...change } };
		}
	});
}

describe('a file that was only touched', () => {
	test('goes on with the parts that are there, and is not hashed again', async () => {
		const bytes = fresh(65);
		const id = await restartAfterTwoParts(bytes, () => rig.write('r1', bytes));
		await rig.expectStored(id, bytes);
		expect(rig.stored.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
		expect(rig.queue.entry(id)!.upload.restarted).toBeUndefined();
	});

	test('while its parts go up, goes on too', async () => {
		const bytes = fresh(65);
		rig.onPut = (_, count) => {
			if (count === 3) rig.write('r1', bytes);
			return 'store';
		};
		const id = await rig.add(bytes);
		await rig.expectStored(id, bytes);
		expect(new Set(rig.stored).size).toBe(rig.stored.length);
	});
});

describe('a file with other bytes of the same size', () => {
	test('that keeps its date is found out before a part of it counts', async () => {
		const bytes = fresh(65);
		rig.onPut = (_, count) => {
			const kept = rig.files.get('r1')!.lastModified;
			if (count === 2) rig.write('r1', changedIn(bytes, 60), kept);
			return 'store';
		};
		const id = await rig.add(bytes);
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'source-changed' });
		expect((await rig.memory.list('')).entries).toHaveLength(0);
	});

	test('between two lives is never spliced with what was sent', async () => {
		const bytes = fresh(65);
		const changed = changedIn(bytes, 64);
		const id = await restartAfterTwoParts(bytes, () => rig.write('r1', changed));
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'source-changed' });
		expect((await rig.memory.list('')).entries).toHaveLength(0);
	});

	test('of which storage has a part without a Receipt, does not make that part count', async () => {
		const bytes = fresh(65);
		changeAtOpen(bytes);
		rig.onPut = (_, count) => (count === 1 ? 'crash-after-store' : 'store');
		const id = await rig.add(bytes);
		await rig.settled();
		expect(rig.stored.length).toBeGreaterThan(0);
		rig.drive = rig.memory;
		await rig.start();
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'source-changed' });
		expect((await rig.memory.list('')).entries).toHaveLength(0);
	});

	test('that storage can not list, is read and compared before it is sent', async () => {
		const bytes = fresh(8);
		changeAtOpen(bytes, { listable: false });
		const id = await rig.add(bytes);
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'source-changed' });
		expect(rig.puts).toBe(0);
	});
});

describe('a file of which the drive has nothing yet', () => {
	test('that changes while it is hashed goes up as it is now, and says that it began again', async () => {
		const changed = fresh(52);
		rig.onHash = (onProgress) => {
			rig.onHash = () => {};
			onProgress?.(7);
			rig.write('r1', changed);
			throw new TransferError('source-changed');
		};
		const id = await rig.add(fresh(40));
		await rig.expectStored(id, changed);
		expect(rig.queue.entry(id)!.upload).toMatchObject({
			restarted: true,
			identity: { size: 52 }
		});
	});

	test('that changes before its turn is told, and waits for the person', async () => {
		const id = await rig.add(fresh(40));
		const changed = fresh(52);
		rig.write('r1', changed);
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'source-changed' });
		expect(rig.puts).toBe(0);
	});

	test('that never stops changing waits for a person in the end', async () => {
		rig.onHash = (onProgress) => {
			onProgress?.(7);
			rig.write('r1', fresh(40));
			throw new TransferError('source-changed');
		};
		const id = await rig.add(fresh(40));
		expect(await rig.status(id)).toMatchObject({ state: 'waiting', cause: 'source-changed' });
		expect(rig.hashings).toBe(4);
	});
});

test('a hashing that was cut goes on with what its stripes show to be the same', async () => {
	rig = new EngineRig((clock) => new MemoryDrive({ clock, partSize: STRIPE_BYTES }));
	await rig.start();
	const bytes = fresh(2 * STRIPE_BYTES + 5);
	rig.lie({ open: () => new Promise<never>(() => {}) });
	const id = await rig.add(bytes);
	await rig.settled();
	const known = (await rig.store.hashing(id))!;
	// As a life leaves it that ended after the first stripe.
	const saved = { bytes: STRIPE_BYTES, state: new Uint8Array([7]) };
	const stripes = known.stripes.slice(0, 8);
	await rig.store.saveHashing({ ...known, stripes, state: { md5: saved } });
	const row = (await rig.store.uploads())[0]!;
	await rig.store.saveUpload({ ...row, digests: undefined });
	rig.crash();
	rig.drive = rig.memory;
	// The end is another, the date too; what was hashed is the same.
	rig.write('r1', changedIn(bytes, 2 * STRIPE_BYTES));
	await rig.start();
	await rig.expectStored(id, changedIn(bytes, 2 * STRIPE_BYTES));
	expect(rig.continuedFrom).toEqual([undefined, saved.bytes]);
});
