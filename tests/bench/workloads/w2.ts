/** W2: one big file on disk, digested and not sent. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { DigestKind } from '../../../src/lib/drives/drive';
import { MiB } from '../../e2e/support/test-files';
import { dropFile, openPage, withBrowser } from '../bench-browser';
import { runCommand } from '../command';
import { bigFile } from '../fixtures';
import type { HashWay } from '../pages/measures';
import { OURS, type Row } from '../results';
import { Samples, type Arm, type Sample } from '../rounds';
import type { Surroundings, Workload } from './surroundings';

const SPEED = 'throughput';
const LEAST_OF_MEMORY = { least: 0.85 };
const LEAST_OF_SLOWER = { least: 0.8 };
const LEAST_OF_SLICES = { least: 1.4 };
const KINDS = ['sha1', 'md5'] as const;
const BOTH = { subject: OURS, variant: 'SHA-1 and MD5' };

const named = { sha1: 'SHA-1', md5: 'MD5' } as const;
const armOf = (subject: string, kind: DigestKind) => ({ subject, variant: named[kind] });
const NOTES: Readonly<Record<string, string>> = {
	[OURS]: 'hash pool and workers of the app, with the checksums of stripes',
	memory: 'WASM alone, 512 MiB in memory: the ceiling',
	slice: 'slices of 5 MiB, read whole, one after another',
	read: 'BYOB stream, nothing digested',
	subtle: 'at most 512 MiB, all of it in memory'
};

export const w2: Workload = async (around) => {
	const size = (around.quick ? 512 : 4096) * MiB;
	const path = await bigFile(around.folder, size);
	const expected = await digestsOf(path);
	const inPage = (arm: Omit<Arm, 'run'>, way: HashWay, kinds: readonly DigestKind[]): Arm => ({
		...arm,
		run: () => hashInPage(around, { way, kinds, path, expected })
	});
	const arms: readonly Arm[] = [
		...KINDS.map((kind) => inPage(armOf(OURS, kind), 'panlift', [kind])),
		inPage(BOTH, 'panlift', KINDS),
		...KINDS.map((kind) => inPage(armOf('memory', kind), 'memory', [kind])),
		...KINDS.map((kind) => inPage(armOf('slice', kind), 'slice', [kind])),
		inPage({ subject: 'read' }, 'read', []),
		inPage(armOf('subtle', 'sha1'), 'subtle', ['sha1']),
		{ subject: 'sha1sum', run: () => bySha1sum(path, size, expected.sha1) }
	];
	const samples = new Samples('W2');
	await samples.take(around.rounds, arms, around.say);
	await rm(path);
	const unit = 'MiB/s';
	const ratio = (peer: string, kind: DigestKind, bar?: { least: number }) =>
		samples.ratio(armOf(OURS, kind), armOf(peer, kind), SPEED, { ...(bar && { bar }) });
	return [
		...arms.map((arm): Row => {
			const note = NOTES[arm.subject];
			return samples.row(arm, SPEED, { unit, ...(note && { note }) });
		}),
		...KINDS.map((kind) => ratio('memory', kind, LEAST_OF_MEMORY)),
		...KINDS.map((kind) => ratio('slice', kind, LEAST_OF_SLICES)),
		samples.ratioToSlower(
			BOTH,
			KINDS.map((kind) => armOf(OURS, kind)),
			SPEED,
			{ bar: LEAST_OF_SLOWER, metric: 'both digests ÷ the slower one alone' }
		),
		samples.ratio(armOf(OURS, 'sha1'), { subject: 'sha1sum' }, SPEED),
		samples.ratio(armOf(OURS, 'sha1'), armOf('subtle', 'sha1'), SPEED)
	];
};

async function digestsOf(path: string): Promise<Record<DigestKind, string>> {
	const hashes = { sha1: createHash('sha1'), md5: createHash('md5') };
	for await (const run of createReadStream(path, { highWaterMark: MiB })) {
		for (const hash of Object.values(hashes)) hash.update(run as Buffer);
	}
	return { sha1: hashes.sha1.digest('hex'), md5: hashes.md5.digest('hex') };
}

interface PageHash {
	readonly way: HashWay;
	readonly kinds: readonly DigestKind[];
	readonly path: string;
	readonly expected: Readonly<Record<DigestKind, string>>;
}

function hashInPage({ pages }: Surroundings, ask: PageHash): Promise<Sample> {
	const { way, kinds, path, expected } = ask;
	return withBrowser(async ({ context }) => {
		const page = await openPage(context, `${pages.origin}/bench.html`);
		await dropFile(page, path);
		const { bytes, seconds, digests } = await page.evaluate(
			([way, kinds]) => bench.hash(way, kinds),
			[way, kinds] as const
		);
		for (const kind of KINDS) {
			const digest = digests[kind];
			// Who digests other bytes than these, or only a part of them, gives no digest.
			if (digest !== undefined && digest !== expected[kind]) {
				throw new Error(`${way} gave the wrong ${kind}: ${digest}`);
			}
		}
		if (way === 'panlift' && kinds.some((kind) => digests[kind] === undefined)) {
			throw new Error('panlift gave no digest');
		}
		return { [SPEED]: bytes / MiB / seconds };
	});
}

async function bySha1sum(path: string, size: number, expected: string): Promise<Sample> {
	const { output, seconds } = await runCommand('sha1sum', [path]);
	if (!output.startsWith(expected)) throw new Error('sha1sum gave another digest');
	return { [SPEED]: size / MiB / seconds };
}
