import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { at, openRig, type Rig } from '../testing';

let rig: Rig;
beforeEach(async () => {
	rig = await openRig();
});
afterEach(() => rig.close());

const set = (switches: object) => rig.world.config.apply(switches);
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();

describe('an upload', () => {
	const init = (text: string, more: Record<string, string> = {}) =>
		rig.open('/upload/init', {
			file_name: 'a.bin',
			file_size: String(text.length),
			target: 'U_1_0',
			fileid: sha1(text),
			...more
		});

	test('of unknown bytes gets a task, which its pick code continues and resumes', async () => {
		const first = await init('new');
		expect(first).toMatchObject({
			state: true,
			code: 0,
			data: { status: 1, bucket: 'fhnfile', sign_key: '', file_id: '' }
		});
		const pick_code = at(first, 'data', 'pick_code');
		const object = at(first, 'data', 'object');
		expect(at(await init('new'), 'data', 'object')).not.toBe(object);
		expect(await init('new', { pick_code })).toMatchObject({ data: { object, pick_code } });
		expect(at(await init('other', { pick_code }), 'data', 'object')).not.toBe(object);
		const resume = { pick_code, target: 'U_1_0', file_size: '3', fileid: sha1('new') };
		expect(await rig.open('/upload/resume', resume)).toMatchObject({
			data: { object, callback: (first.data as { callback: object }).callback }
		});
		expect(await rig.open('/upload/resume', { ...resume, fileid: sha1('x') })).toMatchObject({
			state: false,
			code: 50003
		});
	});

	test('of known small bytes is instant, and names the file', async () => {
		await rig.put('old.bin', 'known');
		const done = await init('known', { preid: sha1('known') });
		expect(done).toMatchObject({ data: { status: 2, callback: [], bucket: '' } });
		const id = at(done, 'data', 'file_id');
		expect(await rig.open(`/folder/get_info?file_id=${id}`)).toMatchObject({
			data: { file_name: 'a.bin' }
		});
		expect(await init('known', { preid: sha1('wrong') })).toMatchObject({
			state: false,
			code: 402
		});
	});

	test('of known large bytes wants proof of a range', async () => {
		const text = 'large'.repeat(300_000);
		await rig.put('old.bin', text);
		const proofOf = (asked: object, value?: string) => {
			const [start = 0, end = 0] = at(asked, 'data', 'sign_check').split('-').map(Number);
			const sign_val = value ?? sha1(text.slice(start, end + 1));
			return { sign_key: at(asked, 'data', 'sign_key'), sign_val };
		};
		const asked = await init(text);
		expect(asked).toMatchObject({ state: true, data: { status: 7, code: 701, callback: [] } });
		const wrong = await init(text, proofOf(asked, sha1('wrong')));
		expect(wrong).toMatchObject({ data: { status: 7, code: 701 } });
		expect(await init(text, proofOf(wrong))).toMatchObject({ data: { status: 2 } });
		set({ openWrongProof: 8 });
		const failed = await init(text, proofOf(await init(text), sha1('wrong')));
		expect(failed).toMatchObject({ data: { status: 8, code: 702 } });
		expect(await init(text, proofOf(failed))).toMatchObject({ data: { status: 2 } });
		set({ challengeWrong: 'refuse', openWrongProof: 6 });
		const over = await init(text, proofOf(await init(text), sha1('wrong')));
		expect(over).toMatchObject({ data: { status: 6, code: 700, sign_key: '' } });
	});

	test('into a folder that is none, or without its digest, is refused', async () => {
		expect(await init('x', { target: 'U_1_29' })).toMatchObject({ state: false, code: 20009 });
		expect(await init('x', { target: 'S_1_0' })).toMatchObject({ state: false, code: 990002 });
		expect(await init('x', { fileid: 'abc' })).toMatchObject({ state: false, code: 990002 });
	});

	test('gets keys to storage in every spelling', async () => {
		const ask = () => rig.open('/upload/get_token');
		expect(await ask()).toMatchObject({
			data: { AccessKeyId: 'STS.test', AccessKeySecret: 'secret', SecurityToken: 'CAIS' }
		});
		set({ stsShape: 'array', stsSecretName: 'AccessKeySecrett', stsExpirationName: 'expiration' });
		const { data } = await ask();
		expect(data).toMatchObject([{ AccessKeySecrett: 'secret' }]);
		expect(at(data, 0, 'expiration')).toMatch(/Z$/);
	});
});
