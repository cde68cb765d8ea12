/**
 * Engine worker: the composition root. Everything that says `new` is here or in start-engine.ts;
 * the page talks to it through EngineApi.
 */
import { expose, transferHandlers } from 'comlink';
import { systemClock } from '../kernel/clock';
import { carryTransferErrors } from '../kernel/comlink-errors';
import { createEngine } from './create-engine';

carryTransferErrors(transferHandlers);
const createHashWorker = () =>
	new Worker(new URL('../hashing/hash.worker.ts', import.meta.url), { type: 'module' });

expose(createEngine({ clock: systemClock(), createHashWorker }));
