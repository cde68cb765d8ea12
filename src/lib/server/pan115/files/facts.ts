import * as v from 'valibot';
import { TransferError } from '../../../kernel/errors';
import { count, shape, text } from '../../fields';
import type { Fields } from '../envelope';
import { pathsSchema } from '../paths';
import type { Facts } from './file-dialect';

const plain = v.optional(v.nullable(v.string()));
const number = v.optional(v.nullable(count));
const time = v.optional(v.nullable(v.union([v.string(), v.number()])));

const factsSchema = v.looseObject({
	file_name: text,
	pick_code: plain,
	sha1: plain,
	count: number,
	folder_count: number,
	size: v.optional(v.nullable(v.union([v.string(), v.number()]))),
	size_byte: number,
	ptime: time,
	utime: time,
	paths: pathsSchema
});

/** readFacts reads one entry as both APIs tell of it. Rejects `file-missing` for none. §8, §10.3 */
export function readFacts(fields: Fields | undefined): Facts {
	if (!fields?.['file_name']) throw new TransferError('file-missing', { detail: 'no facts' });
	const told = shape(factsSchema, fields);
	const files = told.count ?? undefined;
	const folders = told.folder_count ?? undefined;
	return {
		name: told.file_name,
		pickCode: told.pick_code || undefined,
		sha1: told.sha1?.toLowerCase() || undefined,
		createdAt: timeOf(told.ptime),
		modifiedAt: timeOf(told.utime),
		path: told.paths,
		inside: { files, folders, bytes: told.size_byte ?? bytesOf(told.size) }
	};
}

const UNITS = 'BKMGTP';

/** bytesOf reads "1.06GB", which 115 has rounded. */
function bytesOf(size: string | number | null | undefined): number | undefined {
	const [, digits, unit] = /^([\d.]+)\s*([KMGTP]?)B?$/i.exec(String(size ?? '').trim()) ?? [];
	if (digits === undefined) return undefined;
	const power = UNITS.indexOf((unit || 'B').toUpperCase());
	const bytes = Math.round(Number(digits) * 1024 ** power);
	return Number.isFinite(bytes) ? bytes : undefined;
}

/** Unix seconds; some answers have a date in words instead, which says no time zone. */
function timeOf(time: string | number | null | undefined): number | undefined {
	const seconds = Number(time ?? 0);
	return seconds > 0 ? seconds * 1000 : undefined;
}
