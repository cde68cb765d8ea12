/** Hosts: who may send to which host now, over all files: its budget, and a window of requests. */
import type { Traits } from '../drives/drive';
import type { Clock } from '../kernel/clock';
import type { TransferError } from '../kernel/errors';
import { Gate } from '../kernel/gate';
import { HostBudget, isTrouble } from './host-budget';
import { Window } from './window';

/** Pass: one request that may start now. Every Pass must be left, told or not what came of it. */
export interface Pass {
	/** arrived: the host has the body. `rate` is what the line carries, bytes per second. */
	arrived(rate?: number): void;
	/** failed: `answered` when the host itself said so, in words that can be read. */
	failed(error: TransferError, answered: boolean): void;
	/** leave gives the place back; calling it twice does nothing. */
	leave(): void;
}

interface Host {
	readonly budget: HostBudget;
	readonly window: Window;
	readonly gate: Gate;
}

export class Hosts {
	readonly #clock: Clock;
	readonly #most: (lane: string) => number;
	readonly #hosts = new Map<string, Host>();

	/** `most`: requests at once to what laneOf names. */
	constructor(clock: Clock, most: (lane: string) => number) {
		this.#clock = clock;
		this.#most = most;
	}

	/** drive gives the budget of a drive, which is asked through the proxy; no window limits that. */
	drive({ drive, flavour }: Pick<Traits, 'drive' | 'flavour'>): HostBudget {
		const name = `${drive}-${flavour}`;
		return this.#host(name, name).budget;
	}

	/**
	 * enter resolves when a request to `route` may start, which is one host by one way; `lane` is the
	 * connection that it takes. Rejects as HostBudget.turn does.
	 */
	async enter(route: string, lane: string, signal: AbortSignal): Promise<Pass> {
		const host = this.#host(route, lane);
		for (;;) {
			const isProbe = await host.budget.turn(signal);
			try {
				const leave = await host.gate.enter(signal);
				// It may have met trouble while this one stood in line.
				if (isProbe || host.budget.isOpen) return this.#pass(host, isProbe, leave);
				leave();
			} catch (error) {
				if (isProbe) host.budget.handOn();
				throw error;
			}
		}
	}

	#pass({ budget, window, gate }: Host, isProbe: boolean, leave: () => void): Pass {
		const startedAt = this.#clock.now();
		let told = false;
		return {
			arrived(rate) {
				told = true;
				budget.answered(true);
				window.arrived(rate);
				gate.resize(window.size);
			},
			failed: (error, answered) => {
				if (isTrouble(error)) {
					told = true;
					budget.failed(error, isProbe);
					window.troubled(startedAt, this.#clock.now());
					gate.resize(window.size);
					return;
				}
				budget.asks(error);
				if (answered) budget.answered(false);
				told = answered;
			},
			leave() {
				if (isProbe && !told) budget.handOn();
				told = true;
				leave();
			}
		};
	}

	#host(route: string, lane: string): Host {
		let host = this.#hosts.get(route);
		if (!host) {
			const window = new Window(this.#most(lane));
			const gate = new Gate(window.size);
			this.#hosts.set(route, (host = { budget: new HostBudget(this.#clock), window, gate }));
		}
		return host;
	}
}
