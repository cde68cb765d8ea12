/**
 * The part pump and transport of Panlift as the engine runs them, in front of a sink: real parts,
 * presigner, gates, file handle and XHR. What lies outside of that is not there, or says so.
 */
import { pan123WebTraits } from '../../../src/lib/drives/pan123/traits';
import type { Drive } from '../../../src/lib/drives/drive';
import { HashPool } from '../../../src/lib/hashing/hash-pool';
import type { Hasher } from '../../../src/lib/hashing/hasher';
import { gates } from '../../../src/lib/kernel/gate';
import { systemClock } from '../../../src/lib/kernel/clock';
import { handleSources } from '../../../src/lib/sources/handle-source';
import { xhrTransport } from '../../../src/lib/transport/xhr-transport';
import { Folders } from '../../../src/lib/uploads/folders';
import { Goodput } from '../../../src/lib/uploads/goodput';
import { pumpParts } from '../../../src/lib/uploads/part-pump';
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

/** noMd5 stands in for the digests of parts: the sink shows no ETag, so nothing is compared. */
const noMd5: Hasher = { digest: async () => ({ md5: '0'.repeat(32) }) };

/** pumpWhole sends the file; `md5`: with the digest of every part, as uploads have it. */
export async function pumpWhole(
	handle: FileSystemFileHandle,
	url: string,
	{ md5 }: { readonly md5: boolean }
): Promise<void> {
	const { name, size, lastModified } = await handle.getFile();
	const sources = handleSources(async () => ({ id: 'root', handle }));
	const source = sources.open({ rootId: 'root', path: [] }, { name, size, lastModified });
	const parts = partCount(size, PART_BYTES);
	const session = { id: 'bench', partSize: PART_BYTES, parts, listable: true, sealed: url };
	let sent = 0;
	const pool = new HashPool({ size: 2, clock, createWorker: startHashWorker });
	await pumpParts(
		missingParts(session, []),
		{
			accountId: 'bench',
			drive: sinkDrive,
			session,
			source,
			digests: {},
			signal: new AbortController().signal,
			onPart: () => {},
			onReceipt: async (receipt) => void (sent += receipt.size)
		},
		toolsWith(md5 ? pool : noMd5, sources)
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
		store,
		sources,
		fileHasher: { digest: () => absent('digest of files') },
		partHasher,
		transport: xhrTransport(clock),
		ways: new Ways({
			clock,
			store: { setting: async () => undefined, saveSetting: async () => {} },
			reaches: async () => true,
			relay: () => ({ on: false })
		}),
		hostGate: gates(REQUESTS_PER_HOST),
		drive: () => sinkDrive,
		folders: new Folders(),
		checkName: () => undefined,
		checkConnection: async () => 'online',
		partsPerFile: () => PARTS_AT_ONCE,
		goodput: new Goodput(),
		wish: () => ({}),
		parallel: { wanted: () => false, refused: () => {} },
		maxFileSize: () => undefined,
		rowsBeside: () => 1
	};
}
