/** Happen: carries out what a scenario has planned, at the very step. */
import type { Entry } from '../../src/lib/uploads/queue';
import type { Life } from './life';
import type { Run } from './run';
import type { Happening } from './some-happenings';

/** happen never waits: what takes time goes on beside the engine. */
export function happen(run: Run, happening: Happening): void {
	const { world, life } = run;
	const { network, chance } = world;
	world.note(`! ${JSON.stringify(happening)}`);
	const after = (ms: number, then: () => void) => void world.personClock.sleep(ms).then(then);
	switch (happening.kind) {
		case 'crash':
			return life && crash(run, life, happening.awayMs);
		case 'take-over':
			return life && takeOver(run, life, happening.lingers);
		case 'offline':
			setOffline(run, true);
			return after(happening.forMs, () => setOffline(run, false));
		case 'proxy-down':
			network.proxyDown = true;
			return after(happening.forMs, () => (network.proxyDown = false));
		case 'trouble':
			for (let i = 0; i < happening.times; i++) network.troubles.push(happening.trouble);
			return;
		case 'edit':
			world.files[happening.file % world.files.length]!.edit(
				happening.edit,
				world.time.now,
				chance
			);
			return;
		case 'sleep':
			if (life) life.frozenUntil = world.time.now + happening.ms;
			return;
		case 'lose-sessions':
			for (const upload of world.services.s3.unfinished()) {
				void world.services.s3.abortUpload(upload);
			}
			for (const upload of world.services.oss.unfinished()) {
				void world.services.oss.abortUpload(upload);
			}
			return;
		case 'lose-part': {
			const uploads = [...world.services.s3.unfinished(), ...world.services.oss.unfinished()];
			const upload = uploads[happening.part % uploads.length];
			upload?.parts.delete(upload.parts.size);
			return;
		}
		case 'revoke':
			return void world.configure({ revokeCookies: true });
		case 'pause': {
			const ids = happening.row > 7 ? undefined : idsOf(life, happening.row);
			void life?.commands?.pause(ids).catch(() => {});
			return after(happening.forMs, () => void run.life?.commands?.resume(ids).catch(() => {}));
		}
		case 'cancel':
			return void life?.commands?.cancel(idsOf(life, happening.row)).catch(() => {});
		case 'retry':
			return void life?.commands?.retry(idsOf(life, happening.row)).catch(() => {});
	}
}

/** crash ends a life at this very instruction; its page is opened again later. */
export function crash(run: Run, life: Life, awayMs: number): void {
	life.alive = false;
	if (run.awaited) return;
	run.awaited = true;
	void run.world.personClock.sleep(awayMs).then(() => run.todo.push(() => run.begin()));
}

function takeOver(run: Run, life: Life, lingers: number): void {
	if (run.awaited) return;
	run.awaited = true;
	let left = lingers;
	const { world } = run;
	const before = world.onStep;
	world.onStep = (who) => {
		if (who === life && --left < 0) life.alive = false;
		if (who.alive) before(who);
	};
	run.todo.push(() => run.begin());
}

function setOffline(run: Run, offline: boolean): void {
	run.world.network.offline = offline;
	for (const { alive, engine } of run.lives) {
		if (alive) engine?.connectivity.networkChanged(!offline);
	}
}

function idsOf(life: Life | undefined, row: number): string[] {
	const entries: Entry[] = [...(life?.engine?.queue.entries() ?? [])];
	const entry = entries[row % Math.max(1, entries.length)];
	return entry ? [entry.upload.id] : [];
}
