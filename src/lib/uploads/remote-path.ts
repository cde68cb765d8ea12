import type { Upload } from './upload';

/** remotePath is where a row ends up, as people read it; `name` is the one that it got there. */
export function remotePath(
	{ folderPath, folders, name: wanted }: Pick<Upload, 'folderPath' | 'folders' | 'name'>,
	name = wanted
): string {
	return [folderPath.replace(/\/$/, ''), ...folders, name].join('/');
}
