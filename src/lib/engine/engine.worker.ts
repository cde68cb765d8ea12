/** Engine worker: gives the engine its surroundings and exposes it to the page. */
import { expose, transferHandlers } from 'comlink';
import { systemClock } from '../kernel/clock';
import { carryTransferErrors } from '../kernel/comlink-errors';
import { RESTART } from './restart';
import { runEngine } from './run-engine';
import { tabChannel } from './tab-channel';

carryTransferErrors(transferHandlers);

expose(
	runEngine({
		clock: systemClock(),
		locks: navigator.locks,
		channel: tabChannel(),
		createHashWorker: () =>
			new Worker(new URL('../hashing/hash.worker.ts', import.meta.url), { type: 'module' }),
		restart: () => postMessage(RESTART)
	})
);
