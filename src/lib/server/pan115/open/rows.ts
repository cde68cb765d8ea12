import * as v from 'valibot';
import type { Entry } from '../dialect';
import { count, id } from '../../fields';
import { fromUpstreamId } from '../ids';

const FOLDER = '0';
const COMPLETE = '1';

const optionalId = v.optional(v.nullable(id));
const time = v.optional(v.nullable(v.union([count, v.literal('')])));

/** rowSchema: a row of a listing, or of a search, which by some names its fields otherwise. §10.3 */
const rowSchema = v.pipe(
	v.looseObject({
		fid: optionalId,
		file_id: optionalId,
		pid: optionalId,
		parent_id: optionalId,
		fc: optionalId,
		file_category: optionalId,
		fn: v.optional(v.string()),
		file_name: v.optional(v.string()),
		fs: v.optional(v.nullable(v.union([count, v.literal('')]))),
		file_size: v.optional(v.nullable(v.union([count, v.literal('')]))),
		sha1: v.optional(v.nullable(v.string())),
		pc: v.optional(v.nullable(v.string())),
		pick_code: v.optional(v.nullable(v.string())),
		fta: optionalId,
		upt: time,
		user_utime: time,
		uppt: time,
		user_ptime: time
	}),
	v.check((row) => (row.fid ?? row.file_id) != null && (row.fn ?? row.file_name) != null)
);

/** rowsSchema: `data` of a listing or a search; nothing found may be null. */
export const rowsSchema = v.pipe(
	v.nullish(v.array(rowSchema), []),
	v.transform((rows) => rows.map(toEntry))
);

function toEntry(row: v.InferOutput<typeof rowSchema>): Entry {
	const isFolder = (row.fc ?? row.file_category) === FOLDER;
	// A file that is still on its way has a row, too: without bytes it is taken for no other.
	const isThere = !isFolder && (row.fta ?? COMPLETE) === COMPLETE;
	const sha1 = isThere && row.sha1 ? row.sha1.toLowerCase() : undefined;
	const changed = Number(row.upt || row.user_utime || 0);
	const created = Number(row.uppt || row.user_ptime || changed);
	return {
		id: (row.fid ?? row.file_id)!,
		name: (row.fn ?? row.file_name)!,
		folderId: fromUpstreamId(row.pid ?? row.parent_id ?? '0'),
		kind: isFolder ? 'folder' : 'file',
		size: isThere ? Number(row.fs || row.file_size || 0) : 0,
		digests: sha1 === undefined ? {} : { sha1 },
		modifiedAt: changed === 0 ? undefined : changed * 1000,
		pickCode: row.pc ?? row.pick_code ?? '',
		createdAt: created
	};
}
