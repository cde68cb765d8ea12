/** W4: thousands of small files on loopback, where round trips and rows count and bytes do not. */
import { rm } from 'node:fs/promises';
import { UploadsPage } from '../../e2e/support/uploads-page';
import { chooseFiles, openPage, withApp, withBrowser } from '../bench-browser';
import { hasUppy } from '../bench-pages';
import { EngineInspector } from '../engine-inspector';
import { smallFiles } from '../fixtures';
import { OURS } from '../results';
import { NotRun, Samples, type Sample } from '../rounds';
import type { Surroundings, Workload } from './surroundings';
import { watchFolder } from './watch-folder';

const FILE_BYTES = 10 * 1024;
const AT_ONCE = 6;
const RATE = 'files per second';
const ADD = 'add time';
const LONGEST = 'longest task while adding';
const HEAP = 'heap per file';
const LEAST_OF_FETCH = { least: 0.9 };
const LEAST_OF_UPPY = { least: 5 };
const MOST_ADD_MS = { most: 500 };
const MOST_LONGEST_MS = { most: 50 };

type Small = Awaited<ReturnType<typeof smallFiles>>;

export const w4: Workload = async (around) => {
	const { quick, folder, rounds, say } = around;
	const small = await smallFiles(folder, quick ? 1_000 : 10_000, FILE_BYTES);
	/** A drop that takes longer is counted as far as it came, so that the bench ends by itself. */
	const limitSeconds = quick ? 120 : 180;
	const ours = { subject: OURS };
	const fetch = { subject: 'fetch' };
	const uppy = { subject: 'uppy' };
	const samples = new Samples('W4');
	await samples.take(
		rounds,
		[
			{ ...fetch, run: () => byFetch(around, small) },
			{ ...ours, run: (round) => byApp(around, small, { limitSeconds, round }) },
			{ ...uppy, run: () => byUppy(around, small) }
		],
		say
	);
	await rm(small.path, { recursive: true });
	const files = `${small.files.length} files of 10 KiB`;
	const direct = 'straight to the sink, signed for nothing';
	return [
		samples.row(ours, RATE, {
			unit: '/s',
			note: `${files}, drop to done: digests, proxy, sandbox; at most ${limitSeconds} s`
		}),
		samples.row(fetch, RATE, { unit: '/s', note: `${AT_ONCE} at once, ${direct}` }),
		samples.row(uppy, RATE, { unit: '/s', note: `${AT_ONCE} at once, ${direct}` }),
		samples.ratio(ours, fetch, RATE, { bar: LEAST_OF_FETCH }),
		samples.ratio(ours, uppy, RATE, { bar: LEAST_OF_UPPY }),
		samples.row(ours, ADD, { unit: 'ms', bar: MOST_ADD_MS, note: 'drop until all are listed' }),
		samples.row(uppy, ADD, { unit: 'ms', note: 'one call that keeps the page busy' }),
		samples.row(ours, LONGEST, { unit: 'ms', bar: MOST_LONGEST_MS, note: '0: none over 50 ms' }),
		samples.row(ours, HEAP, { unit: 'KiB', note: 'page and engine at the end' })
	];
};

async function byFetch({ sink, pages }: Surroundings, { files }: Small): Promise<Sample> {
	return withBrowser(async ({ context }) => {
		const page = await openPage(context, `${pages.origin}/bench.html`);
		await chooseFiles(page, files);
		const seconds = await page.evaluate(([url, atOnce]) => bench.fetchMany(url, atOnce), [
			`${sink.origin}/fetch`,
			AT_ONCE
		] as const);
		await sink.expect(files.length * FILE_BYTES, files.length);
		return { [RATE]: files.length / seconds };
	});
}

async function byUppy({ sink, pages }: Surroundings, { files }: Small): Promise<Sample> {
	if (!hasUppy()) throw new NotRun('its packages could not be installed');
	return withBrowser(async ({ context }) => {
		const page = await openPage(context, `${pages.origin}/uppy.html`, 'uppyBench');
		await chooseFiles(page, files);
		const { seconds, addSeconds } = await page.evaluate(
			([url, atOnce]) => uppyBench.sendMany(url, atOnce),
			[`${sink.origin}/uppy`, AT_ONCE] as const
		);
		await sink.expect(files.length * FILE_BYTES, files.length);
		return { [RATE]: files.length / seconds, [ADD]: addSeconds * 1000 };
	});
}

function byApp(
	{ profile }: Surroundings,
	small: Small,
	{ limitSeconds, round }: { readonly limitSeconds: number; readonly round: number }
): Promise<Sample> {
	const { path, name, files } = small;
	return withApp((app) =>
		withBrowser(async ({ context }) => {
			const uploads = await (await UploadsPage.open(context, app.origin)).ready();
			const { page } = uploads;
			const inspector = await EngineInspector.of(page);
			const idle = await inspector.heap();
			const all = `${new Intl.NumberFormat('en').format(files.length)} files`;
			const watch = { name, all, limitMs: limitSeconds * 1000 };
			const watched = await inspector.profile(profile, `w4-${round}`, async () => {
				const watching = page.evaluate(watchFolder, watch);
				await uploads.drop({ path });
				return watching;
			});
			const stored = (await app.sandbox.files()).length;
			if (watched.state === 'failed' || (watched.done && stored !== files.length)) {
				throw new Error(`${stored} of ${files.length} files are in the drive: ${watched.state}`);
			}
			if (watched.added === undefined) throw new Error(`not listed within ${limitSeconds} s`);
			return {
				[RATE]: stored / (watched.done ?? limitSeconds),
				[ADD]: watched.added * 1000,
				[LONGEST]: watched.longest,
				[HEAP]: ((await inspector.heap()) - idle) / files.length / 1024
			};
		})
	);
}
