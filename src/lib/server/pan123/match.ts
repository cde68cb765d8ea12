import type { ConflictPolicy, RemoteFile } from '../../drives/drive';

/** Wanted: what the finished file must look like. */
export interface Wanted {
	readonly name: string;
	readonly size: number;
	readonly md5: string;
	readonly conflict: ConflictPolicy;
}

/** matches tells whether a remote file is the wanted one: name, size and digest. 123pan.md §9.7 */
export function matches(file: RemoteFile, wanted: Wanted): boolean {
	const nameFits =
		file.name === wanted.name ||
		(wanted.conflict === 'keep-both' && isVariant(file.name, wanted.name));
	return (
		nameFits &&
		file.kind === 'file' &&
		file.size === wanted.size &&
		file.digests.md5 === wanted.md5.toLowerCase()
	);
}

/** isVariant tells whether `name` is what "keep both" makes of `original`: "a(1).bin". §9.3 */
export function isVariant(name: string, original: string): boolean {
	const dot = original.lastIndexOf('.');
	const stem = dot > 0 ? original.slice(0, dot) : original;
	const extension = dot > 0 ? original.slice(dot) : '';
	if (!name.startsWith(stem) || !name.endsWith(extension)) return false;
	return /^\(\d+\)$/.test(name.slice(stem.length, name.length - extension.length));
}
