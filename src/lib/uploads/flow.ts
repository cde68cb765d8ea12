/**
 * Flow: how many parts of one file may be on their way. As many as the person set, while all parts of
 * the account together are no more than a minute's worth of its line; one in any case.
 */
import type { Lines } from './line';

const MINUTE_S = 60;
/** Parts in a row that arrive before one more than the line seems to carry is tried. */
const TRIAL_AFTER = 4;

export interface FlowOf {
	readonly accountId: string;
	/** Bytes of a part. */
	readonly partSize: number;
	/** Parts at once that the person and the drive allow. */
	readonly most: () => number;
	readonly lines: Lines;
}

/** LeaveFlow ends a part's place. */
export type LeaveFlow = (arrived: boolean) => void;

export class Flow {
	readonly #of: FlowOf;
	#mine = 0;
	/** Parts that arrived in a row since the last trial. */
	#clean = 0;
	#waiting: (() => void)[] = [];

	constructor(of: FlowOf) {
		this.#of = of;
	}

	/** enter resolves when one more part of the file may go. */
	async enter(signal: AbortSignal): Promise<LeaveFlow> {
		signal.throwIfAborted();
		return this.#waiting.length === 0 && this.#hasRoom() ? this.#take() : this.#queue(signal);
	}

	#take(): LeaveFlow {
		const { lines, accountId, partSize } = this.#of;
		this.#mine += 1;
		const land = lines.letGo(accountId, partSize);
		let over = false;
		return (arrived) => {
			if (over) return;
			over = true;
			land();
			this.#mine -= 1;
			this.#clean = arrived ? this.#clean + 1 : 0;
			while (this.#waiting.length > 0 && this.#hasRoom()) this.#waiting.shift()!();
		};
	}

	#queue(signal: AbortSignal): Promise<LeaveFlow> {
		return new Promise((resolve, reject) => {
			const admit = () => {
				signal.removeEventListener('abort', onAbort);
				resolve(this.#take());
			};
			const onAbort = () => {
				this.#waiting = this.#waiting.filter((other) => other !== admit);
				reject(signal.reason as Error);
			};
			this.#waiting.push(admit);
			signal.addEventListener('abort', onAbort, { once: true });
		});
	}

	#hasRoom(): boolean {
		const { lines, accountId, partSize, most } = this.#of;
		if (this.#mine >= most()) return false;
		if (this.#mine === 0) return true;
		const rate = lines.rate(accountId);
		if (rate === undefined) return true;
		const room = MINUTE_S * rate;
		if (lines.aloft(accountId) + partSize <= room) return true;
		// Where each connection is slow by itself, only more of them show what the line carries.
		if (this.#clean < TRIAL_AFTER || partSize > room) return false;
		this.#clean = 0;
		return true;
	}
}
