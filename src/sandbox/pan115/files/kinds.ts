import { extensionOf } from './order';

const KINDS: Readonly<Record<number, string>> = {
	1: 'doc docx xls xlsx ppt pptx pdf txt md csv rtf epub',
	2: 'jpg jpeg png gif webp bmp tif tiff heic svg',
	3: 'mp3 flac wav m4a aac ogg wma ape',
	4: 'mp4 mkv avi mov wmv flv webm ts m4v rmvb',
	5: 'zip rar 7z tar gz bz2 xz',
	6: 'exe msi apk ipa dmg deb rpm'
};

/** ALL_FILES is the `type` of every file, folders left out (115.md §8.1). */
export const ALL_FILES = 99;

/** isKind says whether a file's name is of a `type`: 1 document … 6 app, 99 any. */
export function isKind(name: string, kind: number): boolean {
	if (kind === ALL_FILES) return true;
	return (KINDS[kind] ?? '').split(' ').includes(extensionOf(name));
}
