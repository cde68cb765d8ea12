import { expect, test } from 'vitest';
import { readCookie } from './pasted-cookie';

const WHOLE = 'UID=1002_R1_1735689600; CID=0123ab; SEID=89ab; KID=4567';

test.each([
	['a header', WHOLE],
	['a header with its name and strangers', `Cookie: acw_tc=1; ${WHOLE}; USERSESSIONID=9`],
	['lines', WHOLE.replaceAll('; ', '\n')],
	['JSON', '{"UID":"1002_R1_1735689600","CID":"0123ab","SEID":"89ab","KID":"4567"}'],
	['another order and case', 'kid=4567;seid=89ab;uid=1002_R1_1735689600;cid=0123ab;'],
	[
		'rows of a table',
		[
			'UID\t1002_R1_1735689600\t.115.com\t/\t2026',
			'CID\t0123ab\t.115.com',
			'SEID\t89ab\t.115.com',
			'KID\t4567\t.115.com'
		].join('\r\n')
	]
])('%s is understood', (_, text) => {
	expect(readCookie(text)).toEqual({ cookie: WHOLE, missing: [] });
});

test('what is missing is named; an old session may have no KID', () => {
	expect(readCookie('UID=1; SEID=').missing).toEqual(['CID', 'SEID']);
	expect(readCookie('').missing).toEqual(['UID', 'CID', 'SEID']);
	expect(readCookie('UID=1; CID=2; SEID=3')).toEqual({
		cookie: 'UID=1; CID=2; SEID=3',
		missing: []
	});
});
