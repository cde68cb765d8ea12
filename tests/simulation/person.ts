/** Person: what somebody does who sees the list when all trouble is over, and wants the files up. */
import { isFinal } from '../../src/lib/uploads/transition';
import type { Upload } from '../../src/lib/uploads/upload';
import { DEFAULTS } from '../../src/sandbox/config';
import { crash } from './happen';
import type { Run } from './run';

/** Times that a person looks at the list again. */
const MOST_LOOKS = 8;

/** heal ends all trouble. */
export async function heal({ world, scenario, lives }: Run): Promise<void> {
	const { network } = world;
	world.note('all is well again');
	world.onStep = () => {};
	await world.faults([]);
	const names = Object.keys(scenario.trouble) as (keyof typeof DEFAULTS)[];
	await world.configure(Object.fromEntries(names.map((name) => [name, DEFAULTS[name]])));
	network.troubles.length = 0;
	network.proxyDown = network.offline = false;
	for (const life of lives) {
		if (life.superseded) life.alive = false;
		else if (life.alive) life.engine?.connectivity.networkChanged(true);
	}
}

/** seeThrough does what each row asks for, until none asks for anything. */
export async function seeThrough(run: Run): Promise<void> {
	// What was deleted before it was ever dropped is looked for and dropped now.
	for (const file of run.world.files) {
		if (!file.now) file.edit('restore', run.world.time.now, run.world.chance);
	}
	for (let look = 0; look < MOST_LOOKS; look++) {
		await run.rest();
		const { life, world } = run;
		if (!life?.engine) {
			if (!run.awaited) await run.begin();
			continue;
		}
		await run.drop();
		await run.rest();
		await run.listen();
		const rows = [...life.engine.queue.entries()].map(({ upload }) => upload);
		const open = rows.filter(({ status }) => !isFinal(status) || status.state === 'failed');
		if (open.length === 0 && rows.length > 0) return;
		for (const upload of open) {
			world.note(`the person sees ${upload.name}: ${JSON.stringify(upload.status)}`);
			await world.time.through(answer(run, upload));
		}
	}
}

async function answer(run: Run, upload: Upload): Promise<void> {
	const { life, world } = run;
	const { status, id } = upload;
	const commands = life?.commands;
	if (!life || !commands) return;
	if (status.state === 'paused') return commands.resume([id]);
	if (status.state !== 'waiting') return commands.retry([id]);
	switch (status.cause) {
		case 'conflict':
			return commands.resolveConflict([id], world.chance.pick(['keep-both', 'overwrite', 'skip']));
		case 'source-missing':
		case 'source-changed': {
			const file = await run.fileOf(upload);
			file?.edit('restore', world.time.now, world.chance);
			return status.cause === 'source-changed' ? commands.acceptChange([id]) : commands.retry([id]);
		}
		case 'signed-out':
			// The sandbox's accounts come back by themselves when the page is opened again.
			return crash(run, life, 0);
		default:
			return commands.retry([id]);
	}
}
