import { expect } from 'vitest';
import {
	expectCode,
	expectFile,
	fresh,
	makeFolder,
	numbersOf,
	open,
	openSession,
	partOf,
	rejection,
	send,
	upload,
	type Check,
	type Rig
} from './rig';

/** Sizes around a part's size: what is cut wrong shows here. */
const SIZES: readonly (readonly [string, (part: number) => number])[] = [
	['one byte', () => 1],
	['one part', (part) => part],
	['one part and a byte', (part) => part + 1],
	['several parts', (part) => 3 * part + 7]
];

/** Checks of sending a file's bytes and committing them. */
export const UPLOAD_CHECKS: readonly Check[] = [
	...SIZES.map(([name, size]) => ({
		name: `a file of ${name} arrives`,
		async run(rig: Rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(size(rig.partSize));
			const session = await openSession(rig, folder, bytes);
			expect(session.parts).toBe(Math.ceil(bytes.length / session.partSize));
			const receipts = await send(rig, session, bytes, numbersOf(session));
			await expectFile(rig, folder, await rig.drive.complete(session, receipts), bytes);
		}
	})),
	{
		name: 'an empty file arrives',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = new Uint8Array();
			// Every drive has seen the empty content some time.
			const opening = await open(rig, folder, bytes);
			if (opening.kind === 'instant') {
				return expectFile(rig, folder, opening.file, bytes);
			}
			const session = opening.kind === 'session' ? opening.session : expect.fail(opening.kind);
			expect(session.parts).toBe(1);
			const receipts = await send(rig, session, bytes, [1]);
			await expectFile(rig, folder, await rig.drive.complete(session, receipts), bytes);
		}
	},
	{
		name: 'parts may come in any order',
		async run(rig) {
			if (!rig.drive.traits.parallelParts)
				return expect(rig.drive.traits.parallelParts).toBe(false);
			const folder = await makeFolder(rig);
			const bytes = fresh(3 * rig.partSize + 1);
			const session = await openSession(rig, folder, bytes);
			const receipts = await send(rig, session, bytes, [3, 1, 4, 2]);
			await expectFile(rig, folder, await rig.drive.complete(session, receipts), bytes);
		}
	},
	{
		name: 'presigned parts are those asked for, in that order, each with its own URL',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(12 * rig.partSize);
			const session = await openSession(rig, folder, bytes);
			const numbers = [2, 3, 12, 1, 7];
			const parts = await rig.drive.presign(session, numbers);
			expect(parts.map(({ number }) => number)).toEqual(numbers);
			expect(new Set(parts.map(({ url }) => url)).size).toBe(numbers.length);
			for (const part of parts) await rig.put(part, partOf(session, bytes, part.number));
			const listed = await rig.drive.listParts(session);
			expect(listed.map(({ number }) => number)).toEqual([1, 2, 3, 7, 12]);
		}
	},
	{
		name: 'known content is there at once, and nothing is sent',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(rig.partSize + 5);
			await upload(rig, folder, bytes);
			const opening = await open(rig, folder, bytes, { name: 'b.bin' });
			if (opening.kind !== 'instant') return expect.fail(`instant, not ${opening.kind}`);
			await expectFile(rig, folder, opening.file, bytes, 'b.bin');
		}
	},
	{
		name: 'unknown content is never there at once',
		async run(rig) {
			const folder = await makeFolder(rig);
			expect((await open(rig, folder, fresh(rig.partSize))).kind).toBe('session');
			expect((await rig.drive.list(folder.id)).entries).toEqual([]);
		}
	},
	{
		name: 'a commit without all its parts stores nothing',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(2 * rig.partSize);
			const session = await openSession(rig, folder, bytes);
			const receipts = await send(rig, session, bytes, [2]);
			await rejection(rig.drive.complete(session, receipts));
			expect((await rig.drive.list(folder.id)).entries).toEqual([]);
		}
	},
	{
		name: 'an expired URL is refused, and a new one works',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(rig.partSize + 1);
			const session = await openSession(rig, folder, bytes);
			const [old] = await rig.drive.presign(session, [1]);
			await rig.expireUrls();
			await expectCode(rig.put(old!, partOf(session, bytes, 1)), 'url-expired');
			const receipts = await send(rig, session, bytes, [1, 2]);
			await expectFile(rig, folder, await rig.drive.complete(session, receipts), bytes);
		}
	}
];
