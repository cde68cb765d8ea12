import { beforeEach, expect, test } from 'vitest';
import { CallbackDrive } from '../../../tests/support/callback-drive';
import { EngineRig, fresh } from '../../../tests/support/engine-rig';
import { keep, lineOf } from '../flight/record-line';
import { TransferError } from '../kernel/errors';

let rig: EngineRig;

beforeEach(async () => {
	rig = new EngineRig();
	await rig.start();
});

const steps = (step: string) => rig.flight.filter((event) => event.step === step);

test('every part leaves a note of its URL, its first byte and its arrival', async () => {
	rig.onPut = () => {
		rig.progress(4);
		rig.progress(10);
		return 'store';
	};
	const id = await rig.add(fresh(30));
	await rig.status(id);
	expect(rig.flight.every(({ uploadId }) => uploadId === id)).toBe(true);
	expect(steps('sign')).toMatchObject([{ part: 1, detail: 'direct 3' }]);
	const host = 'storage.test';
	for (const step of ['first-byte', 'sent']) {
		const notes = steps(step).toSorted((a, b) => a.part! - b.part!);
		expect(notes).toMatchObject([1, 2, 3].map((part) => ({ part, attempt: 1, host })));
	}
	expect(steps('call').map(({ detail }) => detail)).toEqual(['open session', 'complete']);
	expect(steps('retry')).toEqual([]);
});

test('a part that fails says why, how far it came and which try it was', async () => {
	rig.onPut = (_, count) => {
		if (count !== 1) return 'store';
		rig.progress(7);
		return new TransferError('server-error', { detail: 'HTTP 503' });
	};
	await rig.status(await rig.add(fresh(10)));
	expect(steps('retry')).toMatchObject([
		{ part: 1, attempt: 1, bytes: 7, code: 'server-error', detail: 'HTTP 503' }
	]);
	expect(steps('sent')).toMatchObject([{ part: 1, attempt: 2, bytes: 10 }]);
});

test('a call that the drive refuses says which, and why', async () => {
	rig.lie({ complete: async () => Promise.reject(new TransferError('drive-refused')) });
	await rig.status(await rig.add(fresh(10)));
	expect(steps('call').at(-1)).toMatchObject({ detail: 'complete', code: 'drive-refused' });
});

test('what storage lists after a crash is noted', async () => {
	rig.onPut = (_, count) => (count === 3 ? 'crash' : 'store');
	await rig.add(fresh(50));
	await rig.settled();
	await rig.start();
	rig.onPut = () => 'store';
	await rig.status('u1');
	expect(steps('listing').map(({ detail }) => detail)).toContain('parts 2');
});

test('no query and no header of a whole upload’s URLs is in what is stored', async () => {
	const { memory } = rig;
	rig.lie({
		presign: async (...args) =>
			(await memory.presign(...args)).map((part) => {
				const url = `${part.url}&X-Amz-Signature=c0ffee1`;
				return { ...part, url, headers: { authorization: 'OSS c0ffee2' } };
			})
	});
	rig.onPut = ({ url, headers }, count) =>
		count < 4
			? new TransferError('server-error', { detail: `${url} ${JSON.stringify(headers)}` })
			: 'store';
	await rig.status(await rig.add(fresh(30)));
	const stored = rig.flight.map((event) => lineOf(keep(event, 0))).join('');
	expect(stored).toContain('server-error');
	expect(stored).not.toMatch(/c0ffee|X-Amz/);
	// All of it was there to be found.
	expect(JSON.stringify(rig.flight)).toContain('X-Amz-Signature=c0ffee1');
});

test('a PUT that is the commit leaves the same notes, its failures too', async () => {
	const own = new EngineRig((clock) => new CallbackDrive(clock));
	await own.start();
	own.onPut = (_, count) => (count === 1 ? new TransferError('part-corrupted') : 'store');
	await own.status(await own.add(fresh(20)));
	const notes = own.flight.filter(({ step }) => step === 'retry' || step === 'sent');
	expect(notes).toMatchObject([
		{ step: 'retry', part: 1, attempt: 1, code: 'part-corrupted' },
		{ step: 'sent', part: 1, attempt: 2 }
	]);
});
