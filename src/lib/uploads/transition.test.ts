import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RemoteFile } from '../drives/drive';
import { ERROR_CODES, recoveryOf } from '../kernel/errors';
import { isActive, isFinal, transition, waitCauseOf, type UploadEvent } from './transition';
import type { Status, UploadState } from './upload';

const file: RemoteFile = { id: '1', name: 'a', folderId: '', kind: 'file', size: 1, digests: {} };

describe('transition', () => {
	test('takes an upload through its states to done', () => {
		let status: Status = { state: 'queued' };
		const states: UploadState[] = [];
		for (const state of ['hashing', 'checking', 'uploading', 'finishing'] as const) {
			status = transition(status, { type: 'enter', state });
			states.push(status.state);
		}
		status = transition(status, { type: 'done', file, instant: false });
		expect([...states, status.state]).toEqual([
			'hashing',
			'checking',
			'uploading',
			'finishing',
			'done'
		]);
	});

	test.each(ERROR_CODES)('%s makes an active row wait or fail, never vanish', (code) => {
		const status = transition({ state: 'uploading' }, { type: 'error', code });
		expect(['waiting', 'failed']).toContain(status.state);
		const needsPerson = recoveryOf(code) === 'person' || recoveryOf(code) === 'wait';
		if (needsPerson) expect(status.state).toBe('waiting');
	});

	test('a row whose drive refused fails with the code', () => {
		const status = transition({ state: 'checking' }, { type: 'error', code: 'name-refused' });
		expect(status).toMatchObject({ state: 'failed', code: 'name-refused' });
	});

	test('only its own cause wakes a waiting row', () => {
		const waiting = transition({ state: 'uploading' }, { type: 'error', code: 'signed-out' });
		expect(transition(waiting, { type: 'clear', causes: ['offline', 'proxy'] })).toBe(waiting);
		expect(transition(waiting, { type: 'clear', causes: ['signed-out'] }).state).toBe('queued');
	});

	test('an answer that comes after Pause does not move the row', () => {
		const paused = transition({ state: 'uploading' }, { type: 'pause' });
		expect(transition(paused, { type: 'done', file, instant: false })).toBe(paused);
		expect(transition(paused, { type: 'error', code: 'network' })).toBe(paused);
	});

	test('a file that is done stays done, whatever is clicked', () => {
		const done: Status = { state: 'done', file, instant: true };
		for (const type of ['pause', 'resume', 'cancel', 'retry', 'restart'] as const) {
			expect(transition(done, { type })).toBe(done);
		}
	});

	test('after a crash active rows are queued, others are as they were', () => {
		expect(transition({ state: 'finishing' }, { type: 'restart' }).state).toBe('queued');
		expect(transition({ state: 'paused' }, { type: 'restart' }).state).toBe('paused');
	});

	test('a row waits until the moment that a person named, unless it is over or paused', () => {
		const event = { type: 'schedule', until: 5 } as const;
		const scheduled = transition({ state: 'uploading' }, event);
		expect(scheduled).toEqual({ state: 'waiting', cause: 'scheduled', until: 5 });
		expect(transition(scheduled, { type: 'restart' })).toBe(scheduled);
		expect(transition(scheduled, { type: 'resume' }).state).toBe('queued');
		for (const state of ['paused', 'failed', 'cancelled'] as const) {
			const status = { state, code: 'network', reason: 'person' } as Status;
			expect(transition(status, event)).toBe(status);
		}
	});

	test('a row that makes room for another is in line again', () => {
		expect(transition({ state: 'uploading' }, { type: 'yield' }).state).toBe('queued');
		expect(transition({ state: 'paused' }, { type: 'yield' }).state).toBe('paused');
	});

	test('after a restart a row looks again whether it still has to wait for a line or a file', () => {
		const waiting = (code: 'offline' | 'permission-needed' | 'space-full') =>
			transition({ state: 'uploading' }, { type: 'error', code });
		expect(transition(waiting('offline'), { type: 'restart' }).state).toBe('queued');
		expect(transition(waiting('permission-needed'), { type: 'restart' }).state).toBe('queued');
		expect(transition(waiting('space-full'), { type: 'restart' }).state).toBe('waiting');
	});
});

const events: fc.Arbitrary<UploadEvent> = fc.oneof(
	fc.record({
		type: fc.constant('enter' as const),
		state: fc.constantFrom('hashing' as const, 'checking', 'uploading', 'finishing')
	}),
	fc.record({ type: fc.constant('done' as const), file: fc.constant(file), instant: fc.boolean() }),
	fc.record({ type: fc.constant('error' as const), code: fc.constantFrom(...ERROR_CODES) }),
	fc.record({ type: fc.constant('conflict' as const), existing: fc.constant({}) }),
	fc.record({ type: fc.constant('skipped' as const) }),
	fc.record({
		type: fc.constant('clear' as const),
		causes: fc.subarray(['offline', 'proxy', 'signed-out', 'permission', 'conflict'] as const)
	}),
	fc.record({ type: fc.constant('schedule' as const), until: fc.nat() }),
	fc.record({ type: fc.constantFrom('restart', 'yield', 'pause', 'resume', 'cancel', 'retry') })
) as fc.Arbitrary<UploadEvent>;

test('no sequence of events loses a row, leaves done, or wakes what a person stopped', () => {
	fc.assert(
		fc.property(fc.array(events, { maxLength: 60 }), (sequence) => {
			let status: Status = { state: 'queued' };
			for (const event of sequence) {
				const before: Status = status;
				status = transition(before, event);
				// done is reached from work only, and never left.
				if (status.state === 'done' && before.state !== 'done') {
					expect(isActive(before)).toBe(true);
				}
				if (before.state === 'done') expect(status).toBe(before);
				// What a person stopped moves only by a person's word.
				if (before.state === 'paused' && status !== before) {
					expect(['resume', 'cancel']).toContain(event.type);
				}
				// A final row moves only by Retry or Cancel.
				if (isFinal(before) && status !== before) {
					expect(['retry', 'cancel']).toContain(event.type);
				}
				// A waiting row always says for what, and some event wakes it.
				if (status.state === 'waiting') {
					const cause = status.code ? waitCauseOf(status.code) : 'scheduled';
					expect(cause).toBe(status.cause);
					expect(transition(status, { type: 'clear', causes: [status.cause] }).state).toBe(
						'queued'
					);
				}
			}
		}),
		{ numRuns: 500 }
	);
});
