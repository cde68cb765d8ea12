import { FakeClock } from '../support/fake-clock';
import { MemoryDrive } from '../support/memory-drive';
import type { Rig } from './rig';

const PART = 1024;

/** memoryRig is the Rig of the in-memory Drive. */
export function memoryRig(): Rig & { readonly drive: MemoryDrive } {
	const clock = new FakeClock();
	const drive = new MemoryDrive({ clock, partSize: PART });
	return {
		drive,
		partSize: PART,
		put: (part, bytes) => drive.put(part, bytes),
		expireUrls: () => clock.advance(drive.urlLifeMs),
		content: (file) => Promise.resolve(drive.content(file.id)),
		close: () => Promise.resolve()
	};
}
