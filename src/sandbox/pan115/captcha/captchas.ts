import { createHash, randomInt } from 'node:crypto';
import type { Account } from '../accounts';
import { newHex } from '../ids';

/** Glyph is 12 rows of 12 cells: a made-up character, as nothing here draws Chinese. */
export type Glyph = readonly (readonly boolean[])[];

/** Captcha asks for 4 of 10 characters, in order (115.md §11.2). */
export interface Captcha {
	/** The ten, by their digits. */
	readonly choices: readonly Glyph[];
	/** The digits of the four. */
	readonly code: string;
	/** Comes back with the answer. */
	readonly sign: string;
}

const SIDE = 12;
const GLYPHS = 40;

/** Captchas are what each account was asked last. */
export class Captchas {
	#asked = new Map<string, Captcha>();

	/** renew asks an account something else. */
	renew({ userId }: Account): Captcha {
		const picked = shuffled(Array.from({ length: GLYPHS }, (_, n) => n)).slice(0, 10);
		const digits = shuffled(Array.from({ length: 10 }, (_, n) => n)).slice(0, 4);
		const captcha = { choices: picked.map(glyph), code: digits.join(''), sign: newHex(32) };
		this.#asked.set(userId, captcha);
		return captcha;
	}

	/** current is what an account was asked last. */
	current(account: Account): Captcha {
		return this.#asked.get(account.userId) ?? this.renew(account);
	}

	/** solve takes an answer, right or wrong: either way the next one needs another captcha. */
	solve(account: Account, code: string, sign: string): boolean {
		const asked = this.#asked.get(account.userId);
		this.#asked.delete(account.userId);
		return asked !== undefined && asked.code === code && asked.sign === sign;
	}

	clear(): void {
		this.#asked.clear();
	}
}

/** sideBySide puts glyphs into one row, with a cell between. */
export function sideBySide(glyphs: readonly Glyph[]): readonly (readonly boolean[])[] {
	return Array.from({ length: SIDE + 1 }, (_, y) =>
		glyphs.flatMap((rows) => [...(rows[y] ?? new Array<boolean>(SIDE).fill(false)), false])
	);
}

function glyph(number: number): Glyph {
	const bits = createHash('sha256').update(`glyph ${number}`).digest();
	return Array.from({ length: SIDE }, (_, y) =>
		Array.from({ length: SIDE }, (_, x) => {
			const at = y * SIDE + x;
			return (((bits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
		})
	);
}

function shuffled(numbers: number[]): number[] {
	for (let at = numbers.length - 1; at > 0; at--) {
		const other = randomInt(at + 1);
		const [a = 0, b = 0] = [numbers[at], numbers[other]];
		[numbers[at], numbers[other]] = [b, a];
	}
	return numbers;
}
