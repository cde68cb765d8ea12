/** Engine worker: gives the engine its surroundings and exposes it to the page. */
import { expose, transferHandlers } from 'comlink';
import { systemClock } from '../kernel/clock';
import { carryTransferErrors } from '../kernel/comlink-errors';
import { ASK_CHANNEL } from '../local-api/ask';
import { openChannel } from '../local-api/channel';
import { LIVE_CHANNEL } from '../local-api/local-api';
import { RESTART } from './restart';
import { runEngine } from './run-engine';
import { tabChannel } from './tab-channel';

carryTransferErrors(transferHandlers);

expose(
	runEngine({
		clock: systemClock(),
		locks: navigator.locks,
		channel: tabChannel(),
		localApi: { live: openChannel(LIVE_CHANNEL), asks: openChannel(ASK_CHANNEL) },
		createHashWorker: () =>
			new Worker(new URL('../hashing/hash.worker.ts', import.meta.url), { type: 'module' }),
		restart: () => postMessage(RESTART)
	})
);
