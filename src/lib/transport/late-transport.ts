import type { Clock } from '../kernel/clock';
import { late } from '../kernel/late';
import type { Transport } from './transport';

/** lateTransport is an xhrTransport that is loaded with the first part: a first visit needs none. */
export function lateTransport(clock: Clock): Transport {
	const transport = late(async () => {
		const { xhrTransport } = await import('./xhr-transport');
		return xhrTransport(clock);
	});
	return { put: async (...about) => (await transport()).put(...about) };
}
