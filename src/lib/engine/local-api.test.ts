import { beforeEach, expect, test } from 'vitest';
import { Air } from '../../../tests/support/air';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { settle } from '../../../tests/support/fake-clock';
import { anUpload } from '../../../tests/support/uploads';
import { liveSource, type AskMessage } from '../local-api/ask';
import { MOST_ROWS, type LiveMessage } from '../local-api/local-api';
import { TransferError } from '../kernel/errors';
import { commands } from './commands';
import type { Engine } from './create-engine';
import { speakLocalApi } from './local-api';
import { Publisher } from './publisher';

let rig: EngineRig;
let live: Air<LiveMessage>;
let asks: Air<AskMessage>;
let spoken: ReturnType<typeof speakLocalApi>;

beforeEach(async () => {
	rig = new EngineRig();
	await rig.start();
	live = new Air();
	asks = new Air();
	const running = Promise.resolve({
		sessionTools: { ...rig, queue: rig.queue, store: rig.store, drive: () => rig.drive }
	} as unknown as Engine);
	spoken = speakLocalApi(
		{ live: live.end(), asks: asks.end() },
		rig,
		commands(() => running)
	);
	const publisher = new Publisher(rig.queue, rig.clock, () => ({}));
	publisher.updates.on((update) => spoken.update(update));
});

const source = async () => (await liveSource(asks.end(), rig.clock))!;
/** Names in the last news, with their status. */
const news = () => {
	const last = live.said.findLast((message) => message.type === 'upload_progress');
	return last?.type === 'upload_progress' ? last.data.uploads : [];
};

test('an upload is told from its first state to its last, at most twice a second', async () => {
	const id = await rig.add(fresh(100), { name: 'film.mkv' });
	await rig.status(id);
	await rig.clock.advance(1000);
	expect(news()).toMatchObject([{ file_name: 'film.mkv', status: 'success', percentage: 100 }]);
	const count = live.said.length;
	await rig.clock.advance(60_000);
	expect(live.said).toHaveLength(count);
	expect(await (await source()).uploads('film.mkv')).toMatchObject([{ status: 'success' }]);
	expect(await (await source()).uploads('other.mkv')).toEqual([]);
});

test('a row that leaves the list is told by a list without it', async () => {
	const id = await rig.add(fresh(100));
	await rig.status(id);
	await rig.clock.advance(1000);
	await rig.queue.takeOff([id]);
	await rig.clock.advance(1000);
	expect(live.said.length).toBeGreaterThan(1);
	expect(news()).toEqual([]);
});

test('of more than 500 rows only what changed is told, while a question gets all', async () => {
	rig.connection = 'offline';
	const paused = { state: 'paused' } as const;
	const rows = Array.from({ length: MOST_ROWS + 1 }, (_, index) =>
		anUpload({ id: `r${index}`, name: `file ${index}`, order: index, status: paused })
	);
	await rig.queue.add(rows.slice(1), []);
	await rig.clock.advance(2000);
	expect(news()).toHaveLength(MOST_ROWS);
	await rig.queue.cancel(['r7']);
	await rig.clock.advance(2000);
	expect(news()).toHaveLength(MOST_ROWS);
	await rig.queue.add(rows.slice(0, 1), []);
	await rig.clock.advance(2000);
	expect(news().map(({ file_name }) => file_name)).toEqual(['file 0']);
	expect(await (await source()).uploads()).toHaveLength(MOST_ROWS + 1);
});

test('a session is listed while it lasts, and its end cancels the row', async () => {
	rig.onPut = (_, count) => (count === 1 ? 'store' : new TransferError('proxy-unreachable'));
	const id = await rig.add(fresh(30), { folders: ['holiday'], name: 'a.jpg' });
	await rig.status(id);
	const engine = await source();
	const [session] = await engine.sessions();
	expect(session).toMatchObject({
		...{ id, filePath: 'holiday/a.jpg', folderId: '', size: 30, partsTotal: 3 },
		digests: rig.queue.entry(id)!.upload.digests
	});
	expect(session!.numbers).toHaveLength(1);
	await engine.endSession(id);
	await settle();
	expect(rig.queue.entry(id)!.upload.status.state).toBe('cancelled');
	expect(await engine.sessions()).toEqual([]);
});

test('an engine that no longer leads neither tells nor answers', async () => {
	spoken.stop();
	await rig.add(fresh(100));
	await rig.clock.advance(1000);
	expect(live.said).toEqual([]);
	const asking = liveSource(asks.end(), rig.clock);
	await rig.clock.advance(1000);
	expect(await asking).toBeUndefined();
});
