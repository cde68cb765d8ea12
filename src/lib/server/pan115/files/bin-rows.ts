import * as v from 'valibot';
import type { FileEntry } from '../../../drives/files';
import { count, id, text } from '../../fields';
import { fromUpstreamId } from '../ids';

const FOLDER = '2';

const binRowSchema = v.looseObject({
	id,
	file_name: text,
	type: v.optional(id),
	file_size: v.optional(v.nullable(v.union([count, v.literal('')]))),
	dtime: v.optional(v.nullable(v.union([count, v.literal('')]))),
	cid: v.optional(id, '0'),
	pick_code: v.optional(v.nullable(v.string())),
	sha1: v.optional(v.nullable(v.string()))
});

/** binRowsSchema: rows of the recycle bin as both APIs write them, newest first. 115.md §8, §10.3 */
export const binRowsSchema = v.pipe(
	v.nullish(v.array(binRowSchema), []),
	v.transform((rows) => rows.map(entryOf).sort((a, b) => b.trashedAt - a.trashedAt))
);

function entryOf(row: v.InferOutput<typeof binRowSchema>) {
	const isFolder = row.type === FOLDER;
	return {
		id: row.id,
		name: row.file_name,
		folderId: fromUpstreamId(row.cid),
		kind: isFolder ? 'folder' : 'file',
		size: isFolder ? 0 : Number(row.file_size || 0),
		digests: row.sha1 ? { sha1: row.sha1.toLowerCase() } : {},
		key: row.pick_code || undefined,
		trashedAt: Number(row.dtime || 0) * 1000
	} satisfies FileEntry;
}
