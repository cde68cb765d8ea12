/** BrowserMeter: what all processes of a Chromium use, read from outside of them. */
import { readFile } from 'node:fs/promises';
import type { Browser, CDPSession } from '@playwright/test';

const EVERY_MS = 150;
const KiB = 1024;

/** Use: what a piece of work used, and what it gave. */
export interface Use<T> {
	readonly result: T;
	readonly cpuSeconds: number;
	/** Undefined where memory can't be read. */
	readonly grown: number | undefined;
}

interface Processes {
	readonly ids: readonly number[];
	readonly cpuSeconds: number;
}

export class BrowserMeter {
	readonly #cdp: CDPSession;

	private constructor(cdp: CDPSession) {
		this.#cdp = cdp;
	}

	static async of(browser: Browser): Promise<BrowserMeter> {
		return new BrowserMeter(await browser.newBrowserCDPSession());
	}

	/** use tells what `work` used: CPU seconds, and the most memory above what was used before, bytes. */
	async use<T>(work: () => Promise<T>): Promise<Use<T>> {
		const idle = await this.#memory();
		const { cpuSeconds } = await this.#processes();
		let peak = idle;
		let over = false;
		const sampling = (async () => {
			while (!over) {
				const now = await this.#memory();
				if (now !== undefined) peak = Math.max(peak ?? 0, now);
				await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
			}
		})();
		let result: T;
		try {
			result = await work();
		} finally {
			over = true;
			await sampling;
		}
		return {
			result,
			cpuSeconds: (await this.#processes()).cpuSeconds - cpuSeconds,
			grown: peak === undefined || idle === undefined ? undefined : peak - idle
		};
	}

	/** All processes in bytes, what they share counted once; undefined where there is no /proc. */
	async #memory(): Promise<number | undefined> {
		const { ids } = await this.#processes();
		const sizes = await Promise.all(ids.map(proportionalSize));
		const known = sizes.filter((size) => size !== undefined);
		return known.length > 0 ? known.reduce((sum, size) => sum + size, 0) : undefined;
	}

	async #processes(): Promise<Processes> {
		const { processInfo } = await this.#cdp.send('SystemInfo.getProcessInfo');
		return {
			ids: processInfo.map(({ id }) => id),
			cpuSeconds: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
		};
	}
}

async function proportionalSize(pid: number): Promise<number | undefined> {
	// A process that ended meanwhile, or no Linux: there is nothing to read.
	const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
	const [, size] = /^Pss:\s+(\d+) kB/m.exec(text) ?? [];
	return size === undefined ? undefined : Number(size) * KiB;
}
