import * as v from 'valibot';
import { TransferError } from '../kernel/errors';

/** shape reads a value by a schema, or rejects `unreadable-answer` naming the field that is wrong. */
export function shape<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
	const read = v.safeParse(schema, value);
	if (read.success) return read.output;
	const detail = `unexpected answer at ${v.getDotPath(read.issues[0]) ?? 'the top'}`;
	throw new TransferError('unreadable-answer', { detail });
}

/** id reads a number or text as text: the services use both. */
export const id = v.pipe(
	v.union([v.string(), v.number()]),
	v.transform((value) => String(value))
);

/** count reads a number or numeric text as a number of bytes, seconds or things. */
export const count = v.pipe(
	v.union([v.string(), v.number()]),
	v.transform((value) => Number(value)),
	v.finite(),
	v.minValue(0)
);

/** text reads a text that is not empty. */
export const text = v.pipe(v.string(), v.minLength(1));
