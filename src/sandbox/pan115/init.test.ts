import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { Kex, sha1, type InitAnswer } from '../../../tests/support/pan115-client';
import { bytesOf, Pan115Rig, type InitOptions, type Json } from '../../../tests/support/pan115-rig';

const MiB = 1024 * 1024;
let rig: Pan115Rig;
let clock: FakeClock;
beforeEach(async () => {
	clock = new FakeClock();
	rig = await Pan115Rig.open(clock);
});
afterEach(() => rig.sandbox.close());

/** seeded puts a file into the drive and gives its bytes. */
async function seeded(size: number): Promise<Uint8Array> {
	await rig.admin('seed', { drive: 'pan115', path: '/old', size, seed: 1 });
	const response = await rig.send('_sandbox/content?drive=pan115&path=/old');
	return new Uint8Array(await response.arrayBuffer());
}

/** proofFor answers a challenge, rightly unless `shift` moves the range. */
function proofFor(asked: InitAnswer, bytes: Uint8Array, shift = 0) {
	const [first = 0, last = 0] = asked.sign_check.split('-').map(Number);
	const value = sha1(bytes.subarray(first + shift, last + 1)).toUpperCase();
	return { key: asked.sign_key, value };
}

describe('an init of unknown content', () => {
	test('promises a new object each time, with a callback of two texts of JSON', async () => {
		const first = await rig.init('a.bin', bytesOf(10, 1));
		const second = await rig.init('a.bin', bytesOf(10, 1));
		expect(first).toMatchObject({ status: 1, statuscode: 0, bucket: 'fhnfile', target: 'U_1_0' });
		expect(first.object).toMatch(/^[0-9a-f]{40}$/);
		expect(first.pickcode).toMatch(/^[a-e][0-9a-z]{16}$/);
		expect(second.object).not.toBe(first.object);
		expect(first.callback.callback).toContain('http:\\/\\/uplb.115.com\\/3.0\\/completeupload.php');
		expect(JSON.parse(first.callback.callback_var)).toMatchObject({
			'x:pick_code': first.pickcode,
			'x:user_id': '100200300',
			'x:target': 'U_1_0'
		});
	});

	test.each(['pkcs7', 'lazy', 'zero'] as const)('is read with %s padding', async (padding) => {
		for (const name of ['a', 'ab', 'abc', '文件 & 空.bin'])
			expect(await rig.init(name, bytesOf(10, 1), { padding })).toMatchObject({ status: 1 });
	});

	test('takes time in seconds and in milliseconds, and none from another day', async () => {
		const now = clock.now();
		expect((await rig.init('a', bytesOf(1, 1), { t: now })).status).toBe(1);
		expect((await rig.init('a', bytesOf(1, 1), { t: now / 1000 - 86_000 })).status).toBe(1);
		const late = await rig.init('a', bytesOf(1, 1), { t: now / 1000 - 86_401 });
		expect(late).toMatchObject({ status: 0, statuscode: 400 });
	});

	test('can make folders below its target', async () => {
		const answer = await rig.init('a', bytesOf(1, 1), { spoil: { path: '/x/y/' } });
		const cid = answer.target.slice(4);
		expect(BigInt(cid)).toBeGreaterThan(2n ** 53n);
		expect((await rig.init('a', bytesOf(1, 1), { cid })).status).toBe(1);
	});

	test('cuts a name that is too long', async () => {
		const known = await seeded(1);
		await rig.init('长'.repeat(100) + '.bin', known);
		expect((await rig.files()).at(-1)).toBe(`/${'长'.repeat(84)}..`);
	});
});

describe('an init is refused', () => {
	const cases: readonly [string, InitOptions, number][] = [
		['a wrong sig', { spoil: { sig: 'A'.repeat(40) } }, 400],
		['a wrong token', { spoil: { token: 'a'.repeat(32) } }, 400],
		['a version that is not the one in the token', { spoil: { appversion: '1.0' } }, 400],
		['a size that was not signed', { spoil: { filesize: '11' } }, 400],
		['another person', { spoil: { userid: '100200301' } }, 402],
		['a size that is none', { spoil: { filesize: 'big' } }, 402],
		['a lower-case SHA-1', { spoil: { fileid: 'a'.repeat(40) } }, 402],
		['a folder that is not there', { cid: '2900000000000000099' }, 402],
		['no name', { spoil: { filename: '' } }, 402]
	];
	test.each(cases)('for %s', async (_, options, statuscode) => {
		const answer = await rig.init('a', bytesOf(10, 1), options);
		expect(answer).toMatchObject({ status: 0, statuscode, pickcode: '' });
		expect(answer.statusmsg).not.toBe('');
	});

	test('with false instead of 0 by switch', async () => {
		await rig.config({ initStatus: 'boolean' });
		expect((await rig.init('a', bytesOf(1, 1), { spoil: { sig: '' } })).status).toBe(false);
	});

	test('in the clear when there is no key in common', async () => {
		const body = await rig.rawInit('a', bytesOf(1, 1), { kec: rig.kex.kec(1).replace(/^./, '!') });
		expect(JSON.parse(body.toString())).toMatchObject({ status: 0, statuscode: 400 });
		const stranger = new Kex(String((await rig.admin('keys')).p224));
		const other = await rig.rawInit('a', bytesOf(1, 1), { kec: stranger.kec(1) });
		expect(() => JSON.parse(rig.kex.open(other).text) as unknown).toThrow();
	});

	test('unless the key only lost its plus signs on the way', async () => {
		// The sign is in every few keys: some keys have it and are taken.
		const kec = Array.from({ length: 200 }, (_, t) => rig.kex.kec(t)).find((text) =>
			/\+/.test(text)
		);
		const body = await rig.rawInit('a', bytesOf(1, 1), { kec: kec?.replaceAll('+', ' ') ?? '' });
		expect(JSON.parse(rig.kex.open(body).text)).toMatchObject({ status: 1 });
	});

	test('without cookies', async () => {
		rig.cookie = '';
		expect(await rig.init('a', bytesOf(1, 1))).toMatchObject({ state: false, errno: 990001 });
	});

	test('for an old client, by version or by User-Agent', async () => {
		await rig.config({ minAppVersion: '30.5.2' });
		expect((await rig.init('a', bytesOf(1, 1))).statusmsg).toMatch('升级');
		await rig.config({ minAppVersion: '30.5.1' });
		expect((await rig.init('a', bytesOf(1, 1))).status).toBe(1);
		const agent = 'Mozilla/5.0 115Browser/27.0.5.7';
		expect((await rig.init('a', bytesOf(1, 1), { agent })).statusmsg).toMatch('升级');
	});

	test('for more than the account holds', async () => {
		await rig.enter('Sandbox 115 almost full');
		expect((await rig.init('a', bytesOf(MiB, 1))).status).toBe(1);
		expect((await rig.init('a', bytesOf(MiB + 1, 1))).statuscode).toBe(91005);
	});

	test('for a file that is too big for the account', async () => {
		const size = 5 * 1024 * MiB;
		expect((await rig.init('a', bytesOf(1, 1), { size: size + 1 })).status).toBe(1);
		await rig.enter('Sandbox 115 free');
		expect((await rig.init('a', bytesOf(1, 1), { size })).status).toBe(1);
		const big = await rig.init('a', bytesOf(1, 1), { size: size + 1 });
		expect(big).toMatchObject({ status: 0, statuscode: 50028 });
	});
});

