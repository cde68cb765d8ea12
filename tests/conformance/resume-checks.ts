import { expect } from 'vitest';
import {
	complete,
	entriesOf,
	etagOf,
	expectCode,
	expectFile,
	fresh,
	inAnyOrder,
	makeFolder,
	numbersOf,
	openSession,
	partOf,
	send,
	type Check
} from './rig';

/** Checks of continuing after anything: what was stored is told exactly. */
export const RESUME_CHECKS: readonly Check[] = [
	{
		name: 'parts that came are listed exactly, parts that did not are not',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(3 * rig.partSize + 7);
			const session = await openSession(rig, folder, bytes);
			expect(session.listable).toBe(true);
			expect(await rig.drive.listParts(session)).toEqual([]);
			const numbers = inAnyOrder(rig, session) ? [4, 2] : [1, 2];
			const { receipts } = await send(rig, session, bytes, numbers);
			expect(await rig.drive.listParts(session)).toEqual(receipts);
			// A Session is plain JSON: what the store gives back after a restart works as well.
			const reloaded = JSON.parse(JSON.stringify(session)) as typeof session;
			const rest = numbersOf(session).filter((number) => !numbers.includes(number));
			const more = await send(rig, reloaded, bytes, rest);
			const all = { receipts: [...receipts, ...more.receipts] };
			await expectFile(rig, folder, await complete(rig, reloaded, all), bytes);
		}
	},
	{
		name: 'a part sent twice is the second one, or the second is refused',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(rig.partSize + 7);
			const session = await openSession(rig, folder, bytes);
			if (!inAnyOrder(rig, session)) {
				await send(rig, session, bytes, [1]);
				await expectCode(send(rig, session, fresh(bytes.length), [1]), 'part-exists');
			} else await send(rig, session, fresh(bytes.length), [1]);
			const rest = inAnyOrder(rig, session) ? [1, 2] : [2];
			await send(rig, session, bytes, rest);
			const receipts = [
				{ number: 1, size: session.partSize, etag: etagOf(partOf(session, bytes, 1)) },
				{ number: 2, size: 7, etag: etagOf(partOf(session, bytes, 2)) }
			];
			expect(await rig.drive.listParts(session)).toEqual(receipts);
			await expectFile(rig, folder, await complete(rig, session, { receipts }), bytes);
		}
	},
	...[0, 1].map((more): Check => ({
		name: `a commit whose answer was lost can be repeated: ${1 + more} part(s)`,
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(rig.partSize + more);
			const session = await openSession(rig, folder, bytes);
			const sent = await send(rig, session, bytes, numbersOf(session));
			const file = await complete(rig, session, sent);
			const again = await rig.drive.complete(session, sent.receipts, { again: true });
			expect(again.id).toBe(file.id);
			await expectFile(rig, folder, again, bytes);
			expect(await entriesOf(rig, folder.id)).toHaveLength(1);
		}
	})),
	{
		name: 'a look finds what is there and commits nothing',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(rig.partSize + 1);
			const session = await openSession(rig, folder, bytes);
			const sent = await send(rig, session, bytes, [1, 2]);
			const look = { again: true, lookOnly: true };
			await expectCode(complete(rig, session, sent, look), 'not-finalised');
			expect(await entriesOf(rig, folder.id)).toEqual([]);
			const file = await complete(rig, session, sent);
			expect(await complete(rig, session, sent, look)).toMatchObject({ id: file.id });
			expect(await entriesOf(rig, folder.id)).toHaveLength(1);
		}
	},
	{
		name: 'a PUT that is the commit is found without its answer, and lost when it never came',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(rig.partSize);
			const session = await openSession(rig, folder, bytes);
			if (!session.commitsOnPut) return expect(session.commitsOnPut).toBeFalsy();
			expect([session.parts, session.listable]).toEqual([1, false]);
			const look = { again: true, lookOnly: true };
			await expectCode(rig.drive.complete(session, [], look), 'not-finalised');
			await expectCode(rig.drive.complete(session, [], { again: true }), 'session-lost');
			const { receipts } = await send(rig, session, bytes, [1]);
			const file = await rig.drive.complete(session, receipts, look);
			await expectFile(rig, folder, file, bytes);
			expect(await entriesOf(rig, folder.id)).toHaveLength(1);
		}
	},
	{
		name: 'a finished session is lost',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(rig.partSize + 1);
			const session = await openSession(rig, folder, bytes);
			await complete(rig, session, await send(rig, session, bytes, [1, 2]));
			await expectCode(rig.drive.listParts(session), 'session-lost');
		}
	},
	{
		name: 'an abandoned session leaves no file, and giving up again does no harm',
		async run(rig) {
			const folder = await makeFolder(rig);
			const bytes = fresh(rig.partSize + 1);
			const session = await openSession(rig, folder, bytes);
			await send(rig, session, bytes, [1]);
			await rig.drive.abandon(session);
			await rig.drive.abandon(session);
			if (rig.drive.traits.abandons) {
				await expectCode(rig.drive.listParts(session), 'session-lost');
			}
			expect(await entriesOf(rig, folder.id)).toEqual([]);
		}
	},
	{
		name: 'a session that is not ours is lost',
		async run(rig) {
			const folder = await makeFolder(rig);
			const session = await openSession(rig, folder, fresh(rig.partSize + 1));
			const forged = { ...session, sealed: `${session.sealed.slice(0, -6)}forged` };
			await expectCode(rig.drive.listParts(forged), 'session-lost');
			await expectCode(rig.drive.presign(forged, [1]), 'session-lost');
		}
	}
];
