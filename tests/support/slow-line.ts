import type { Clock } from '../../src/lib/kernel/clock';
import { TransferError } from '../../src/lib/kernel/errors';
import type { PutOptions } from '../../src/lib/transport/transport';

interface Request {
	readonly size: number;
	readonly tell: ((bytes: number) => void) | undefined;
	readonly end: (error?: unknown) => void;
	sent: number;
}

/** SlowLine carries so many bytes a second, shared by all who send, until it is cut. */
export class SlowLine {
	readonly #clock: Clock;
	readonly #requests = new Set<Request>();
	#running = false;
	/** Bytes a second. */
	rate: number;
	/** Bytes that left and never arrived, because their request was cut. */
	lost = 0;
	/** Bytes that left. */
	carried = 0;
	/** Most bytes of parts that were on their way at the same time, since it was set. */
	most = 0;

	constructor(clock: Clock, rate: number) {
		this.#clock = clock;
		this.rate = rate;
	}

	/** carry resolves when the body is at the other end; rejects `network` when the line is cut. */
	carry = (body: Blob, { signal, onProgress }: PutOptions): Promise<void> =>
		new Promise((resolve, reject) => {
			const end = (error?: unknown) => {
				this.#requests.delete(request);
				signal.removeEventListener('abort', onAbort);
				if (error === undefined) return resolve();
				this.lost += request.sent;
				reject(error as Error);
			};
			const onAbort = () => end(signal.reason);
			const request: Request = { size: body.size, tell: onProgress, end, sent: 0 };
			signal.addEventListener('abort', onAbort, { once: true });
			this.#requests.add(request);
			const aloft = [...this.#requests].reduce((sum, { size }) => sum + size, 0);
			this.most = Math.max(this.most, aloft);
			if (!this.#running) void this.#run();
		});

	/** cut breaks every connection. */
	cut(): void {
		for (const { end } of [...this.#requests]) end(new TransferError('network'));
	}

	async #run(): Promise<void> {
		this.#running = true;
		while (this.#requests.size > 0) {
			await this.#clock.sleep(1000);
			const share = this.rate / this.#requests.size;
			for (const request of [...this.#requests]) {
				const bytes = Math.min(share, request.size - request.sent);
				request.sent += bytes;
				this.carried += bytes;
				request.tell?.(request.sent);
				if (request.sent >= request.size) request.end();
			}
		}
		this.#running = false;
	}
}
