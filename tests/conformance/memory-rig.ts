import { FakeClock } from '../support/fake-clock';
import { memoryFiles, readMemoryLink } from '../support/memory-files';
import { MemoryDrive } from '../support/memory-drive';
import { OrderedDrive } from '../support/ordered-drive';
import type { ByteRange } from '../../src/lib/kernel/bytes';
import type { FileActions } from '../../src/lib/drives/files';
import type { Rig } from './rig';

const PART = 1024;

/** memoryRig is the Rig of the in-memory Drive. */
export function memoryRig(): Rig & { readonly drive: MemoryDrive; readonly files: FileActions } {
	const clock = new FakeClock();
	const drive = new MemoryDrive({ clock, partSize: PART });
	return {
		drive,
		files: memoryFiles(drive, clock),
		partSize: PART,
		now: clock.now,
		download: readLink,
		put: (part, bytes) => drive.put(part, bytes),
		expireUrls: () => clock.advance(drive.urlLifeMs),
		content: (file) => Promise.resolve(drive.content(file.id)),
		close: () => Promise.resolve()
	};
}

/** orderedRig is that of one whose parts come in order and whose small files commit themselves. */
export function orderedRig(): Rig & { readonly drive: OrderedDrive } {
	const clock = new FakeClock();
	const memory = new MemoryDrive({ clock, partSize: PART });
	const provenFrom = 3 * PART;
	const drive = new OrderedDrive(memory, provenFrom);
	return {
		drive,
		...{ partSize: PART, provenFrom, wish: { partSize: PART, singlePut: PART } },
		now: clock.now,
		download: readLink,
		put: (part, bytes) => drive.put(part, bytes),
		expireUrls: () => clock.advance(memory.urlLifeMs),
		content: (file) => Promise.resolve(memory.content(file.id)),
		close: () => Promise.resolve()
	};
}

async function readLink(url: string, range?: ByteRange): Promise<Uint8Array> {
	const bytes = readMemoryLink(url);
	return range ? bytes.slice(range.start, range.end) : bytes;
}
