/**
 * Presigner: part URLs just in time, a few ahead, never one that is about to end, and for the way
 * that their host needs.
 */
import type { Drive, PresignedPart, Session } from '../drives/drive';
import { TransferError } from '../kernel/errors';
import { retrying } from './retrying';
import type { Tools } from './tools';

/** A URL must be valid when the request starts; this much is for the way there. */
const MARGIN_MS = 60_000;

interface Ready {
	readonly part: PresignedPart;
	/** Milliseconds since the epoch. */
	readonly until: number;
	/** What was signed with it. */
	readonly rate: number | undefined;
}

export class Presigner {
	readonly #drive: Drive;
	readonly #session: Session;
	readonly #tools: Pick<Tools, 'clock' | 'ways' | 'hosts'>;
	readonly #signal: AbortSignal;
	readonly #ready = new Map<number, Ready>();
	/** Presign calls go one after another: the second often finds what the first brought. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(
		drive: Drive,
		session: Session,
		tools: Pick<Tools, 'clock' | 'ways' | 'hosts'>,
		signal: AbortSignal
	) {
		this.#drive = drive;
		this.#session = session;
		this.#tools = tools;
		this.#signal = signal;
	}

	/**
	 * take gives part `number`'s URL; `next` are the numbers that will be wanted soon. `rate`, bytes per
	 * second, is what the part is to be held to.
	 */
	async take(number: number, next: readonly number[], rate?: number): Promise<PresignedPart> {
		const mine = this.#last.then(() => this.#take(number, next, rate));
		// A refusal ends the run: whoever stands in line gets it too, instead of asking again.
		this.#last = mine;
		mine.catch(() => {});
		return mine;
	}

	/** drop forgets a URL that storage refused. */
	drop(number: number): void {
		this.#ready.delete(number);
	}

	async #take(number: number, next: readonly number[], held?: number): Promise<PresignedPart> {
		const { clock, ways } = this.#tools;
		const { partRate, presignBatch } = this.#drive.traits;
		const rate = partRate && held;
		const ready = this.#ready.get(number);
		const isRight = ready?.rate === rate && ready && ways.fits(ready.part);
		if (isRight && clock.now() < ready.until) return ready.part;
		// A rate is that of one part: what the next one may take is not known yet.
		const batch = [number, ...(rate === undefined ? next : []).filter((other) => other > number)];
		const numbers = batch.slice(0, Math.max(1, presignBatch));
		const asked = clock.now();
		const parts = await this.#ask(numbers, rate);
		for (const part of parts) {
			// A short-lived URL gets a margin of a fifth of its life, a normal one a minute.
			const life = part.expiresAt - asked;
			const until = part.expiresAt - Math.min(MARGIN_MS, life / 5);
			this.#ready.set(part.number, { part, until, rate });
		}
		const part = this.#ready.get(number)?.part;
		if (!part)
			throw new TransferError('unreadable-answer', { detail: `no URL for part ${number}` });
		return part;
	}

	/** The host is known only from the answer: where it needs the other way, one more call gets that. */
	async #ask(
		numbers: readonly number[],
		rate: number | undefined
	): Promise<readonly PresignedPart[]> {
		const { traits } = this.#drive;
		const { clock, ways, hosts } = this.#tools;
		const ask = (relay: boolean) =>
			retrying(
				() => this.#drive.presign(this.#session, numbers, { signal: this.#signal, relay, rate }),
				clock,
				this.#signal,
				hosts.drive(traits)
			);
		const relay = ways.likely(traits) === 'relay';
		const parts = await ask(relay);
		const [first] = parts;
		if (first) ways.uses(traits, first);
		return parts.every((part) => ways.fits(part)) ? parts : ask(!relay);
	}
}
