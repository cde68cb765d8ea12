/** The composition root of watching: a part of create-engine that is loaded with the first watched folder. */
import { observeFolder } from '../sources/watch-observer';
import { lookAt, scanFolder } from '../sources/watch-scan';
import type { Engine } from './create-engine';
import { intakeTools } from './intake';
import { Watching } from './watch';
import { enqueueWatched } from './watch-intake';
import { rulesOf } from './watch-rules';

/** openWatching goes on with what this browser watched before. */
export async function openWatching(engine: Engine): Promise<Watching> {
	const { clock, store, accounts, connectivity } = engine;
	const tools = { ...engine, intake: intakeTools(engine) };
	const watching = await Watching.open({
		clock,
		store,
		eyes: { scanFolder, lookAt, observeFolder },
		async filter(profile) {
			const rules = rulesOf(engine.settings().filters, profile);
			return rules && engine.filter(rules);
		},
		enqueue: (watch, files) => enqueueWatched(watch, files, tools),
		tell: (views) => engine.setWatches(views)
	});
	// What failed for want of these need not wait for its minute.
	accounts.signedIn.on(() => watching.lookAgain());
	connectivity.changed.on((connection) => {
		if (connection === 'online') watching.lookAgain();
	});
	return watching;
}
