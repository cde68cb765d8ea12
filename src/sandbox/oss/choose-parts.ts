import type { PartRef } from '../s3/xml';
import { OssError } from './errors';
import type { OssPart, OssUpload } from './store';

/**
 * chooseParts finds the stored parts that a completion names, or all. Throws OssError on a wrong
 * order, an unknown part or ETag, or a part but the last below `minSize` bytes (object-storage.md §8).
 */
export function chooseParts(
	upload: OssUpload,
	refs: readonly PartRef[] | 'all',
	minSize: number
): readonly OssPart[] {
	const chosen = refs === 'all' ? allOf(upload) : refs.map((ref) => partOf(upload, ref));
	if (chosen.length === 0) throw new OssError('MalformedXML');
	if (chosen.some((part, i) => i > 0 && part.number <= chosen[i - 1]!.number))
		throw new OssError('InvalidPartOrder', { ec: '0042-00000209' });
	const small = chosen.slice(0, -1).find(({ piece }) => piece.size < minSize);
	if (small)
		throw new OssError('EntityTooSmall', {
			ec: '0042-00000213',
			details: {
				MinSizeAllowed: minSize,
				ProposedSize: small.piece.size,
				PartNumber: small.number,
				ETag: small.piece.md5.toUpperCase()
			}
		});
	return chosen;
}

function allOf(upload: OssUpload): readonly OssPart[] {
	return [...upload.parts.values()].sort((a, b) => a.number - b.number);
}

function partOf(upload: OssUpload, { number, etag }: PartRef): OssPart {
	const part = upload.parts.get(number);
	if (part?.piece.md5 === etag.toLowerCase()) return part;
	throw new OssError('InvalidPart', {
		details: { ETag: etag, PartNumber: number, UploadId: upload.id }
	});
}
