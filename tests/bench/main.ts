/** `npm run bench`: side-by-side measurements as a table and as JSON. CONTRIBUTING.md says how. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchPages } from './bench-pages';
import { during, endOnSignal } from './ending';
import { readOptions } from './options';
import { toJson, WORKLOADS, type Row } from './results';
import { Sink } from './sink';
import { table } from './table';
import type { Surroundings, Workload } from './workloads/surroundings';
import { w1 } from './workloads/w1';
import { w2 } from './workloads/w2';
import { w14 } from './workloads/w14';
import { w4 } from './workloads/w4';

const BUILT: Readonly<Record<string, Workload>> = { W1: w1, W2: w2, W4: w4, W14: w14 };
const ROUNDS = 5;
const QUICK_ROUNDS = 3;

const say = (text: string) => console.error(text);

/**
 * runBench measures what `args` ask for and prints it. A missed bar is a result, not a failure; it
 * rejects only when something broke. `why` tells why there is no Chromium, when there is none.
 */
export async function runBench(args: readonly string[], why?: string): Promise<void> {
	const { quick, json, only, profile } = readOptions(args);
	const chosen = WORKLOADS.filter((name) => (only ? only.includes(name) : name in BUILT));
	const rows: Row[] = [];
	endOnSignal();
	const [load = 0] = loadavg();
	await withSurroundings({ quick, profile }, why, async (surroundings) => {
		for (const name of chosen) {
			const workload = BUILT[name];
			if (!workload) rows.push(notRun(name, 'not built yet'));
			else if (!surroundings) rows.push(notRun(name, why ?? ''));
			else rows.push(...(await workload(surroundings)));
		}
	});
	console.log(`\n${table(rows)}\n`);
	if (load > availableParallelism() / 2) {
		const busy = `The load was ${load.toFixed(1)} before the first round`;
		console.log(`${busy}: ratios with subjects that only compute say little. Run it again alone.`);
	}
	if (quick) console.log('Quick sizes: the bars are meant for the full ones.');
	if (json !== undefined) await writeFile(json, toJson(rows));
}

/** withSurroundings opens what workloads share; without a browser there is nothing to share. */
async function withSurroundings(
	asked: Pick<Surroundings, 'quick' | 'profile'>,
	why: string | undefined,
	work: (surroundings: Surroundings | undefined) => Promise<void>
): Promise<void> {
	if (why !== undefined) return work(undefined);
	const folder = await mkdtemp(join(tmpdir(), 'panlift-bench-'));
	const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
	await during(remove, async () => {
		const sink = await Sink.start();
		await during(
			() => sink.stop(),
			async () => {
				const pages = await BenchPages.start(join(folder, 'pages'));
				const rounds = asked.quick ? QUICK_ROUNDS : ROUNDS;
				await during(
					() => pages.stop(),
					() => work({ ...asked, rounds, folder, sink, pages, say })
				);
			}
		);
	});
}

function notRun(workload: string, why: string): Row {
	return {
		...{ workload, subject: 'panlift', metric: 'all', unit: '' },
		...{ value: null, runs: 0, note: `not run: ${why}` }
	};
}
