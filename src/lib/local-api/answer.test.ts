import { expect, test } from 'vitest';
import { anUpload } from '../../../tests/support/uploads';
import { answerFrom, refused } from './answer';
import type { SessionFacts, UploadsSource } from './local-api';
import { uploadProgress } from './progress';
import { sessionIdOf } from './session';

const still = { sent: 0, partsDone: 0, partsTotal: 0, speed: 0, elapsedMs: 0 };
const film = uploadProgress(anUpload(), still);
const facts = (id: string, createdAt: number): SessionFacts => ({
	id,
	sessionId: 's',
	filePath: 'film.mkv',
	folderId: '',
	size: 100,
	digests: {},
	partsTotal: 1,
	numbers: [],
	createdAt,
	updatedAt: createdAt
});

function source(sessions: readonly SessionFacts[], isLive = true, cleaned = 0) {
	const ended: string[] = [];
	const days: number[] = [];
	const made: UploadsSource = {
		isLive,
		uploads: async (path) => (path === undefined || path === 'film.mkv' ? [film] : []),
		sessions: async () => sessions,
		endSession: async (id) => void ended.push(id),
		cleanUp: async (number) => {
			days.push(number);
			return cleaned;
		}
	};
	return { source: made, ended, days };
}

test('all uploads are a list, one is itself, an unknown one is 404', async () => {
	const { source: from } = source([]);
	expect(await answerFrom(from, { kind: 'uploads' })).toEqual({
		status: 200,
		body: { uploads: [film] }
	});
	expect(await answerFrom(from, { kind: 'upload', filePath: 'film.mkv' })).toEqual({
		status: 200,
		body: film
	});
	expect(await answerFrom(from, { kind: 'upload', filePath: 'x' })).toMatchObject({ status: 404 });
});

test('the newest of two sessions with one id is ended, and nothing where there is none', async () => {
	const { source: from, ended } = source([facts('old', 1), facts('new', 2)]);
	const sessionId = await sessionIdOf('film.mkv', '');
	const answer = await answerFrom(from, { kind: 'end', sessionId });
	expect(answer).toEqual({ status: 200, body: { message: `Session ${sessionId} is deleted.` } });
	expect(ended).toEqual(['new']);
	const other = { kind: 'end', sessionId: '0'.repeat(16) } as const;
	expect(await answerFrom(from, other)).toMatchObject({ status: 404 });
	expect(ended).toHaveLength(1);
});

test('without an engine the message says when the drive is told', async () => {
	const sessionId = await sessionIdOf('film.mkv', '');
	const message = async (isLive: boolean, cleaned: number) => {
		const { source: from } = source([facts('u1', 1)], isLive, cleaned);
		const [end, clean] = await Promise.all([
			answerFrom(from, { kind: 'end', sessionId }),
			answerFrom(from, { kind: 'clean-up', days: 9 })
		]);
		return [end, clean].map(({ body }) => (body as { message: string }).message);
	};
	const told = /the drive could not be told/;
	for (const text of await message(false, 2)) expect(text).toMatch(told);
	for (const text of await message(true, 2)) expect(text).not.toMatch(told);
	// Nothing was deleted, so nothing is left behind.
	expect((await message(false, 0))[1]).toBe('0 sessions are deleted.');
});

test('a cleaning up says how many went', async () => {
	const { source: from, days } = source([], true, 1);
	expect(await answerFrom(from, { kind: 'clean-up', days: 9 })).toEqual({
		status: 200,
		body: { message: '1 session is deleted.' }
	});
	expect(days).toEqual([9]);
});

test('a refusal keeps its status and names the method that would do', () => {
	expect(refused({ kind: 'refused', status: 405, message: 'm', allow: 'GET' })).toEqual({
		status: 405,
		body: { message: 'm' },
		headers: { allow: 'GET' }
	});
	expect(refused({ kind: 'refused', status: 404, message: 'm' })).toEqual({
		status: 404,
		body: { message: 'm' }
	});
});
