import type { FileActions } from '../../../src/lib/drives/files';
import type { FileRig } from '../files/file-rig';
import { memoryRig } from '../memory-rig';

/** FileLie: actions that replace an honest drive's. */
export type FileLie = (honest: FileActions) => Partial<FileActions>;

/** ToldFileLie: a lie, the check that must catch it, and how it is told. */
export type ToldFileLie = readonly [name: string, check: string, lie: FileLie];

/** lyingFiles is the rig of a MemoryDrive of which one file action is a lie. */
export function lyingFiles(lie: FileLie): FileRig {
	const rig = memoryRig();
	return { ...rig, files: { ...rig.files, ...lie(rig.files) } };
}
