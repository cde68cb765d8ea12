/** The icon that stands before a name. */
import type { FileEntry } from '../../drives/files';

export type FileIcon = 'folder' | 'file' | 'film' | 'image' | 'music' | 'text' | 'archive';

const KINDS: readonly (readonly [FileIcon, string])[] = [
	['film', 'mkv mp4 avi mov wmv flv webm ts m2ts mpg mpeg rmvb m4v iso'],
	['image', 'jpg jpeg png gif webp avif heic bmp tif tiff svg raw cr2 nef dng psd'],
	['music', 'mp3 flac wav aac m4a ogg opus ape wma dsf'],
	['text', 'txt md pdf doc docx xls xlsx ppt pptx epub mobi csv json srt ass log'],
	['archive', 'zip rar 7z tar gz xz zst bz2']
];
const ICONS: ReadonlyMap<string, FileIcon> = new Map(
	KINDS.flatMap(([icon, endings]) => endings.split(' ').map((ending) => [ending, icon] as const))
);

/** iconOf goes by kind and extension. */
export function iconOf({ kind, name }: Pick<FileEntry, 'kind' | 'name'>): FileIcon {
	if (kind === 'folder') return 'folder';
	return ICONS.get(name.slice(name.lastIndexOf('.') + 1).toLowerCase()) ?? 'file';
}
