/** QrSignIn: shows a code and asks how far the phone is, until somebody is signed in. */
import type { EngineApi, QrStep } from '../engine/engine-api';
import type { QrRequest } from '../drives/wire';
import type { Clock } from '../kernel/clock';
import { asTransferError, isAbort } from '../kernel/errors';
import { Gate } from '../kernel/gate';

/** From an answer to the next question. 123pan.md §5.3 says 1 to 2 s; 115 itself answers late. */
const POLL_MS = 1_500;
/** Hidden this long, nobody is looking at the code: asking stops until the page is seen again. */
const HIDDEN_MS = 60_000;

/** QrView: what there is to see. `text` is the text of the code. */
export type QrView =
	| { readonly state: 'loading' | 'signed-in' }
	| { readonly state: 'waiting' | 'scanned'; readonly text: string }
	/** These need a new code. */
	| { readonly state: 'refused' | 'expired' }
	| { readonly state: 'failed'; readonly error: unknown };

export interface QrDoors {
	readonly engine: Pick<EngineApi, 'startQr' | 'pollQr'>;
	readonly clock: Clock;
	readonly isHidden: () => boolean;
	readonly onsignedin: () => void;
}

/**
 * A question about an earlier code can't be taken back and may wait long for its answer: one of them
 * may be open beside the question about the code in sight, but they must not pile up.
 */
const QUESTIONS_AT_ONCE = 2;
const questions = new WeakMap<QrDoors['engine'], Gate>();

function questionsOf(engine: QrDoors['engine']): Gate {
	const known = questions.get(engine) ?? new Gate(QUESTIONS_AT_ONCE);
	questions.set(engine, known);
	return known;
}

export class QrSignIn {
	readonly #request: QrRequest;
	readonly #doors: QrDoors;
	#run = new AbortController();
	#view = $state.raw<QrView>({ state: 'loading' });

	/** Asks for the first code at once. */
	constructor(request: QrRequest, doors: QrDoors) {
		this.#request = request;
		this.#doors = doors;
		this.renew();
	}

	get view(): QrView {
		return this.#view;
	}

	/** renew shows a new code; the old one is not asked about any more. */
	renew(): void {
		this.stop();
		this.#run = new AbortController();
		const { signal } = this.#run;
		this.#show(signal, { state: 'loading' });
		this.#watch(signal).catch((error: unknown) => {
			if (!isAbort(error)) this.#show(signal, { state: 'failed', error });
		});
	}

	/** stop ends all questions, as when the dialog is closed. */
	stop(): void {
		this.#run.abort();
	}

	async #watch(signal: AbortSignal): Promise<void> {
		const { engine, clock } = this.#doors;
		const code = await engine.startQr(this.#request);
		const end = clock.now() + code.expiresIn;
		const isSeen = this.#attention();
		this.#show(signal, { state: 'waiting', text: code.url });
		let pause = POLL_MS;
		while (clock.now() < end) {
			await clock.sleep(pause, signal);
			pause = POLL_MS;
			if (!isSeen()) continue;
			try {
				const { state } = await this.#ask(code.token, signal);
				signal.throwIfAborted();
				if (state === 'waiting' || state === 'scanned') {
					if (state !== this.#view.state) this.#show(signal, { state, text: code.url });
					continue;
				}
				this.#show(signal, { state });
				if (state === 'signed-in') this.#doors.onsignedin();
				return;
			} catch (error) {
				if (isAbort(error)) throw error;
				const { recovery, retryAfter } = asTransferError(error);
				if (recovery !== 'retry' && recovery !== 'wait') throw error;
				// One answer that got lost is no reason to scan again: the code still lives.
				pause = Math.max(POLL_MS, retryAfter ?? 0);
			}
		}
		this.#show(signal, { state: 'expired' });
	}

	async #ask(token: string, signal: AbortSignal): Promise<QrStep> {
		const { engine } = this.#doors;
		const leave = await questionsOf(engine).enter(signal);
		try {
			return await engine.pollQr(this.#request, token);
		} finally {
			leave();
		}
	}

	/** A glance at another window is not leaving: the phone may say yes meanwhile. */
	#attention(): () => boolean {
		const { clock, isHidden } = this.#doors;
		let seen = clock.now();
		return () => {
			const now = clock.now();
			if (!isHidden()) seen = now;
			return now - seen < HIDDEN_MS;
		};
	}

	#show(signal: AbortSignal, view: QrView): void {
		if (!signal.aborted) this.#view = view;
	}
}
