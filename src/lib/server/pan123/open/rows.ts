import * as v from 'valibot';
import type { FileEntry } from '../../../drives/files';
import { count, id } from '../../fields';
import { fromUpstreamId } from '../items';

const FOLDER = 1;
/** Content review said no. 123pan.md §15.4 */
const REFUSED_ABOVE = 100;

const optionalId = v.optional(v.nullable(id));
const time = v.optional(v.nullable(v.string()));

/** rowSchema: an entry as any call shows it; they differ in how they spell ids. 123pan.md §15.4 */
export const rowSchema = v.pipe(
	v.looseObject({
		fileId: optionalId,
		fileID: optionalId,
		parentFileId: optionalId,
		parentFileID: optionalId,
		filename: v.string(),
		type: v.optional(v.number(), 0),
		size: v.optional(count, 0),
		etag: v.optional(v.nullable(v.string()), ''),
		status: v.optional(v.nullable(v.number())),
		trashed: v.optional(v.nullable(v.union([v.number(), v.boolean()]))),
		createAt: time,
		updateAt: time
	}),
	v.check((row) => (row.fileId ?? row.fileID) != null)
);
export type Row = v.InferOutput<typeof rowSchema>;

/** toEntry translates a row; `folderId` stands in where it names no parent. */
export function toEntry(row: Row, folderId = ''): FileEntry {
	const isFolder = row.type === FOLDER;
	const parent = row.parentFileId ?? row.parentFileID;
	return {
		id: (row.fileId ?? row.fileID)!,
		name: row.filename,
		folderId: parent == null ? folderId : fromUpstreamId(parent),
		kind: isFolder ? 'folder' : 'file',
		size: isFolder ? 0 : row.size,
		digests: row.etag && !isFolder ? { md5: row.etag.toLowerCase() } : {},
		modifiedAt: timeOf(row.updateAt),
		createdAt: timeOf(row.createAt),
		...((row.status ?? 0) > REFUSED_ABOVE && { refused: true })
	};
}

/** isTrashed tells whether a row lies in the bin: lists have those among the others. §15.4 */
export function isTrashed({ trashed }: Row): boolean {
	return Boolean(trashed);
}

const TIME = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?/;

/**
 * timeOf reads `2025-02-24 17:57:01`, which is UTC+8, the same with ` +0800 CST`, and RFC 3339, as
 * milliseconds since the epoch; undefined for anything else, and for year 1. §15.1
 */
export function timeOf(text: string | null | undefined): number | undefined {
	const [, date, clock, zone = '+08:00'] = TIME.exec(text ?? '') ?? [];
	const time = Date.parse(`${date}T${clock}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
	return Number.isNaN(time) || time <= 0 ? undefined : time;
}
