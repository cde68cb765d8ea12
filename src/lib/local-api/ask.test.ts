import { beforeEach, expect, test } from 'vitest';
import { Air } from '../../../tests/support/air';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { TransferError } from '../kernel/errors';
import { answerAsks, liveSource, type AskMessage } from './ask';
import type { UploadsSource } from './local-api';

let air: Air<AskMessage>;
let clock: FakeClock;
const ended: string[] = [];

const engine: UploadsSource = {
	isLive: true,
	uploads: async (filePath) => [{ file_name: filePath ?? 'all' } as never],
	sessions: async () => [],
	endSession: async (id) => {
		if (id === 'bad') throw new TransferError('storage-quota', { detail: 'full' });
		ended.push(id);
	},
	cleanUp: async (days) => days * 2
};

beforeEach(() => {
	air = new Air();
	clock = new FakeClock();
	ended.length = 0;
});

test('an engine that leads answers every question, and its errors keep their code', async () => {
	answerAsks(air.end(), engine);
	const source = (await liveSource(air.end(), clock))!;
	expect(source.isLive).toBe(true);
	expect(await source.uploads('a/b')).toEqual([{ file_name: 'a/b' }]);
	expect(await source.uploads()).toEqual([{ file_name: 'all' }]);
	expect(await source.sessions()).toEqual([]);
	expect(await source.cleanUp(3)).toBe(6);
	await source.endSession('u1');
	expect(ended).toEqual(['u1']);
	await expect(source.endSession('bad')).rejects.toMatchObject({
		code: 'storage-quota',
		detail: 'full'
	});
	// Nothing is left that would wake up later.
	expect(clock.sleeping).toBe(0);
});

test('questions at the same time each get their own answer', async () => {
	answerAsks(air.end(), engine);
	const [one, other] = await Promise.all([
		liveSource(air.end(), clock),
		liveSource(air.end(), clock)
	]);
	const answers = await Promise.all([one!.cleanUp(1), other!.cleanUp(2), one!.cleanUp(3)]);
	expect(answers).toEqual([2, 4, 6]);
});

test('where nobody answers within a second there is no engine', async () => {
	let found: unknown = 'asking';
	void liveSource(air.end(), clock).then((source) => (found = source));
	await clock.advance(999);
	expect(found).toBe('asking');
	await clock.advance(1);
	expect(found).toBeUndefined();
});

test('a frozen engine that hears everything later carries nothing out', async () => {
	const asked = liveSource(air.end(), clock);
	await clock.advance(1000);
	expect(await asked).toBeUndefined();
	// It thaws: what was said meanwhile arrives.
	const late = air.said.slice();
	answerAsks(air.end(), engine);
	const voice = air.end();
	for (const message of late) voice.post(message);
	await settle();
	expect(late.map(({ type }) => type)).toEqual(['knock']);
	expect(ended).toEqual([]);
});

test('an engine that knocks back and then says nothing is given half a minute', async () => {
	const stop = answerAsks(air.end(), engine);
	const source = (await liveSource(air.end(), clock))!;
	stop();
	const answer = source.sessions().then(
		() => 'answered',
		(error: unknown) => error
	);
	await clock.advance(30_000);
	expect(await answer).toMatchObject({ code: 'server-error' });
});
