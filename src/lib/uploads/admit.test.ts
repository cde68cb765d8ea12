import { beforeEach, expect, test } from 'vitest';
import { FakeClock, settle } from '../../../tests/support/fake-clock';
import { RELAY_HEADERS, RELAY_PATH } from '../drives/wire';
import type { PresignedPart } from '../drives/drive';
import { TransferError } from '../kernel/errors';
import { admit, type Admitted } from './admit';
import { Hosts } from './hosts';
import type { Presigner } from './presigner';

const STORAGE = 'https://storage.test';
let clock: FakeClock;
let hosts: Hosts;
/** What the presigner gives, one after another; the last one stays. */
let parts: (PresignedPart | TransferError)[];

beforeEach(() => {
	clock = new FakeClock();
	hosts = new Hosts(clock, () => 1);
});

const direct = (n: number): PresignedPart => {
	return { number: 1, method: 'PUT', url: `${STORAGE}/?${n}`, headers: {}, expiresAt: 0 };
};
const relayed: PresignedPart = {
	...direct(0),
	url: RELAY_PATH,
	headers: { [RELAY_HEADERS.storage]: STORAGE }
};

const presigner = {
	take: async () => {
		const part = parts.length > 1 ? parts.shift() : parts[0];
		if (part instanceof TransferError) throw part;
		return part;
	}
} as unknown as Presigner;

const enter = (): Promise<Admitted> => {
	return admit(1, [], presigner, new AbortController().signal, { hosts });
};

test('a part that stood in line goes with the URL that is good when its turn comes', async () => {
	parts = [direct(1)];
	const first = await enter();
	parts = [direct(1), direct(2)];
	let second: Admitted | undefined;
	void enter().then((admitted) => (second = admitted));
	await settle();
	expect(second).toBeUndefined();
	first.pass.leave();
	await settle();
	expect(second?.part).toEqual(direct(2));
});

test('a part whose host needs the other way meanwhile stands in that line, and leaves the first', async () => {
	parts = [direct(1), relayed];
	const { part } = await enter();
	expect(part).toBe(relayed);
	parts = [direct(1)];
	expect((await enter()).part).toEqual(direct(1));
});

test('a refused URL leaves no place taken', async () => {
	parts = [direct(1), new TransferError('signed-out')];
	await expect(enter()).rejects.toMatchObject({ code: 'signed-out' });
	parts = [direct(1)];
	expect((await enter()).part).toEqual(direct(1));
});
