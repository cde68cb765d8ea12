/** The page's handle of the engine worker. */
import { proxy, transferHandlers, wrap, type Remote } from 'comlink';
import { carryTransferErrors } from '../kernel/comlink-errors';
import type { EngineApi, Update } from './engine-api';

/** connectEngine starts the engine worker of this page. Call it once. */
export function connectEngine(): EngineApi {
	carryTransferErrors(transferHandlers);
	const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
	const remote = wrap<EngineApi>(worker);
	const listeners = new Set<(update: Update) => void>();
	worker.onerror = (event) => {
		// Only a worker that never came to life ends here: its own errors are Updates and rejections.
		const detail = event.message || 'the engine could not be loaded';
		for (const listener of listeners)
			listener({ status: { kind: 'failed', code: 'unexpected', detail } });
	};
	const subscribe: EngineApi['subscribe'] = (listener) => {
		listeners.add(listener);
		return remote.subscribe(proxy(listener));
	};
	return new Proxy(remote, {
		get: (target, name) => (name === 'subscribe' ? subscribe : Reflect.get(target, name)) as unknown
	}) as Remote<EngineApi> as unknown as EngineApi;
}
