/** EngineInspector: heap and CPU profile of a page and of the workers that it started itself. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';

type Send = (method: string, params?: object) => Promise<unknown>;

interface Target {
	readonly name: string;
	readonly send: Send;
}

export class EngineInspector {
	readonly #targets: readonly Target[];

	private constructor(targets: readonly Target[]) {
		this.#targets = targets;
	}

	/** of attaches to the page and to the workers that run now. */
	static async of(page: Page): Promise<EngineInspector> {
		const cdp = await page.context().newCDPSession(page);
		const workers: Target[] = [];
		cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
			if (targetInfo.type !== 'worker') return;
			workers.push({ name: `worker-${workers.length + 1}`, send: sendTo(cdp, sessionId) });
		});
		// Not flat: Playwright hands out no sessions of workers, but passes these messages on.
		await cdp.send('Target.setAutoAttach', {
			autoAttach: true,
			waitForDebuggerOnStart: false,
			flatten: false
		});
		const own: Send = (method, params) => cdp.send(method as 'Runtime.enable', params as undefined);
		return new EngineInspector([{ name: 'page', send: own }, ...workers]);
	}

	/** heap of page and engine in bytes, after a collection. */
	async heap(): Promise<number> {
		const sizes = await Promise.all(
			this.#targets.map(async ({ send }) => {
				await send('HeapProfiler.collectGarbage');
				const { usedSize } = (await send('Runtime.getHeapUsage')) as { usedSize: number };
				return usedSize;
			})
		);
		return sizes.reduce((sum, size) => sum + size, 0);
	}

	/** profile writes a .cpuprofile of each target for as long as `work` lasts. */
	async profile<T>(folder: string | undefined, name: string, work: () => Promise<T>): Promise<T> {
		if (folder === undefined) return work();
		for (const { send } of this.#targets) {
			await send('Profiler.enable');
			await send('Profiler.start');
		}
		const result = await work();
		await mkdir(folder, { recursive: true });
		for (const target of this.#targets) {
			const { profile } = (await target.send('Profiler.stop')) as { profile: unknown };
			await writeFile(join(folder, `${name}-${target.name}.cpuprofile`), JSON.stringify(profile));
		}
		return result;
	}
}

function sendTo(cdp: CDPSession, sessionId: string): Send {
	let last = 0;
	const waiting = new Map<number, { resolve: (v: unknown) => void; reject: (e: Error) => void }>();
	cdp.on('Target.receivedMessageFromTarget', (event) => {
		if (event.sessionId !== sessionId) return;
		const answer = JSON.parse(event.message) as {
			id?: number;
			result?: unknown;
			error?: { message: string };
		};
		const asked = waiting.get(answer.id ?? 0);
		if (!asked) return;
		waiting.delete(answer.id!);
		if (answer.error) asked.reject(new Error(answer.error.message));
		else asked.resolve(answer.result);
	});
	return (method, params = {}) =>
		new Promise((resolve, reject) => {
			const id = ++last;
			waiting.set(id, { resolve, reject });
			const message = JSON.stringify({ id, method, params });
			cdp.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
		});
}
