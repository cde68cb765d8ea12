/** W1: one big file to a storage on loopback, without hashing it first. */
import { rm } from 'node:fs/promises';
import { MiB } from '../../e2e/support/test-files';
import { UploadsPage } from '../../e2e/support/uploads-page';
import { dropFile, openPage, withApp, withBrowser } from '../bench-browser';
import { runCommand } from '../command';
import { bigFile } from '../fixtures';
import type { PutWay } from '../pages/measures';
import { OURS, type Row } from '../results';
import { Samples, type Arm, type Sample } from '../rounds';
import type { Surroundings, Workload } from './surroundings';

const GiB = 1024 * MiB;
const LEAST_OF_PUT = { least: 0.95 };
const MOST_MEMORY = { most: 64 };
const SPEED = 'throughput';
const CPU = 'CPU';
const MEMORY = 'peak memory over idle';
const WITH_MD5 = 'with part MD5';
const WHOLE = 'whole app';

/** Time for a page that has just loaded to come to rest, before its memory counts as idle. */
const REST_MS = 1_000;
const rest = () => new Promise((resolve) => setTimeout(resolve, REST_MS));

export const w1: Workload = async (around) => {
	const size = around.quick ? 512 * MiB : 4 * GiB;
	const path = await bigFile(around.folder, size);
	const curl = { subject: 'curl' };
	const xhr = { subject: 'xhr' };
	const fetch = { subject: 'fetch' };
	const ours = { subject: OURS };
	const ourMd5 = { subject: OURS, variant: WITH_MD5 };
	const whole = { subject: OURS, variant: WHOLE };
	const put = (arm: Omit<Arm, 'run'>, way: PutWay): Arm => ({
		...arm,
		run: () => putInPage(around, { way, path, size })
	});
	const samples = new Samples('W1');
	await samples.take(
		around.rounds,
		[
			{ ...curl, run: () => putByCurl(around, path, size) },
			put(xhr, 'xhr'),
			put(fetch, 'fetch'),
			put(ours, 'panlift'),
			put(ourMd5, 'panlift with part MD5'),
			{ ...whole, run: () => uploadInApp(path, size) }
		],
		around.say
	);
	await rm(path);
	const unit = 'MiB/s';
	const inPages = [xhr, fetch, ours, ourMd5, whole];
	const notes = new Map<object, string>([
		[ours, 'part pump and transport of the app, 16 MiB parts, no digests'],
		[ourMd5, 'the same with the MD5 of every part'],
		[whole, 'drop to done: hash, parts, commit; the sandbox is its limit']
	]);
	const rows: Row[] = [curl, ...inPages].map((arm) => {
		const note = notes.get(arm);
		return samples.row(arm, SPEED, { unit, ...(note && { note }) });
	});
	return [
		...rows,
		samples.ratio(ours, xhr, SPEED, { bar: LEAST_OF_PUT }),
		samples.ratio(ours, fetch, SPEED, { bar: LEAST_OF_PUT }),
		samples.ratio(ourMd5, xhr, SPEED),
		samples.ratio(ours, curl, SPEED),
		...inPages.map((arm) => samples.row(arm, CPU, { unit: 's/GiB' })),
		...inPages.map((arm) => {
			const bar = arm.subject === OURS ? { bar: MOST_MEMORY } : {};
			return samples.row(arm, MEMORY, { unit: 'MiB', ...bar });
		})
	];
};

async function putByCurl({ sink }: Surroundings, path: string, size: number): Promise<Sample> {
	const args = ['-sS', '--fail', '-o', '-', '-T', path, `${sink.origin}/curl`];
	const { seconds } = await runCommand('curl', args);
	await sink.expect(size, 1);
	return { [SPEED]: size / MiB / seconds };
}

interface PagePut {
	readonly way: PutWay;
	readonly path: string;
	readonly size: number;
}

function putInPage({ sink, pages }: Surroundings, { way, path, size }: PagePut): Promise<Sample> {
	return withBrowser(async ({ context, meter }) => {
		const page = await openPage(context, `${pages.origin}/bench.html`);
		await dropFile(page, path);
		await rest();
		const measured = await meter.use(() =>
			page.evaluate(([way, url]) => bench.put(way, url), [way, `${sink.origin}/put`] as const)
		);
		await sink.expect(size);
		return sampleOf(size, measured.result, measured);
	});
}

/** uploadInApp takes the way a person's file takes, from the drop to done. */
function uploadInApp(path: string, size: number): Promise<Sample> {
	return withApp((app) =>
		withBrowser(async ({ context, meter }) => {
			const uploads = await (await UploadsPage.open(context, app.origin)).ready();
			await rest();
			const started = performance.now();
			const measured = await meter.use(async () => {
				await uploads.drop({ path });
				await uploads.waitFor({ name: 'film.mkv' }, 'done', { timeout: size / 1000 });
				return (performance.now() - started) / 1000;
			});
			const [stored] = await app.sandbox.files();
			if (stored?.size !== size) throw new Error('the file is not in the drive');
			return sampleOf(size, measured.result, measured);
		})
	);
}

function sampleOf(
	size: number,
	seconds: number,
	{ cpuSeconds, grown }: { cpuSeconds: number; grown: number | undefined }
): Sample {
	return {
		[SPEED]: size / MiB / seconds,
		[CPU]: cpuSeconds / (size / GiB),
		...(grown !== undefined && { [MEMORY]: grown / MiB })
	};
}
