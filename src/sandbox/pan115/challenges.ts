import { createHash, randomInt } from 'node:crypto';
import { readContent, type Content } from '../content';
import type { SandboxTime } from '../time';
import type { Account } from './accounts';
import { newHex } from './ids';

/** Challenge is a question about a byte range, to be answered once and soon (115.md §5.3). */
export interface Challenge {
	/** `sign_key`. */
	readonly key: string;
	/** `sign_check`: `first-last`, both included. */
	readonly check: string;
}

interface Asked extends Challenge {
	readonly account: Account;
	readonly content: Content;
	readonly start: number;
	readonly end: number;
	readonly askedAt: number;
	/** Questions still to come, this one included. */
	readonly rounds: number;
}

const LONGEST = 16_384;

/** Challenges keeps the questions that wait for an answer. */
export class Challenges {
	#asked = new Map<string, Asked>();
	#time: SandboxTime;

	constructor(time: SandboxTime) {
		this.#time = time;
	}

	/** ask makes a question about a random range of `content`. */
	ask(account: Account, content: Content, rounds: number): Challenge {
		const length = randomInt(1, Math.min(LONGEST, content.size) + 1);
		const start = randomInt(content.size - length + 1);
		const end = start + length;
		const key = newHex(40).toUpperCase();
		const check = `${start}-${end - 1}`;
		const askedAt = this.#time.now();
		this.#asked.set(key, { key, check, account, content, start, end, askedAt, rounds });
		return { key, check };
	}

	/**
	 * judge takes an answer, once. `late` also covers a key that was never given or was used before;
	 * `rounds` counts the questions that were open, this one included.
	 */
	async judge(
		account: Account,
		content: Content,
		answer: { readonly key: string; readonly value: string },
		window: number
	): Promise<{ readonly verdict: 'right' | 'wrong' | 'late'; readonly rounds: number }> {
		const asked = this.#asked.get(answer.key);
		this.#asked.delete(answer.key);
		const fits = asked?.account === account && asked.content === content;
		if (!fits || this.#time.now() - asked.askedAt > window * 1000)
			return { verdict: 'late', rounds: 0 };
		const right = (await rangeSha1(content, asked.start, asked.end)) === answer.value;
		return { verdict: right ? 'right' : 'wrong', rounds: asked.rounds };
	}

	clear(): void {
		this.#asked.clear();
	}
}

async function rangeSha1(content: Content, start: number, end: number): Promise<string> {
	const hash = createHash('sha1');
	for await (const chunk of readContent(content, { start, end })) hash.update(chunk);
	return hash.digest('hex').toUpperCase();
}
