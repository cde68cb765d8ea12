/** The page's handle of the engine worker. */
import { proxy, transferHandlers, wrap, type Remote } from 'comlink';
import { carryTransferErrors } from '../kernel/comlink-errors';
import type { EngineApi, Update } from './engine-api';
import { RESTART } from './restart';
import { engineApi } from './tab-channel';

type Method = (...args: unknown[]) => Promise<unknown>;

/** connectEngine starts the engine worker of this page. Call it once. */
export function connectEngine(): EngineApi {
	carryTransferErrors(transferHandlers);
	const listeners = new Set<(update: Update) => void>();
	/** Calls without an answer: a worker that is ended never gives one, so the next one is asked. */
	const pending = new Set<() => void>();
	let remote: Remote<EngineApi>;

	const start = () => {
		const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
		worker.onerror = (event) => {
			// Only a worker that never came to life ends here: its own errors are Updates and rejections.
			const detail = event.message || 'the engine could not be loaded';
			const status = { kind: 'failed', code: 'unexpected', detail } as const;
			for (const listener of listeners) listener({ status });
		};
		worker.addEventListener('message', (event) => {
			if (event.data !== RESTART) return;
			worker.terminate();
			start();
		});
		remote = wrap<EngineApi>(worker);
		for (const listener of listeners) void remote.subscribe(proxy(listener));
		for (const send of pending) send();
	};
	start();

	const call = (name: string, args: readonly unknown[]) =>
		new Promise((resolve, reject) => {
			const send = () => {
				const method = Reflect.get(remote, name) as Method;
				void method(...args)
					.then(resolve, reject)
					.finally(() => pending.delete(send));
			};
			pending.add(send);
			send();
		});
	return engineApi(call, (listener) => {
		listeners.add(listener);
		return remote.subscribe(proxy(listener));
	});
}
