import { describe, expect, test } from 'vitest';
import { COOKIE, COOKIE_TEXT } from '../../../../../tests/support/stub-115';
import { cookieHeader, readCookies } from './cookies';

const { UID, CID, SEID, KID } = COOKIE;

describe('a session is found in what people paste', () => {
	test.each([
		['pairs', COOKIE_TEXT],
		['pairs in another order', `KID=${KID};SEID=${SEID};CID=${CID};UID=${UID}`],
		['a header among others', `acw_tc=1; XUID=5; ${COOKIE_TEXT}; USERSESSIONID=x`],
		['a header with its name', `Cookie: ${COOKIE_TEXT}`],
		['quotes', `"${COOKIE_TEXT}"`],
		['quotes around values', `UID="${UID}"; CID='${CID}'; SEID="${SEID}"; KID="${KID}"`],
		['lines', `UID=${UID}\r\nCID=${CID}\nSEID=${SEID}\nKID=${KID}\n`],
		['blanks', `UID = ${UID} ; CID: ${CID} ;SEID= ${SEID}; KID =${KID}`],
		[
			'a table of developer tools',
			Object.entries(COOKIE)
				.map((row) => row.join('\t'))
				.join('\n')
		],
		['JSON', JSON.stringify(COOKIE)]
	])('%s', (_, pasted) => {
		expect(readCookies(pasted)).toEqual(COOKIE);
	});

	test('old sessions have no KID', () => {
		expect(readCookies(`UID=${UID};CID=${CID};SEID=${SEID}`)).toEqual({ UID, CID, SEID });
	});
});

test.each([
	['', 'UID is missing'],
	[`CID=${CID}; SEID=${SEID}`, 'UID is missing'],
	[`UID=${UID}; SEID=${SEID}`, 'CID is missing'],
	[`UID=${UID}; CID=${CID}`, 'SEID is missing'],
	[`uid=${UID}; CID=${CID}; SEID=${SEID}`, 'UID is missing'],
	[COOKIE_TEXT.replace(UID, '100200300'), 'UID is not in its form'],
	[COOKIE_TEXT.replace(CID, 'x'), 'CID is not in its form'],
	[COOKIE_TEXT.replace(SEID, `${SEID}%0d%0aHost:`), 'SEID is not in its form'],
	[COOKIE_TEXT.replace(KID, '…'), 'KID is not in its form']
])('%s: what is wrong is said, without the rest', (pasted, problem) => {
	expect(() => readCookies(pasted)).toThrow(`signed-out: ${problem} in the cookie`);
});

test('requests carry them in one order', () => {
	expect(cookieHeader(readCookies(JSON.stringify(COOKIE)))).toBe(COOKIE_TEXT);
	expect(cookieHeader({ UID, CID, SEID })).toBe(COOKIE_TEXT.replace(/; KID.*/, ''));
});
