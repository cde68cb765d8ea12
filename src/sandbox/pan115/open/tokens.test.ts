import { describe, expect, test } from 'vitest';
import { answersChallenge, isVerifierLength } from './challenge';
import { Refusal } from '../envelope';
import { Tokens, type TokenRules } from './tokens';

const DAY = 86_400;
const person = { client: '1', user: '2' };
const at = (now: number, more: Partial<TokenRules> = {}): TokenRules => ({
	now,
	lifetime: 7200,
	interval: 0,
	most: 3,
	apps: 20,
	...more
});

function codeOf(run: () => unknown): number | null {
	try {
		run();
		return null;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return error.code;
	}
}

/** broken changes one letter of the signature. */
const broken = (token: string) => token.slice(0, -2) + (token.at(-2) === 'x' ? 'y' : 'x') + 'A';

describe('a refresh', () => {
	test('ends both tokens of the pair before it at once', () => {
		const tokens = new Tokens();
		const first = tokens.authorize(person, at(0));
		const second = tokens.refresh(first.refresh, at(1));
		expect(tokens.check(second.access, 2)).toMatchObject(person);
		expect(codeOf(() => tokens.check(first.access, 2))).toBe(40140126);
		expect(codeOf(() => tokens.refresh(first.refresh, at(2)))).toBe(40140116);
		expect(tokens.refresh(second.refresh, at(3)).lifetime).toBe(7200);
	});

	test('does not prolong the year of the authorization', () => {
		const tokens = new Tokens();
		const first = tokens.authorize(person, at(0));
		const second = tokens.refresh(first.refresh, at(364 * DAY));
		expect(codeOf(() => tokens.refresh(second.refresh, at(365 * DAY)))).toBe(40140119);
	});

	test('that comes too soon after the last one is refused, and the pair stays good', () => {
		const tokens = new Tokens();
		const { refresh } = tokens.authorize(person, at(0));
		const hourly = (now: number) => at(now, { interval: 3600 });
		const next = tokens.refresh(refresh, hourly(1));
		expect(codeOf(() => tokens.refresh(next.refresh, hourly(3600)))).toBe(40140117);
		expect(codeOf(() => tokens.refresh(next.refresh, hourly(3601)))).toBe(null);
	});
});

describe('a token', () => {
	test('tells a wrong form from a wrong signature, a wrong kind and an end', () => {
		const tokens = new Tokens();
		const { access, refresh } = tokens.authorize(person, at(0));
		expect(codeOf(() => tokens.check('nonsense', 1))).toBe(40140123);
		expect(codeOf(() => tokens.check(broken(access), 1))).toBe(40140124);
		expect(codeOf(() => tokens.check(refresh, 1))).toBe(40140126);
		expect(codeOf(() => tokens.check(access, 7199))).toBe(null);
		expect(codeOf(() => tokens.check(access, 7200))).toBe(40140125);
		expect(codeOf(() => tokens.refresh('nonsense', at(1)))).toBe(40140114);
		expect(codeOf(() => tokens.refresh(broken(refresh), at(1)))).toBe(40140115);
		expect(codeOf(() => tokens.refresh(access, at(1)))).toBe(40140120);
	});

	test('survives a restart, and rotates from there', () => {
		const { access, refresh } = new Tokens().authorize(person, at(0));
		const tokens = new Tokens();
		expect(codeOf(() => tokens.check(access, 1))).toBe(null);
		tokens.refresh(refresh, at(2));
		expect(codeOf(() => tokens.check(access, 3))).toBe(40140126);
		expect(codeOf(() => tokens.refresh(refresh, at(3)))).toBe(40140116);
	});
});

describe('authorizations', () => {
	test('of one app and person are at most three: the oldest goes', () => {
		const tokens = new Tokens();
		const stranger = tokens.authorize({ client: '1', user: '3' }, at(0));
		const pairs = [1, 2, 3, 4].map((now) => tokens.authorize(person, at(now)));
		const codes = pairs.map(({ access }) => codeOf(() => tokens.check(access, 5)));
		expect(codes).toEqual([40140125, null, null, null]);
		expect(codeOf(() => tokens.refresh(pairs[0]?.refresh ?? '', at(5)))).toBe(40140116);
		expect(codeOf(() => tokens.check(stranger.access, 5))).toBe(null);
	});

	test('start from a standing token as often as wanted, and each rotates for itself', () => {
		const tokens = new Tokens();
		const standing = tokens.standing(person);
		const first = tokens.refresh(standing, at(1));
		const other = tokens.refresh(standing, at(1, { interval: 3600 }));
		tokens.refresh(first.refresh, at(2));
		expect(codeOf(() => tokens.check(first.access, 3))).toBe(40140126);
		expect(codeOf(() => tokens.check(other.access, 3))).toBe(null);
	});
});

describe('a verifier', () => {
	const verifier = '04f5FlA8.kz61QIW8Bzt7Ya0LjW-N9A3IAqLAloyptq';

	test('answers its challenge in three spellings and no other', () => {
		const answers = (challenge: string, by = verifier) => answersChallenge(by, challenge, 'sha1');
		expect(answers('gaEXiusKXrU5edv7ldu+DJkgjEA=')).toBe(true);
		expect(answers('gaEXiusKXrU5edv7ldu-DJkgjEA=')).toBe(true);
		expect(answers('gaEXiusKXrU5edv7ldu-DJkgjEA')).toBe(true);
		expect(answers('gaEXiusKXrU5edv7ldu-DJkgjEA', `${verifier}x`)).toBe(false);
		expect(answersChallenge(verifier, 'gaEXiusKXrU5edv7ldu-DJkgjEA', 'md5')).toBe(false);
	});

	test('has 43 to 128 characters', () => {
		expect([42, 43, 128, 129].map((length) => isVerifierLength('v'.repeat(length)))).toEqual([
			false,
			true,
			true,
			false
		]);
	});
});
