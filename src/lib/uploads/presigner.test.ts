import { beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { MemoryDrive } from '../../../tests/support/memory-drive';
import { memoryStore } from '../../../tests/support/memory-store';
import type { PresignedPart, PresignOptions } from '../drives/drive';
import { RELAY_HEADERS, RELAY_PATH } from '../drives/wire';
import { TransferError } from '../kernel/errors';
import { Hosts } from './hosts';
import { Presigner } from './presigner';
import { Ways } from './ways';

const MINUTE = 60_000;
const HOST = 'https://storage.test';
const session = { id: 's', partSize: 10, parts: 99, listable: true, sealed: 's' };
let clock: FakeClock;
let asked: (readonly number[])[];
/** For each call, whether it was for parts of the relay. */
let relayed: (boolean | undefined)[];
let ways: Ways;
let drive: MemoryDrive;
let presigner: Presigner;
let refusal: TransferError | undefined;

beforeEach(() => {
	clock = new FakeClock();
	asked = [];
	relayed = [];
	refusal = undefined;
	const reaches = async () => true;
	ways = new Ways({ clock, store: memoryStore(), reaches, relay: () => ({ on: true }) });
	drive = new MemoryDrive({ clock, partSize: 10 });
	drive.presign = async (_, numbers, { relay }: PresignOptions = {}) => {
		asked.push(numbers);
		relayed.push(relay);
		if (refusal) throw refusal;
		return numbers.map((number) => ({
			number,
			method: 'PUT',
			url: relay ? RELAY_PATH : `${HOST}/${number}/${asked.length}`,
			headers: relay ? { [RELAY_HEADERS.storage]: HOST } : {},
			expiresAt: clock.now() + 15 * MINUTE
		}));
	};
	presigner = newPresigner();
});

function newPresigner(): Presigner {
	const hosts = new Hosts(clock, () => 6);
	return new Presigner(drive, session, { clock, ways, hosts }, new AbortController().signal);
}

/** The storage refuses a part as pages are refused. */
async function refused(part: PresignedPart): Promise<void> {
	expect(await ways.judge({ part, startedAt: clock.now(), sent: 0, size: 9 })).toBe('relay');
}

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

test('once its host refuses pages, no direct URL is handed out, not even one that is ready', async () => {
	await refused(await presigner.take(1, [2]));
	expect((await presigner.take(1, [2])).url).toBe(RELAY_PATH);
	expect((await presigner.take(2, [])).url).toBe(RELAY_PATH);
	expect(relayed).toEqual([false, true]);
});

test('the next file of that drive asks for the relay at once', async () => {
	await refused(await presigner.take(1, []));
	await newPresigner().take(1, []);
	expect(relayed).toEqual([false, true]);
});

test('a host that is known from an earlier visit costs one more call, and no failed part', async () => {
	await refused(await presigner.take(1, []));
	ways.uses({ ...drive.traits }, directPart('https://other.test'));
	expect((await newPresigner().take(1, [])).url).toBe(RELAY_PATH);
	expect(relayed).toEqual([false, false, true]);
});

test('a guess that was wrong, as storage moved to an open host, is put right', async () => {
	const closed = directPart('https://closed.test');
	await refused(closed);
	ways.uses(drive.traits, closed);
	expect((await presigner.take(1, [])).url).toContain(HOST);
	expect(relayed).toEqual([true, false]);
});

function directPart(origin: string): PresignedPart {
	return { number: 1, method: 'PUT', url: `${origin}/k`, headers: {}, expiresAt: 0 };
}
