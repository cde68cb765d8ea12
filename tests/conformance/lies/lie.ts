import type { Drive, RemoteFile } from '../../../src/lib/drives/drive';
import type { MemoryDrive } from '../../support/memory-drive';
import type { OrderedDrive } from '../../support/ordered-drive';
import { memoryRig, orderedRig } from '../memory-rig';
import type { Rig } from '../rig';

/** Lie: methods that replace an honest Drive's, or the storage's. */
export type Lie<D extends Drive = MemoryDrive> = (
	honest: D,
	rig: Rig
) => Partial<Drive> & { readonly put?: Rig['put'] };

/** ToldLie: a lie, the check that must catch it, and how it is told. */
export type ToldLie<D extends Drive = MemoryDrive> = readonly [
	name: string,
	check: string,
	lie: Lie<D>
];
export type OrderedLie = ToldLie<OrderedDrive>;

/** nowhere is a file that no drive has. */
export const nowhere = (name: string, folderId: string, size: number, md5: string): RemoteFile => ({
	id: 'nowhere',
	name,
	folderId,
	kind: 'file',
	size,
	digests: { md5 }
});

/** lying is the rig of a MemoryDrive of which one thing is a lie. */
export const lying = (lie: Lie): Rig => replace(memoryRig(), lie);

/** lyingInOrder is the same of an OrderedDrive. */
export const lyingInOrder = (lie: Lie<OrderedDrive>): Rig => replace(orderedRig(), lie);

/** What the lie replaces is all that differs. */
function replace<D extends Drive>(rig: Rig & { readonly drive: D }, lie: Lie<D>): Rig {
	const honest = rig.drive;
	const { put, ...methods } = lie(honest, rig);
	const drive: Drive = {
		traits: honest.traits,
		account: (...args) => honest.account(...args),
		list: (...args) => honest.list(...args),
		createFolder: (...args) => honest.createFolder(...args),
		open: (...args) => honest.open(...args),
		presign: (...args) => honest.presign(...args),
		listParts: (...args) => honest.listParts(...args),
		complete: (...args) => honest.complete(...args),
		abandon: (...args) => honest.abandon(...args),
		...methods
	};
	return { ...rig, drive, put: put ?? rig.put };
}
