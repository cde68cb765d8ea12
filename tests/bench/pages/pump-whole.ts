/**
 * The part pump and transport of Panlift as the engine runs them, in front of a sink: real parts,
 * presigner, gates, file handle and XHR. What lies outside of that is not there, or says so.
 */
import { pan123WebTraits } from '../../../src/lib/drives/pan123/traits';
import type { Drive } from '../../../src/lib/drives/drive';
import { HashPool } from '../../../src/lib/hashing/hash-pool';
import type { Hasher } from '../../../src/lib/hashing/hasher';
import { STRIPE_SUM_BYTES, stripeCount, type Stripes } from '../../../src/lib/kernel/stripes';
import { systemClock } from '../../../src/lib/kernel/clock';
import { handleSources } from '../../../src/lib/sources/handle-source';
import { xhrTransport } from '../../../src/lib/transport/xhr-transport';
import { Folders } from '../../../src/lib/uploads/folders';
import { Goodput } from '../../../src/lib/uploads/goodput';
import { gates } from '../../../src/lib/kernel/gate';
import { Hosts } from '../../../src/lib/uploads/hosts';
import { Lines } from '../../../src/lib/uploads/line';
import { Bandwidth } from '../../../src/lib/uploads/bandwidth';
import { ruleOf } from '../../../src/lib/uploads/bandwidth-rule';
import { NO_LIMIT } from '../../support/no-limit';
import { pumpParts } from '../../../src/lib/uploads/lanes';
import { missingParts, partCount } from '../../../src/lib/uploads/parts';
import type { Tools } from '../../../src/lib/uploads/tools';
import { Ways } from '../../../src/lib/uploads/ways';
import { startHashWorker } from './hash-ways';

/** 123Pan's part size. */
const PART_BYTES = 16 * 1024 * 1024;
const HOUR_MS = 3_600_000;
const PARTS_AT_ONCE = 5;
const REQUESTS_PER_HOST = 6;
const clock = systemClock();

/** Reading: how parts are read beside being sent, and the checksums that they have to match. */
export interface Reading {
	readonly hasher: Hasher;
	readonly stripes: Stripes;
}

/** realReading has the digest of every part, as uploads have it. Its first pass is not timed. */
export async function realReading(handle: FileSystemFileHandle): Promise<Reading> {
	const hasher = new HashPool({ size: 2, clock, createWorker: startHashWorker });
	const { signal } = new AbortController();
	return { hasher, stripes: await hasher.checksum(await handle.getFile(), { signal }) };
}

const noSums = (bytes: number) => {
	return new Uint8Array(stripeCount(bytes) * STRIPE_SUM_BYTES);
};

/** noReading reads nothing a second time: the sink shows no ETag, so any digest will do. */
export async function noReading(handle: FileSystemFileHandle): Promise<Reading> {
	return { hasher: noHash, stripes: noSums((await handle.getFile()).size) };
}

const noHash: Hasher = {
	digest: () => absent('digests'),
	hashFile: () => absent('digests of files'),
	hashPart: async (_, { start, end }) => ({ md5: '0'.repeat(32), stripes: noSums(end - start) }),
	checksum: () => absent('checksums')
};

/** pumpWhole sends the file, from the first presigned URL to the last Receipt. */
export async function pumpWhole(
	handle: FileSystemFileHandle,
	url: string,
	{ hasher, stripes }: Reading
): Promise<void> {
	const { name, size, lastModified } = await handle.getFile();
	const sources = handleSources(async () => ({ id: 'root', handle }));
	const source = sources.open({ rootId: 'root', path: [] }, { name, size, lastModified });
	const parts = partCount(size, PART_BYTES);
	const session = {
		uploadId: 'bench',
		id: 'bench',
		partSize: PART_BYTES,
		parts,
		listable: true,
		sealed: url
	};
	let sent = 0;
	await pumpParts(
		missingParts(session, []),
		{
			accountId: 'bench',
			drive: sinkDrive,
			session,
			source,
			stripes,
			signal: new AbortController().signal,
			leaving: new AbortController().signal,
			bandwidth: new Bandwidth(clock, () => ruleOf(NO_LIMIT)),
			onPart: () => {},
			onReceipt: async (receipt) => void (sent += receipt.size)
		},
		toolsWith(hasher, sources)
	);
	if (sent !== size) throw new Error(`${sent} of ${size} bytes have a Receipt`);
}

function absent(what: string): never {
	throw new Error(`the bench has no ${what}`);
}

const sinkDrive: Drive = {
	traits: pan123WebTraits,
	presign: async ({ sealed }, numbers) =>
		numbers.map((number) => ({
			number,
			method: 'PUT' as const,
			// Every part has a URL of its own, as presigned ones have: each is preflighted.
			url: `${sealed}?partNumber=${number}`,
			headers: {},
			expiresAt: clock.now() + HOUR_MS
		})),
	account: () => absent('account'),
	list: () => absent('listing'),
	createFolder: () => absent('folders'),
	open: () => absent('opening'),
	listParts: () => absent('listing of parts'),
	complete: () => absent('commit'),
	abandon: () => absent('abandoning')
};

function toolsWith(partHasher: Hasher, sources: Tools['sources']): Tools {
	const store = new Proxy({} as Tools['store'], { get: () => absent('store') });
	return {
		clock,
		bandwidth: () => NO_LIMIT,
		store,
		sources,
		fileHasher: noHash,
		partHasher,
		twins: { row: () => undefined, kinds: () => [] },
		transport: xhrTransport(clock),
		ways: new Ways({
			clock,
			store: { setting: async () => undefined, saveSetting: async () => {} },
			reaches: async () => true,
			relay: () => ({ on: false })
		}),
		hostGate: gates(REQUESTS_PER_HOST),
		hosts: new Hosts(clock, () => REQUESTS_PER_HOST),
		lines: new Lines(clock),
		drive: () => sinkDrive,
		folders: new Folders(),
		checkName: () => undefined,
		checkConnection: async () => 'online',
		partsPerFile: () => PARTS_AT_ONCE,
		flight: { record: () => {} },
		goodput: new Goodput(),
		wish: () => ({}),
		parallel: { wanted: () => false, refused: () => {} },
		maxFileSize: () => undefined,
		rowsBeside: () => 1
	};
}
