import { checkEnd, type Violation } from './checks';
import { watchParts } from './parts-watch';
import { heal, seeThrough } from './person';
import { Run, simulating, type Sabotage } from './run';

/** Outcome: what came of one run. */
export interface Outcome {
	readonly seed: number;
	readonly violations: readonly Violation[];
	readonly run: Run;
	/** Of the whole history: a replay has the same. */
	readonly steps: number;
}

/** simulate runs one seed from the drop to the last look at the drive. */
export function simulate(seed: number, sabotage: Sabotage = {}): Promise<Outcome> {
	const run = new Run(seed, sabotage);
	return simulating(run, async () => {
		const { world } = run;
		await run.prepare();
		const resent = watchParts(world);
		const before = await world.remoteFiles(run.scenario.flavour.split('-')[0]!);
		run.arm();
		await run.drop();
		await run.rest();
		await run.listen();
		await heal(run);
		await seeThrough(run);
		await run.rest();
		const violations = [...resent, ...(await checkEnd(run, before))];
		return { seed, violations, run, steps: world.steps };
	});
}

/** report tells what a person needs to find the fault of a run that failed. */
export function report({ seed, violations, run }: Outcome): string {
	const { scenario, world } = run;
	return [
		`seed ${seed}: ${violations.map(({ name, what }) => `${name} (${what})`).join('; ')}`,
		`replay it with: SEED=${seed} npm run test:simulation`,
		`scenario: ${JSON.stringify(scenario)}`,
		...(process.env.SEED ? world.trace : world.trace.slice(-12))
	].join('\n');
}
