import { expect, test } from 'vitest';
import { checkName } from '../../src/lib/drives/names';
import { GiB, MiB } from '../../src/lib/kernel/bytes';
import { TransferError } from '../../src/lib/kernel/errors';
import { gates } from '../../src/lib/kernel/gate';
import { handleSources } from '../../src/lib/sources/handle-source';
import type { Transport } from '../../src/lib/transport/transport';
import { Folders } from '../../src/lib/uploads/folders';
import { Goodput } from '../../src/lib/uploads/goodput';
import { Hosts } from '../../src/lib/uploads/hosts';
import { Lines } from '../../src/lib/uploads/line';
import { Queue } from '../../src/lib/uploads/queue';
import type { Tools } from '../../src/lib/uploads/tools';
import { Ways } from '../../src/lib/uploads/ways';
import { NO_LIMIT } from '../support/no-limit';
import { memoryStore } from '../support/memory-store';
import { anUpload } from '../support/uploads';
import { Chance } from './chance';
import { SimTime } from './sim-time';
import { SizedDrive } from './sized-drive';
import { rangeOf, SizedFile, sizedHasher } from './sized-file';
// The queue loads it with its first upload; no simulated clock waits for that.
import '../../src/lib/uploads/runner';

/** 1 Mbit/s, which all requests share. */
const BYTES_PER_MS = 125;
const CUT_EVERY_MS = 600_000;
const SLICE_MS = 1_000;
const DAY_MS = 24 * 3_600_000;

test.each([
	[2 * GiB, 16 * MiB, 3],
	[2 * GiB, 16 * MiB, 1],
	[1 * GiB, 32 * MiB, 6]
])(
	'%i bytes in parts of %i, %i at once, get through a line of 1 Mbit/s that is cut every 10 minutes',
	async (size, partSize, partsPerFile) => {
		const chance = new Chance(size + partsPerFile);
		const time = new SimTime(chance);
		const clock = time.clockOf({ name: 'engine', alive: true });
		const drive = new SizedDrive(clock, partSize);
		let sending = 0;
		let carried = 0;
		const transport: Transport = {
			async put({ url, body }, { signal, onProgress }) {
				const cutAt = Math.floor(clock.now() / CUT_EVERY_MS + 1) * CUT_EVERY_MS;
				sending += 1;
				try {
					for (let sent = 0; sent < body.size;) {
						await clock.sleep(SLICE_MS, signal);
						if (clock.now() >= cutAt) throw new TransferError('network');
						const share = (BYTES_PER_MS * SLICE_MS) / sending;
						const bytes = Math.min(share, body.size - sent);
						carried += bytes;
						onProgress?.((sent += bytes));
					}
				} finally {
					sending -= 1;
				}
				return { etag: drive.put(url, rangeOf(body)).etag };
			}
		};
		const file = new SizedFile({ start: 0, end: size }, 1);
		const store = memoryStore();
		const tools: Tools = {
			...{ clock, store, transport, checkName },
			sources: handleSources((id) => Promise.resolve({ id, file })),
			fileHasher: sizedHasher,
			partHasher: sizedHasher,
			twins: { row: () => undefined, kinds: () => [] },
			ways: new Ways({ clock, store, reaches: async () => true, relay: () => ({ on: false }) }),
			hostGate: gates(6),
			hosts: new Hosts(clock, () => 6),
			flight: { record: () => {} },
			lines: new Lines(clock),
			drive: () => drive,
			folders: new Folders(),
			checkConnection: async () => 'online',
			partsPerFile: () => partsPerFile,
			bandwidth: () => NO_LIMIT,
			goodput: new Goodput(),
			wish: () => ({}),
			parallel: { wanted: () => false, refused: () => {} },
			maxFileSize: () => undefined,
			rowsBeside: () => 1
		};
		const queue = new Queue(tools, () => ({ filesAtOnce: 3 }));
		await queue.add([anUpload({ identity: { name: 'film.mkv', size, lastModified: 1 } })], []);
		const state = () => queue.entry('u1')!.upload.status.state;
		await time.pass(() => state() === 'done' || state() === 'failed', DAY_MS);

		expect(queue.entry('u1')!.upload.status).toMatchObject({ state: 'done' });
		expect(drive.parts.size).toBe(size / partSize);
		expect(drive.file).toMatchObject({ size });
		// At most what was on its way is lost with each cut.
		const cuts = Math.ceil(time.elapsed / CUT_EVERY_MS);
		expect(carried - size).toBeLessThanOrEqual(cuts * partsPerFile * partSize);
	}
);
