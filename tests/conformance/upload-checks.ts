import { expect } from 'vitest';
import {
	complete,
	expectCode,
	expectFile,
	fresh,
	inAnyOrder,
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
			const sent = await send(rig, session, bytes, numbersOf(session));
			await expectFile(rig, folder, await complete(rig, session, sent), bytes);
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
			const sent = await send(rig, session, bytes, [1]);
			await expectFile(rig, folder, await complete(rig, session, sent), bytes);
		}
	},
	{
		name: 'parts may come in any order, or only in their own',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(3 * rig.partSize + 1);
			const session = await openSession(rig, folder, bytes);
			if (inAnyOrder(rig, session)) {
				const sent = await send(rig, session, bytes, [3, 1, 4, 2]);
				return expectFile(rig, folder, await complete(rig, session, sent), bytes);
			}
			await rejection(send(rig, session, bytes, [2]));
			const { receipts } = await send(rig, session, bytes, [1]);
			await rejection(send(rig, session, bytes, [3]));
			expect(await rig.drive.listParts(session)).toEqual(receipts);
			const rest = await send(rig, session, bytes, [2, 3, 4]);
			const sent = { receipts: [...receipts, ...rest.receipts] };
			await expectFile(rig, folder, await complete(rig, session, sent), bytes);
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
			const anyOrder = inAnyOrder(rig, session);
			const sent = anyOrder ? numbers : [1, 2, 3];
			for (const number of sent) {
				const part = parts.find((one) => one.number === number);
				await rig.put(part!, partOf(session, bytes, number));
			}
			const listed = await rig.drive.listParts(session);
			expect(listed.map(({ number }) => number)).toEqual(sent.toSorted((a, b) => a - b));
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
			const sent = await send(rig, session, bytes, [inAnyOrder(rig, session) ? 2 : 1]);
			await rejection(complete(rig, session, sent));
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
			const sent = await send(rig, session, bytes, [1, 2]);
			await expectFile(rig, folder, await complete(rig, session, sent), bytes);
		}
	}
];
