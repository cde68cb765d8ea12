import { beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { MemoryDrive } from '../../../tests/support/memory-drive';
import { TransferError } from '../kernel/errors';
import { Presigner } from './presigner';

const MINUTE = 60_000;
const session = { id: 's', partSize: 10, parts: 99, listable: true, sealed: 's' };
let clock: FakeClock;
let asked: (readonly number[])[];
let presigner: Presigner;
let refusal: TransferError | undefined;

beforeEach(() => {
	clock = new FakeClock();
	asked = [];
	refusal = undefined;
	const drive = new MemoryDrive({ clock, partSize: 10 });
	drive.presign = async (_, numbers) => {
		asked.push(numbers);
		if (refusal) throw refusal;
		return numbers.map((number) => ({
			number,
			method: 'PUT',
			url: `https://storage.test/${number}/${asked.length}`,
			headers: {},
			expiresAt: clock.now() + 15 * MINUTE
		}));
	};
	presigner = new Presigner(drive, session, clock, new AbortController().signal);
});

test('one call brings the URLs of the next parts too', async () => {
	await presigner.take(1, [2, 3]);
	await presigner.take(2, [3, 4]);
	await presigner.take(3, [4, 5]);
	await presigner.take(4, [5, 6]);
	expect(asked).toEqual([
		[1, 2, 3],
		[4, 5, 6]
	]);
});

test('parts that ask at the same time share what one call brings', async () => {
	await Promise.all([presigner.take(1, [2, 3]), presigner.take(2, [3]), presigner.take(3, [])]);
	expect(asked).toHaveLength(1);
});

test('a URL whose end is near is not handed out', async () => {
	await presigner.take(1, [2]);
	await clock.advance(13 * MINUTE);
	expect((await presigner.take(2, [])).url).toContain('/2/1');
	await clock.advance(1.5 * MINUTE);
	expect((await presigner.take(2, [])).url).toContain('/2/2');
});

test('a URL that storage refused is asked for anew', async () => {
	await presigner.take(1, []);
	presigner.drop(1);
	expect((await presigner.take(1, [])).url).toContain('/1/2');
});

test('once the drive wants a pause, whoever stands in line does not ask again', async () => {
	refusal = new TransferError('blocked');
	const takes = [1, 2, 3].map((number) => presigner.take(number, []));
	for (const take of takes) await expect(take).rejects.toMatchObject({ code: 'blocked' });
	expect(asked).toHaveLength(1);
});
