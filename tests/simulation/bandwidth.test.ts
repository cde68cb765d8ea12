import { expect, test } from 'vitest';
import type { EngineSettings } from '../../src/lib/engine/engine-api';
import { Run, simulating } from './run';
import type { Scenario } from './scenario';

const KiB = 1024;
const MiB = 1024 * KiB;
const RATE = 512 * KiB;
const HOUR_MS = 3_600_000;

/** Arrival: a body that storage has taken. */
interface Arrival {
	/** Milliseconds since the first one began. */
	readonly from: number;
	readonly to: number;
	readonly bytes: number;
}

/** upload lets a few files go up, with nothing in the way but the limit. */
async function upload(
	scenario: Pick<Scenario, 'flavour' | 'files' | 'partSize' | 'switches'>,
	settings: Partial<EngineSettings>
): Promise<readonly Arrival[]> {
	const quiet = { faults: [], happenings: [], trouble: {}, taken: [], parallelParts: false };
	const run = new Run(7, {
		scenario: (drawn) => ({ ...drawn, ...quiet, singlePut: 0, conflict: 'keep-both', ...scenario })
	});
	return simulating(run, async () => {
		const { world } = run;
		const { time, network } = world;
		await run.prepare();
		await time.through(run.life!.engine!.setSettings({ bandwidth: 'rate', bandwidthRate: RATE }));
		await time.through(run.life!.engine!.setSettings(settings));
		const arrivals: Arrival[] = [];
		const { storage } = network.far;
		const listener: typeof storage = (request, answer) => {
			const begun = time.now;
			let bytes = 0;
			request.on('data', (piece: Buffer) => (bytes += piece.length));
			answer.on('finish', () => {
				if (request.method === 'PUT') arrivals.push({ from: begun, to: time.now, bytes });
			});
			return storage(request, answer);
		};
		network.far = { ...network.far, storage: listener };
		await run.drop();
		const states = () =>
			[...run.life!.engine!.queue.entries()].map(({ upload }) => upload.status.state);
		await time.pass(() => states().length > 0 && states().every((one) => one === 'done'), HOUR_MS);
		expect(states().every((state) => state === 'done')).toBe(true);
		const start = Math.min(...arrivals.map(({ from }) => from));
		return arrivals.map(({ from, to, bytes }) => ({ from: from - start, to: to - start, bytes }));
	});
}

/** between gives the share of the limit that was used from one second to another. */
function between(arrivals: readonly Arrival[], from: number, to: number): number {
	const bytes = arrivals.reduce((sum, one) => {
		const inside = Math.min(one.to, to * 1000) - Math.max(one.from, from * 1000);
		return sum + one.bytes * Math.max(0, inside / (one.to - one.from));
	}, 0);
	return bytes / (to - from) / RATE;
}

const files = (count: number, size: number): Scenario['files'] =>
	Array.from({ length: count }, (_, index) => {
		return { name: `${index}.bin`, size, known: false, folders: [] };
	});

test.each([
	['one file', 1, 18 * MiB],
	['six files at once', 6, 3 * MiB]
])('115 keeps a limit within a tenth over 30 s: %s', async (_, count, size) => {
	const arrivals = await upload(
		{ flavour: 'pan115-cookie', files: files(count, size), partSize: MiB, switches: {} },
		{}
	);
	const share = between(arrivals, 0, 30);
	expect(share).toBeGreaterThan(0.9);
	expect(share).toBeLessThan(1.1);
});

test('the relay keeps it exactly', async () => {
	const arrivals = await upload(
		{
			flavour: 'pan123-web',
			files: files(3, 6 * MiB),
			partSize: MiB,
			switches: { sliceSize: MiB, cors: { storage: 'none' } }
		},
		{}
	);
	const share = between(arrivals, 2, 32);
	expect(share).toBeGreaterThan(0.97);
	expect(share).toBeLessThan(1.03);
});

test('123Pan keeps it within 15 in a hundred over 20 parts, which go one at a time', async () => {
	const arrivals = await upload(
		{
			flavour: 'pan123-web',
			files: files(2, 10 * MiB),
			partSize: MiB,
			switches: { sliceSize: MiB }
		},
		{ partsPerFile: 6 }
	);
	expect(arrivals).toHaveLength(20);
	const last = Math.max(...arrivals.map(({ to }) => to));
	const share = (20 * MiB) / (last / 1000) / RATE;
	expect(share).toBeGreaterThan(0.85);
	expect(share).toBeLessThan(1.15);
	const inOrder = arrivals.toSorted((a, b) => a.from - b.from);
	for (const [index, { from }] of inOrder.entries()) {
		if (index > 0) expect(from).toBeGreaterThanOrEqual(inOrder[index - 1]!.to);
	}
});
