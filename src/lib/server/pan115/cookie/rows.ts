import * as v from 'valibot';
import { count, id } from '../../fields';
import type { Entry } from '../dialect';
import { fromUpstreamId } from '../ids';

const seconds = v.optional(v.union([v.string(), v.number()]), 0);
const rowSchema = v.looseObject({
	fid: v.optional(id),
	cid: id,
	pid: v.optional(id),
	n: v.string(),
	s: v.optional(count, 0),
	sha: v.optional(v.nullable(v.string())),
	pc: v.optional(v.nullable(v.string())),
	tp: seconds,
	te: seconds,
	tu: seconds
});
type Row = v.InferOutput<typeof rowSchema>;

/** rowsSchema: `data` of a listing or a search; nothing found may be null. 115.md §8.1 */
export const rowsSchema = v.pipe(
	v.nullish(v.array(rowSchema), []),
	v.transform((rows) => rows.map(entryOf))
);

/** A row with `fid` is a file inside `cid`; one without is the folder `cid` inside `pid`. §8.1 */
function entryOf(row: Row): Entry {
	const isFile = row.fid !== undefined && row.fid !== '';
	const changed = secondsOf(row.te) || secondsOf(row.tu) || secondsOf(row.tp);
	return {
		id: isFile ? row.fid! : row.cid,
		name: row.n,
		folderId: fromUpstreamId(isFile ? row.cid : (row.pid ?? '')),
		kind: isFile ? 'file' : 'folder',
		size: isFile ? row.s : 0,
		digests: isFile && row.sha ? { sha1: row.sha.toLowerCase() } : {},
		modifiedAt: changed === 0 ? undefined : changed * 1000,
		pickCode: row.pc ?? '',
		createdAt: secondsOf(row.tp)
	};
}

function secondsOf(value: string | number): number {
	const seconds = Number(value);
	return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}
