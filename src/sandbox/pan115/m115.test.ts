import { describe, expect, test } from 'vitest';
import { decodeAnswer, decodeRequest, encodeAnswer, encodeRequest } from './m115';

// A key for tests, and a request made with it by another implementation (115.md §14).
const key = {
	modulus: BigInt(
		'0xe45b4403f1194d4e31fd31d720e6d027ee02cc5dbb51b7293ee61676c626d7f01ccf6f9cc1bda04fdcf209c89d42' +
			'a5d29d789b1b09e68271a121a09407d2aa8017e67c7536d6cc001074b70b7451f31bdf58fd4f7577769362cf341b' +
			'a07ae18bee19d51408da336284abbb544b4292271273b1a3b2024c1547b25b5d92819b3b'
	),
	privateExponent: BigInt(
		'0x850277ea87db8200c2f344bd96c77a8557883fbb74e952f36e549ccf0ff9fe1b38dcc6991aec35dd6ec7785566ec' +
			'34242a5ede917041d8c710e0c26496ede92adb750edd8045284f097383637ce98a74a26f4b4283634cd1c5047742' +
			'1f62041f34cb8dd5ee0312e2a11ab6264a4a314f84a97506b1a5d4b359aa690605826c99'
	)
};
const clientKey = Buffer.from('58d1363841069feb917b6f597b8d8181', 'hex');
const padding = Buffer.from(
	'7a23bc425c5ae4f3af36fdaf126e7e8a916639d2c314c702058bb5ff89ecf36452f749b77b08bc79b05ab5037167' +
		'38b80d5b5b078137ddede3680b4b15dc282e195484ae6c976841516c15b378',
	'hex'
);
const json = '{"pickcode":"a3m8r2bhbyv3isy4m"}';
const sealed =
	'JUntDGRU5Xy547VGWk0VeuTOhVVEmcHhvbZjscLVnC3JIPcR9P/y0+IGORPVcwdopAVGrewNKWpiNmi6BtvMsJiclw+U' +
	'Gyy+SkQJ6tnQ4zVscrtvGLrs7vjIoRMcmKkVtlPSVCWt4JkI9JcWPkh44iIsOlm5fsGhyHZJkP40a0c=';

describe('m115', () => {
	test('opens a request and finds the key for the answer', () => {
		expect(decodeRequest(sealed, key)).toEqual({ text: json, clientKey });
		const dice = { key: clientKey, padding: () => padding };
		expect(encodeRequest(json, key.modulus, dice)).toBe(sealed);
	});

	test('gives an answer of any length to the client that asked, and to no other', () => {
		for (const length of [0, 1, 100, 101, 102, 103, 234, 5000]) {
			const text = 'é'.repeat(length);
			const answer = encodeAnswer(text, clientKey, key);
			expect(decodeAnswer(answer, clientKey, key.modulus)).toBe(text);
			if (length > 0) expect(decodeAnswer(answer, padding, key.modulus)).not.toBe(text);
		}
	});

	test('refuses what was made for another key, or is no m115 at all', () => {
		const other = { ...key, modulus: key.modulus - 2n };
		expect(decodeRequest(sealed, other)).toBe(null);
		expect(decodeRequest('AAAA', key)).toBe(null);
		expect(decodeRequest('', key)).toBe(null);
	});
});