describe('an init of known content', () => {
	test('below 1 MiB, and of nothing, is instant', async () => {
		const known = await seeded(MiB - 1);
		expect(await rig.init('new', known)).toMatchObject({ status: 2, statuscode: 0 });
		expect(await rig.init('new', new Uint8Array(0))).toMatchObject({ status: 2 });
		expect(await rig.files()).toEqual(['/old', '/new', '/new']);
	});

	test('of 1 MiB asks for a range first', async () => {
		const known = await seeded(MiB);
		const asked = await rig.init('new', known);
		expect(asked).toMatchObject({ status: 7, statuscode: 701 });
		expect(asked.sign_key).toMatch(/^[0-9A-F]{40}$/);
		const answer = await rig.init('new', known, { proof: proofFor(asked, known) });
		expect(answer).toMatchObject({ status: 2, sign_key: '' });
		expect(await rig.files()).toEqual(['/old', '/new']);
	});

	test('asks again after a wrong answer, or refuses by switch', async () => {
		const known = await seeded(MiB);
		const asked = await rig.init('new', known);
		const again = await rig.init('new', known, { proof: { key: asked.sign_key, value: 'A' } });
		expect(again.status).toBe(7);
		expect(again.sign_key).not.toBe(asked.sign_key);
		await rig.config({ challengeWrong: 'refuse' });
		const refused = await rig.init('new', known, { proof: { key: again.sign_key, value: 'A' } });
		expect(refused).toMatchObject({ status: 0, statuscode: 400 });
		expect(await rig.files()).toEqual(['/old']);
	});

	test('takes an answer once, soon, and from who was asked', async () => {
		const known = await seeded(MiB);
		const proof = proofFor(await rig.init('new', known), known);
		expect((await rig.init('new', known, { proof })).status).toBe(2);
		expect((await rig.init('new', known, { proof })).statuscode).toBe(400);
		const slow = proofFor(await rig.init('new', known), known);
		await clock.advance(60_001);
		expect((await rig.init('new', known, { proof: slow })).statuscode).toBe(400);
		const mine = proofFor(await rig.init('new', known), known);
		await rig.enter('Sandbox 115 free');
		expect((await rig.init('new', known, { proof: mine })).statuscode).toBe(400);
	});

	test('asks as often as switches say', async () => {
		const known = await seeded(MiB);
		await rig.config({ challengeRounds: 3, challengeFailures: 1 });
		const seen: unknown[] = [];
		let answer = await rig.init('new', known);
		while (answer.status === 7 && seen.length < 9) {
			seen.push(answer.sign_check);
			answer = await rig.init('new', known, { proof: proofFor(answer, known) });
		}
		expect(answer.status).toBe(2);
		expect(seen).toHaveLength(4);
	});

	test('wants the bytes all the same by switch', async () => {
		const known = await seeded(MiB);
		await rig.config({ instant: 'off' });
		expect((await rig.init('new', known)).status).toBe(1);
	});

	test('must match in size too', async () => {
		const known = await seeded(100);
		expect((await rig.init('new', known)).status).toBe(2);
		expect((await rig.init('new', known.subarray(1))).status).toBe(1);
	});
});

test('the answer has the forms that clients must read', async () => {
	const form = async (patch: object) => {
		await rig.config(patch);
		return rig.kex.open(await rig.rawInit('a', bytesOf(1, 1)));
	};
	expect(await form({})).toMatchObject({ blocks: 1, tail: true });
	expect(await form({ initTail: false, initLz4: 'literal' })).toMatchObject({ tail: false });
	const many = await form({ initBlock: 100, callbackShape: 'array', callbackCode: 'task-id' });
	expect(many.blocks).toBeGreaterThan(4);
	const { callback } = JSON.parse(many.text) as { callback: [InitAnswer['callback']] };
	const variables = JSON.parse(callback[0].callback_var) as Json;
	expect(variables['x:pick_code']).toMatch(/^[0-9a-f]{24}$/);
});
