import * as v from 'valibot';
import type { Step } from '../../drives/files';
import { id } from '../fields';

const ROOT_ID = '0';
const listedSchema = v.array(v.looseObject({ cid: id, name: v.string() }));
const toldSchema = v.array(v.looseObject({ file_id: id, file_name: v.string() }));

/** listedPath reads the `path` of a listing, without the root; undefined for another form. §8.1 */
export function listedPath(path: unknown): readonly Step[] | undefined {
	const read = v.safeParse(listedSchema, path);
	if (!read.success) return undefined;
	return belowRoot(read.output.map(({ cid, name }) => ({ id: cid, name })));
}

/** pathsSchema reads the `paths` above an entry that is looked at alone, without the root. §8 */
export const pathsSchema = v.pipe(
	toldSchema,
	v.transform((paths) =>
		belowRoot(paths.map(({ file_id, file_name }) => ({ id: file_id, name: file_name })))
	)
);

function belowRoot(steps: readonly Step[]): readonly Step[] {
	return steps.filter((step) => step.id !== ROOT_ID);
}
