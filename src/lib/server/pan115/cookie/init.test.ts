import { describe, expect, test } from 'vitest';
import { initServer, type InitServer } from '../../../../../tests/support/init-server';
import { COOKIE, stub115, type Call115 } from '../../../../../tests/support/stub-115';
import { initSig } from '../crypto/sig';
import { initToken } from '../crypto/token';
import { createCookieApi } from './api';
import { cookieDialect } from './dialect';

const INIT = 'uplb.115.com/4.0/initupload.php';
const KEYS = '127.0.0.1:4174/_sandbox/keys';
const SHA1 = 'ABCDEF0123456789ABCDEF0123456789ABCDEF01';
const secret = { cookies: COOKIE, userId: '100200300', userKey: 'key', appVersion: '30.5.1' };
const request = { folderId: '9', name: 'ä b+c.bin', size: 5_000_000_000, sha1: SHA1 };

const callback = { callback: '{"callbackUrl":"http:\\/\\/x"}', callback_var: '{"x:a":"1"}' };
const UPLOAD = {
	...{ request: '/4.0/initupload.php', status: 1, statuscode: 0, statusmsg: '', pickcode: 'pc' },
	...{ bucket: 'fhnfile', object: 'o', callback, sign_key: '', sign_check: '', fileid: 0 }
};
const UPLOADED = {
	kind: 'upload',
	task: {
		...{ pickCode: 'pc', bucket: 'fhnfile', object: 'o' },
		...{ callback: callback.callback, callbackVar: callback.callback_var }
	}
};

type Answer = (server: InitServer, call: Call115) => Response;

function setUp(answer: Answer) {
	const server = initServer();
	const forms: URLSearchParams[] = [];
	const stub = stub115(
		{
			[INIT]: (call) => {
				forms.push(server.open(call.query.get('k_ec')!, call.bytes));
				return answer(server, call);
			},
			'_sandbox/keys': () => ({ p224: server.publicKey, rsa: '00' }),
			[KEYS]: () => ({ p224: server.publicKey, rsa: '00' })
		},
		'sandbox'
	);
	const { doors } = stub;
	return { ...stub, forms, dialect: cookieDialect(createCookieApi(secret, doors), secret, doors) };
}

const sealed =
	(answer: object): Answer =>
	(server) =>
		new Response(server.seal(answer));

describe('init', () => {
	test('tells the file, signed and encrypted for the server alone', async () => {
		const { dialect, forms, calls, clock } = setUp(sealed(UPLOAD));
		expect(await dialect.init(request)).toEqual(UPLOADED);
		const form = Object.fromEntries(forms[0]!);
		const t = String(clock.now() / 1000);
		const { userId, userKey, appVersion } = secret;
		expect(form).toEqual({
			...{ appid: '0', appversion: '30.5.1', userid: '100200300', filename: 'ä b+c.bin' },
			...{ filesize: '5000000000', fileid: SHA1, target: 'U_1_9', t },
			sig: initSig({ userId, userKey }, SHA1, 'U_1_9'),
			token: initToken({ fileId: SHA1, size: 5_000_000_000, userId, t, appVersion })
		});
		const { headers } = calls.find(({ at }) => at === INIT)!;
		expect(headers.get('content-type')).toBe('application/x-www-form-urlencoded');
		expect(headers.get('user-agent')).toContain('115Browser/30.5.1');
	});

	test('proves the range that was asked for, in the token, too', async () => {
		const { dialect, forms, calls } = setUp(sealed({ status: 2, pickcode: 'pc' }));
		const proof = { key: 'k', value: 'V' };
		expect(await dialect.init({ ...request, proof })).toEqual({ kind: 'instant', pickCode: 'pc' });
		await dialect.init({ ...request, folderId: '' });
		const [first, second] = forms.map((form) => Object.fromEntries(form));
		expect(first).toMatchObject({ sign_key: 'k', sign_val: 'V' });
		expect(second).toMatchObject({ target: 'U_1_0' });
		expect(second).not.toHaveProperty('sign_key');
		expect(first!['token']).not.toBe(second!['token']);
		const keys = calls.filter(({ at }) => at === INIT).map(({ query }) => query.get('k_ec'));
		expect(keys[0]).not.toBe(keys[1]);
	});

	test.each([
		['the callback in an array', { ...UPLOAD, callback: [callback] }, UPLOADED],
		['a status in text', { ...UPLOAD, status: '1' }, UPLOADED],
		['instant', { status: 2, statuscode: 0, pickcode: 'p' }, { kind: 'instant', pickCode: 'p' }],
		[
			'a range',
			{ status: 7, statuscode: 701, sign_key: 'K', sign_check: '5-9', pickcode: '' },
			{ kind: 'verify', key: 'K', range: { start: 5, end: 10 } }
		]
	])('answers: %s', async (_, answer, meaning) => {
		expect(await setUp(sealed(answer)).dialect.init(request)).toEqual(meaning);
	});

	test.each([
		[
			{ status: 0, statuscode: 400, statusmsg: 'sig invalid' },
			'challenge-failed',
			'400 sig invalid'
		],
		[{ status: false, statuscode: 402, statusmsg: 'target 错误' }, 'folder-missing', undefined],
		[{ status: false, statuscode: 402, statusmsg: 'userid' }, 'drive-refused', '402 userid'],
		[
			{ status: 0, statuscode: 413, statusmsg: '请升级客户端' },
			'drive-refused',
			'413 请升级客户端'
		],
		[{ state: false, errno: 990001, error: '登录' }, 'signed-out', '990001 登录'],
		[{ status: 0, statuscode: 91005 }, 'space-full', '91005'],
		[{ status: 1, statuscode: 0 }, 'drive-refused', undefined],
		[{ ...UPLOAD, callback: [] }, 'unreadable-answer', undefined],
		[{ status: 7, sign_check: 'x' }, 'unreadable-answer', undefined]
	])('refuses: %j', async (answer, code, detail) => {
		const call = setUp(sealed(answer)).dialect.init(request);
		await expect(call).rejects.toMatchObject(detail ? { code, detail } : { code });
	});
});

describe('an answer that is not encrypted', () => {
	test('is read when it is JSON', async () => {
		const { dialect } = setUp(() => Response.json(UPLOAD));
		expect(await dialect.init(request)).toEqual(UPLOADED);
	});

	test.each([
		['a page', new Response('<!doctypehtml>blocked', { status: 405 }), 'blocked'],
		['a block without a page', Response.json(UPLOAD, { status: 405 }), 'blocked'],
		['a page with another status', new Response('<html>'), 'blocked'],
		['noise', new Response(new Uint8Array(33)), 'unreadable-answer'],
		['too often', new Response('', { status: 429 }), 'rate-limited'],
		['broken', new Response('', { status: 500 }), 'server-error']
	])('may be %s', async (_, answer, code) => {
		await expect(setUp(() => answer).dialect.init(request)).rejects.toMatchObject({ code });
	});

	test.each(['<', '{'])('ciphertext that happens to begin with %s is none', async (first) => {
		const { dialect } = setUp((server) => {
			for (let n = 0; ; n++) {
				const bytes = server.seal({ n, ...UPLOAD });
				if (bytes[0] === first.charCodeAt(0)) return new Response(bytes);
			}
		});
		expect(await dialect.init(request)).toEqual(UPLOADED);
	});
});
