/** Doors: the simulated ends of an engine, in place of the modules that only a browser has. */
import { vi } from 'vitest';
// Loaded on demand by an engine: to load a module takes real time, of which a run knows nothing.
import '../../src/lib/engine/folder-count';
import '../../src/lib/engine/forecasting';
import '../../src/lib/engine/intake';
import '../../src/lib/engine/sessions';
import '../../src/lib/flight/ring-recorder';
import '../../src/lib/sources/ignore-filter';
import '../../src/lib/uploads/runner';
import type { Clock } from '../../src/lib/kernel/clock';
import { lifeOf, livingOne } from './life';
import { SimHasher } from './sim-hasher';
import { SimXhr } from './sim-xhr';

// The queue loads it with its first upload; no simulated clock waits for that.
await import('../../src/lib/uploads/runner');

vi.mock(import('../../src/lib/sessions/dexie-store'), () => ({
	openDexieStore: () => livingOne().store
}));

vi.mock(import('../../src/lib/transport/browser-fetch'), () => ({
	get browserFetch() {
		return livingOne().fetch;
	}
}));
vi.mock(import('../../src/lib/hashing/late-hash-pool'), () => ({
	lateHashPool: ({ clock }) => new SimHasher(lifeOf(clock))
}));
vi.mock(import('../../src/lib/transport/late-transport'), async () => {
	const { xhrTransport } = await import('../../src/lib/transport/xhr-transport');
	return {
		lateTransport(clock: Clock) {
			const transport = xhrTransport(clock);
			return {
				...transport,
				put(request, options) {
					SimXhr.life = lifeOf(clock);
					return transport.put(request, options);
				}
			};
		}
	};
});
vi.mock(import('../../src/lib/engine/transfer-memory'), async (original) => {
	const { loadTransferMemory } = await original();
	return {
		async loadTransferMemory(...args) {
			const life = livingOne();
			const memory = await loadTransferMemory(...args);
			return { ...memory, wish: (id) => ({ ...memory.wish(id), ...life.world.wish }) };
		}
	};
});
