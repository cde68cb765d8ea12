import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeClock } from '../../../tests/support/fake-clock';
import { sha1 } from '../../../tests/support/pan115-client';
import { bytesOf, Pan115Rig, type Json } from '../../../tests/support/pan115-rig';

let rig: Pan115Rig;
beforeEach(async () => {
	rig = await Pan115Rig.open(new FakeClock());
});
afterEach(() => rig.sandbox.close());

const start = (filename: string, more: object = {}) =>
	rig.call('uplb.115.com/3.0/sampleinitupload.php', {
		userid: rig.userId,
		filename,
		filesize: '50',
		target: 'U_1_0',
		...more
	});

/** post sends the form as 115's own page did, the file last. */
async function post(started: Json, bytes: Uint8Array<ArrayBuffer>, more: object = {}) {
	const form = new FormData();
	const fields = {
		name: 'x',
		key: started.object,
		policy: started.policy,
		OSSAccessKeyId: started.accessid,
		success_action_status: '200',
		callback: started.callback,
		signature: started.signature,
		...more
	};
	for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
	form.append('file', new Blob([bytes]), 'x');
	return fetch(String(started.host), { method: 'POST', body: form });
}

test('a plain web form uploads a file without any hash, under the name told at the start', async () => {
	const bytes = bytesOf(50, 1);
	const started = await start('名 & +.bin', { path: 'web' });
	const answer = (await (await post(started, bytes)).json()) as Json;
	expect(answer).toMatchObject({ state: true, data: { sha1: sha1(bytes).toUpperCase() } });
	expect(await rig.files()).toEqual(['/web/名 & +.bin']);
	expect((await rig.init('known', bytes)).status).toBe(2);
});

test('a plain web form makes one file, and none with a changed policy', async () => {
	const started = await start('a');
	const policy = Buffer.from('{"expiration":"2030-01-01T00:00:00Z","conditions":[]}');
	const forged = await post(started, bytesOf(5, 1), { policy: policy.toString('base64') });
	expect(forged.status).toBe(403);
	expect(await rig.files()).toEqual([]);
	await post(started, bytesOf(5, 1));
	expect(await (await post(started, bytesOf(5, 1))).json()).toMatchObject({ state: false });
	expect(await rig.files()).toEqual(['/a']);
});

test('a plain web form must tell the SHA-1 of what was stored', async () => {
	const started = await start('a');
	const text = Buffer.from(String(started.callback), 'base64').toString();
	const callback = Buffer.from(text.replace('${sha1}', 'A'.repeat(40))).toString('base64');
	const answer = (await (await post(started, bytesOf(5, 1), { callback })).json()) as Json;
	expect(answer).toMatchObject({ state: false });
	expect(await rig.files()).toEqual([]);
});

test.each([
	['another person', { userid: '100200301' }],
	['a folder that is not there', { target: 'U_1_77' }],
	['no name', { filename: '' }]
])('a plain web form is refused for %s', async (_, more) => {
	expect(await start('a', more)).toMatchObject({ state: false, statuscode: 402 });
});
